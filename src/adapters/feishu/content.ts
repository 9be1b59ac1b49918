import { z } from 'zod';
import type { LinkedDocument } from '../../core/chat.ts';

/**
 * The text of a received message, placeholders of mentions (`@_user_1`) still in it; null for a type that has no text.
 * Content that is not what its type promises counts as empty text: someone did say something.
 * https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content
 */
export function textOf(messageType: string, content: string): string | null {
  if (messageType !== 'text' && messageType !== 'post') return null;
  const parsed = parse(content);
  return messageType === 'text' ? textOfText(parsed) : textOfPost(parsed);
}

/** undefined for what is no JSON: no schema lets that pass. */
function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const text = z.object({ text: z.string() });

function textOfText(content: unknown): string {
  const { data } = text.safeParse(content);
  // Links come as [shown](address): what was written is what is asked.
  return data ? data.text.replace(/\[([^\][]*)\]\(https?:\/\/[^\s)]*\)/g, '$1') : '';
}

const node = z.object({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
});
const post = z.object({
  title: z.string().catch(''),
  content: z.array(z.array(node.catch({ tag: 'unknown' })).catch([])).catch([]),
});

function textOfPost(content: unknown): string {
  const { data } = post.safeParse(content);
  if (!data) return '';
  const lines = data.content.map((line) =>
    line.map(({ tag, text, user_id }) => (tag === 'at' ? ` ${user_id ?? ''} ` : (text ?? ''))).join(''),
  );
  return [data.title, ...lines].filter((line) => line.trim() !== '').join('\n');
}

/** New documents are /docx/ and /wiki/; the others have no text to be read as a bulletin. */
const DOCUMENT_LINK =
  /https?:\/\/[\w.-]+(?::\d+)?\/(?<type>docx|wiki|docs|sheets|base|file|slides|mindnotes)\/(?<token>[A-Za-z0-9]{15,64})[^\s)\]"']*/u;

/**
 * The first document of the platform (云文档) that a message links to, and what was written besides; null when there is
 * none. Links come as `[shown](address)`, as an address, or as a node of a post.
 */
export function documentIn(messageType: string, content: string): LinkedDocument | null {
  const { type, token } = DOCUMENT_LINK.exec(content)?.groups ?? {};
  const all = allText(messageType, content);
  if (!type || !token || all === null) return null;
  const beside = all
    .replace(/\[[^\][]*\]\((?=https?:)[^\s)]*\)/gu, '')
    .replace(/https?:\/\/[^\s)\]]+/gu, '')
    .trim();
  return { type: type === 'docx' || type === 'wiki' ? type : 'other', token, beside };
}

/** Everything written in a message but the texts of links in a post; null for a type that has no text. */
function allText(messageType: string, content: string): string | null {
  const parsed = parse(content);
  if (messageType === 'text') return text.safeParse(parsed).data?.text ?? null;
  if (messageType !== 'post') return null;
  const nodes = post.safeParse(parsed).data?.content.flat() ?? [];
  return nodes.map((one) => (one.tag === 'a' ? '' : (one.text ?? ` ${one.user_id ?? ''} `))).join('');
}

/** A message that is a file, a folder (which cannot be fetched) or a picture. */
export function attachmentIn(messageType: string): 'file' | 'picture' | null {
  if (messageType === 'file' || messageType === 'folder') return 'file';
  return messageType === 'image' ? 'picture' : null;
}

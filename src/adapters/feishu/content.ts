import { z } from 'zod';

/**
 * The text of a received message, placeholders of mentions (`@_user_1`) still in it; null for a type that has no text.
 * Content that is not what its type promises counts as empty text: someone did say something.
 * https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content
 */
export function textOf(messageType: string, content: string): string | null {
  if (messageType !== 'text' && messageType !== 'post') return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return '';
  }
  return messageType === 'text' ? textOfText(parsed) : textOfPost(parsed);
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

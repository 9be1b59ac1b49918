import type { ServerResponse } from 'node:http';
import { blocksOf, type Content } from './blocks.ts';
import { Refusal } from './refusal.ts';
import type { FakeDocument, FakeFile, World } from './world.ts';

/** Files in messages and documents (云文档): what the platform gives of them, and when it does not. */
export interface FakeDocuments {
  resource(messageId: string, key: string): FakeFile;
  node(token: string): object;
  about(id: string): object;
  rawContent(id: string): object;
  /** A page of them: https://open.feishu.cn/document/server-docs/docs/docs/docx-v1/document/list (2026-11-23). */
  blocks(id: string, query: URLSearchParams): object;
}

const LARGEST_RESOURCE = 100 * 2 ** 20;
const MOST_BLOCKS = 500;
const linesOf = (content: string): Content[] => content.split('\n').map((words) => ({ kind: 'text', words }));
const CHUNK = 64 * 1024;

export function createFakeDocuments(world: World, needScope: (...anyOf: string[]) => void): FakeDocuments {
  function document(id: string): FakeDocument {
    needScope('docx:document:readonly', 'docx:document');
    const found = world.documents.get(id);
    if (!found) throw new Refusal(1770002, 'not found');
    if (!found.shared) throw new Refusal(1770032, 'forbidden', { status: 403 });
    return found;
  }
  return {
    resource(messageId, key) {
      needScope('im:message:readonly', 'im:message', 'im:message.history:readonly');
      const message = world.messages.get(messageId);
      const file = world.files.get(key);
      if (!message || message.recalled) throw new Refusal(230110, 'The message is deleted');
      if (!file || file.messageId !== messageId) throw new Refusal(234003, 'File not in msg.');
      if (file.bytes.length > LARGEST_RESOURCE)
        throw new Refusal(234037, 'Downloaded file size exceeds limit.');
      return file;
    },
    node(token) {
      needScope('wiki:node:read', 'wiki:wiki:readonly', 'wiki:wiki');
      const [id, found] = [...world.documents].find(([, { wiki }]) => wiki?.token === token) ?? [];
      if (!found?.wiki) throw new Refusal(131005, 'not found');
      if (!found.shared) throw new Refusal(131006, 'permission denied');
      return { node: { obj_token: id, obj_type: found.wiki.type, title: found.title } };
    },
    about: (id) => ({ document: { document_id: id, revision_id: 1, title: document(id).title } }),
    rawContent: (id) => ({ content: document(id).content }),
    blocks(id, query) {
      const { title, content, blocks = blocksOf(title, linesOf(content)) } = document(id);
      const size = Number(query.get('page_size') ?? MOST_BLOCKS);
      if (!(size > 0 && size <= MOST_BLOCKS)) throw new Refusal(1770001, 'invalid param');
      const token = query.get('page_token');
      const from = token === null ? 0 : Number(/^from-(\d+)$/.exec(token)?.[1] ?? Number.NaN);
      if (Number.isNaN(from)) throw new Refusal(1770022, 'invalid page token');
      const has_more = from + size < blocks.length;
      const items = blocks.slice(from, from + size);
      return { items, has_more, ...(has_more && { page_token: `from-${from + size}` }) };
    },
  };
}

/** Sends a file in pieces, as fast as it is taken. */
export function sendFile(response: ServerResponse, file: FakeFile): void {
  const { bytes, tellsSize } = file;
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    ...(tellsSize && { 'content-length': String(bytes.length) }),
  });
  const next = (from: number): void => {
    if (response.destroyed) return;
    if (from >= bytes.length) {
      response.end();
      return;
    }
    const piece = bytes.subarray(from, from + CHUNK);
    file.sent += piece.length;
    const goOn = (): void => next(from + piece.length);
    if (response.write(piece)) setImmediate(goOn);
    else response.once('drain', goOn);
  };
  next(0);
}

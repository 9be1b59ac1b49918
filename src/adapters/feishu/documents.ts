import { z } from 'zod';
import type { LinkedDocument } from '../../core/chat.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Fetched, Log } from '../../core/ports.ts';
import { type Block, blockSchema, toHtml } from './document-html.ts';

/** One call of the platform that asks only, repeated while that can help. */
export type Get = <T>(path: string, schema: z.ZodType<T>, params?: Record<string, string>) => Promise<T>;

/** https://open.feishu.cn/document/server-docs/docs/wiki-v2/space-node/get_node (2026-11-22) */
const nodeSchema = z.object({
  data: z.object({ node: z.object({ obj_token: z.string().regex(/^\w+$/), obj_type: z.string() }) }),
});
/** https://open.feishu.cn/document/server-docs/docs/docs/docx-v1/document/get and …/raw_content (2026-11-22) */
const documentSchema = z.object({ data: z.object({ document: z.object({ title: z.string().catch('') }) }) });
const rawContentSchema = z.object({ data: z.object({ content: z.string() }) });
/** https://open.feishu.cn/document/server-docs/docs/docs/docx-v1/document/list (2026-11-23): 5 calls a second. */
const blocksSchema = z.object({
  data: z.object({
    items: z.array(blockSchema).catch([]),
    has_more: z.boolean().catch(false),
    page_token: z.string().catch(''),
  }),
});
const BLOCKS_A_PAGE = '500';
/** Where the platform's own limit of a document lies is not written down; more than this is no bulletin. */
const MOST_PAGES = 100;

/**
 * Documents (云文档) by their link. @throws PlatformError, PlatformUnreachableError
 * NOTE: someone who writes in the document while it is read may leave a block missing; its plain text is read then.
 */
export function createDocuments(get: Get, log: Log) {
  async function tokenOf({ type, token }: LinkedDocument): Promise<string | null> {
    if (type !== 'wiki') return type === 'docx' ? token : null;
    const { data } = await get('/open-apis/wiki/v2/spaces/get_node', nodeSchema, { token });
    return data.node.obj_type === 'docx' ? data.node.obj_token : null;
  }

  async function blocksOf(id: string): Promise<Block[]> {
    const blocks: Block[] = [];
    let page = '';
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const params = { page_size: BLOCKS_A_PAGE, ...(page && { page_token: page }) };
      const { data } = await get(`/open-apis/docx/v1/documents/${id}/blocks`, blocksSchema, params);
      blocks.push(...data.items);
      page = data.has_more ? data.page_token : '';
      if (page === '') break;
    }
    return blocks;
  }

  /** null where its blocks are refused or do not hold all of it. */
  async function richText(id: string, title: string): Promise<string | null> {
    try {
      const html = toHtml(title, await blocksOf(id));
      if (html === null) log.info({}, 'the blocks of a document do not hold all of its words');
      return html;
    } catch (error) {
      if (!(error instanceof PlatformError) && !(error instanceof z.ZodError)) throw error;
      log.warn({ err: error }, 'the blocks of a document could not be read');
      return null;
    }
  }

  return async (document: LinkedDocument, mostBytes: number): Promise<Fetched> => {
    const id = await tokenOf(document);
    if (id === null) return { status: 'unsupported' };
    const path = `/open-apis/docx/v1/documents/${id}`;
    const { title } = (await get(path, documentSchema)).data.document;
    const html = await richText(id, title);
    const content = html ?? (await get(`${path}/raw_content`, rawContentSchema)).data.content;
    const bytes = new TextEncoder().encode(content);
    if (bytes.length > mostBytes) return { status: 'too-large' };
    // What is kept of it opens anywhere.
    return html === null
      ? { status: 'fetched', file: { name: `${title}.txt`, bytes }, plain: true }
      : { status: 'fetched', file: { name: `${title}.html`, bytes } };
  };
}

/** A block of a document as the platform gives it. */
export interface FakeBlock {
  block_id: string;
  parent_id: string;
  block_type: number;
  children?: string[];
  [kind: string]: unknown;
}

/** A paragraph: its kind, its words (those in `**` are bold), and what is set in below it. */
export interface Paragraph {
  kind: 'text' | `heading${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | 'bullet' | 'ordered' | 'quote' | 'callout';
  words?: string;
  /** As the platform keeps the number of an item: `1`, `3`, `auto`; absent in old documents. */
  sequence?: string;
  /** In place of words made of `words`. */
  elements?: object[];
  inside?: Content[];
}
export type Content = Paragraph | { kind: 'table'; rows: string[][] };

const TYPES: Readonly<Record<string, number>> = {
  text: 2,
  bullet: 12,
  ordered: 13,
  quote: 15,
  callout: 19,
};
const typeOf = (kind: string): number => TYPES[kind] ?? 2 + Number(kind.slice('heading'.length));

/** The blocks of a document, first the page, each before what stands in it. */
export function blocksOf(title: string, contents: readonly Content[]): FakeBlock[] {
  const blocks: FakeBlock[] = [];
  const add = (parent: FakeBlock | null, block_type: number, data: object): FakeBlock => {
    const block = { block_id: `blk${blocks.length}`, parent_id: parent?.block_id ?? '', block_type, ...data };
    blocks.push(block);
    if (parent) parent.children = [...(parent.children ?? []), block.block_id];
    return block;
  };
  const put = (parent: FakeBlock, content: Content): void => {
    if (content.kind === 'table') {
      const property = { row_size: content.rows.length, column_size: content.rows[0]?.length ?? 0 };
      const table = add(parent, 31, { table: { cells: [] as string[], property } });
      for (const words of content.rows.flat()) {
        const cell = add(table, 32, { table_cell: {} });
        put(cell, { kind: 'text', words });
      }
      (table.table as { cells: string[] }).cells = table.children ?? [];
      return;
    }
    const { kind, words = '', sequence, elements = elementsOf(words), inside = [] } = content;
    const style = { align: 1, folded: false, ...(sequence !== undefined && { sequence }) };
    const block = add(parent, typeOf(kind), { [kind]: kind === 'callout' ? {} : { elements, style } });
    for (const one of inside) put(block, one);
  };
  const page = add(null, 1, { page: { elements: elementsOf(title), style: { align: 1 } } });
  for (const content of contents) put(page, content);
  return blocks;
}

const elementsOf = (words: string): object[] =>
  words
    .split('**')
    .map((content, i) => ({ text_run: { content, text_element_style: { bold: i % 2 === 1 } } }))
    .filter(({ text_run }) => text_run.content !== '');

import { z } from 'zod';

const style = z.object({ bold: z.boolean().catch(false) }).catch({ bold: false });
const run = z.object({ content: z.string(), text_element_style: style });
const titled = z.object({ title: z.string().min(1), text_element_style: style });
/** What runs through a paragraph. Any other kind has its words elsewhere: names of people, days of reminders. */
const element = z.union([
  z.object({ text_run: run }).transform(({ text_run }) => text_run),
  z.object({ equation: run }).transform(({ equation }) => equation),
  z.object({ mention_doc: titled }).transform(({ mention_doc: { title, ...rest } }) => ({
    content: title,
    ...rest,
  })),
  // An attached file stands in the middle of a sentence and is no part of it.
  z.object({ file: z.unknown() }).transform(() => null),
  z.object({ inline_block: z.unknown() }).transform(() => null),
]);
const text = z.object({
  elements: z.array(element),
  style: z.object({ sequence: z.string().catch('') }).catch({ sequence: '' }),
});
type Text = z.infer<typeof text>;
const table = z.object({
  cells: z.array(z.string()),
  property: z.object({ column_size: z.number().min(1) }),
});

/**
 * A block (块) of a document: its text stands under the name of its kind.
 * https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/document-docx/docx-v1/data-structure/block (2026-11-23)
 */
export const blockSchema = z
  .object({
    block_id: z.string(),
    parent_id: z.string().catch(''),
    block_type: z.number(),
    children: z.array(z.string()).catch([]),
  })
  .loose();
export type Block = z.infer<typeof blockSchema>;

const PAGE = 1;
const BULLET = 12;
const ORDERED = 13;
const TABLE = 31;
/** Kinds that are a paragraph, and the element of HTML for each. */
const PARAGRAPHS: Readonly<Record<number, { key: string; tag: string }>> = {
  2: { key: 'text', tag: 'p' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => [
      level + 2,
      { key: `heading${level}`, tag: `h${Math.min(6, level)}` },
    ]),
  ),
  [BULLET]: { key: 'bullet', tag: 'p' },
  [ORDERED]: { key: 'ordered', tag: 'p' },
  14: { key: 'code', tag: 'p' },
  15: { key: 'quote', tag: 'p' },
  17: { key: 'todo', tag: 'p' },
};
/** Documents nest less deeply. */
const DEEPEST = 100;

/**
 * A document as a page that the reader of HTML understands and any browser opens: headings, bold, tables, and lists with
 * the numbers they show. null where the blocks do not hold all of its words: a block is missing, or a person is mentioned,
 * of whom a block has the id alone. Pictures and embedded sheets are left out, as they are from its plain text.
 */
export function toHtml(title: string, blocks: readonly Block[]): string | null {
  const byId = new Map(blocks.map((block) => [block.block_id, block]));
  const seen = new Set<string>();
  const root = blocks.find(({ block_type }) => block_type === PAGE);
  if (!root) return null;
  try {
    const body = inside(root, 0, 0);
    return `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="white-space: pre-wrap">${body}</body></html>`;
  } catch (error) {
    if (error instanceof NotInBlocks || error instanceof z.ZodError) return null;
    throw error;
  }

  /** The blocks inside one; `lists` is how many numbered lists it stands in. */
  function inside({ children }: Block, depth: number, lists: number): string {
    if (depth > DEEPEST) throw new NotInBlocks();
    let number = 0;
    let html = '';
    let before: Block | undefined;
    for (const id of children) {
      const block = take(id);
      if (block.block_type === ORDERED) {
        number = numberOf(text.parse(block.ordered), number, before?.block_type === ORDERED);
        html += paragraph(block, depth, lists + 1, labelOf(number, lists));
      } else if (block.block_type === TABLE) html += tableOf(block, depth);
      else html += paragraph(block, depth, lists);
      before = block;
    }
    return html;
  }

  /** Each once: a broken document may go in circles. */
  function take(id: string): Block {
    const block = byId.get(id);
    if (!block || seen.has(id)) throw new NotInBlocks();
    seen.add(id);
    return block;
  }

  function paragraph(block: Block, depth: number, lists: number, label = ''): string {
    const kind = PARAGRAPHS[block.block_type];
    const inner = inside(block, depth + 1, lists);
    if (!kind) return inner;
    return `<${kind.tag}>${label}${wordsOf(text.parse(block[kind.key]))}</${kind.tag}>${inner}`;
  }

  function tableOf(block: Block, depth: number): string {
    const { cells, property } = table.parse(block.table);
    let rows = '';
    for (let from = 0; from < cells.length; from += property.column_size) {
      const row = cells.slice(from, from + property.column_size).map((id) => {
        return `<td>${inside(take(id), depth + 2, 0)}</td>`;
      });
      rows += `<tr>${row.join('')}</tr>`;
    }
    return `<table>${rows}</table>`;
  }
}

class NotInBlocks extends Error {}

const wordsOf = ({ elements }: Text): string =>
  elements
    .map((one) => {
      if (one === null) return '';
      const words = escaped(one.content).replaceAll('\n', '<br>');
      return one.text_element_style.bold ? `<b>${words}</b>` : words;
    })
    .join('');

/** `auto` goes on after the last number; documents from before that was kept count what follows one another. */
function numberOf({ style: { sequence } }: Text, last: number, follows: boolean): number {
  const given = Number.parseInt(sequence, 10);
  if (given >= 0) return given;
  return sequence === 'auto' || follows ? last + 1 : 1;
}

/** As the document shows it: 1. 2. in the outermost list, a. b. in the next, i. ii. in the third, and so on in turn. */
function labelOf(number: number, lists: number): string {
  const form = [String, letters, roman][lists % 3] as (number: number) => string;
  return `${form(number)}. `;
}

function letters(number: number): string {
  const last = String.fromCharCode(97 + ((number - 1) % 26));
  return number > 26 ? letters(Math.floor((number - 1) / 26)) + last : last;
}

const ROMAN: readonly [number, string][] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  const [value, numeral] = ROMAN.find(([least]) => least <= number) ?? [0, ''];
  return value === 0 ? '' : numeral + roman(number - value);
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

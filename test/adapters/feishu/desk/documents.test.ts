import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docxReader } from '../../../../src/adapters/formats/docx.ts';
import type { Issue } from '../../../../src/core/bulletin.ts';
import type { Line } from '../../../../src/core/ports.ts';
import { blocksOf, type Content } from '../../../fakes/fake-feishu/blocks.ts';
import type { FakeDocument } from '../../../fakes/fake-feishu/world.ts';
import { textOfCard } from '../texts.ts';
import { issueText } from './issue-text.ts';
import { type Desk, startDesk } from './start-desk.ts';

const TOKEN = 'DocxTokenOfTwentySevenChars';
const TITLE = '简报第六期';
const BLOCKS = new RegExp(`^GET /open-apis/docx/v1/documents/${TOKEN}/blocks`);

function addDocument(desk: Desk, contents: readonly Content[], changes: Partial<FakeDocument> = {}): void {
  const blocks = blocksOf(TITLE, contents);
  const content = issueText(6);
  desk.feishu.world.documents.set(TOKEN, {
    title: TITLE,
    content,
    blocks,
    shared: true,
    wiki: null,
    ...changes,
  });
}

const paragraphs = (text: string): Content[] => text.split('\n').map((words) => ({ kind: 'text', words }));

async function pushLink(desk: Desk): Promise<string> {
  return textOfCard((await desk.say(`https://x.feishu.cn/docx/${TOKEN}`)).content);
}

async function issueOf(desk: Desk): Promise<Issue> {
  const [draft] = await desk.drafts.list();
  const [item] = draft?.items ?? [];
  if (!item) throw new Error('no draft was made');
  return item.issue;
}

/** The document that comes of a Word file when it is imported into Feishu: its headings, bold words and tables. */
async function contentsOf(bytes: Uint8Array): Promise<Content[]> {
  const contents: Content[] = [];
  let table = -1;
  for (const line of (await docxReader.read({ name: '简.docx', bytes })).lines) {
    if (line.place !== undefined) continue;
    const last = contents.at(-1);
    if (line.cells && line.table === table && last?.kind === 'table') last.rows.push(line.cells);
    else if (line.cells) contents.push({ kind: 'table', rows: [line.cells] });
    else contents.push({ kind: kindOf(line), words: boldIn(line) });
    table = line.table ?? -1;
  }
  return contents;
}

const kindOf = ({ headingLevel }: Line) =>
  headingLevel === undefined ? 'text' : (`heading${headingLevel as 1 | 2 | 3}` as const);

function boldIn({ text, bold = [] }: Line): string {
  let marked = text;
  for (const [start, end] of [...bold].reverse())
    marked = `${marked.slice(0, start)}**${marked.slice(start, end)}**${marked.slice(end)}`;
  return marked;
}

describe('a link to a document', () => {
  it.each(['npm-headings-by-style', 'npm-bold-run-in', 'npm-automatic-numbers', 'libreoffice-table'])(
    'is read as the Word file %s with the same headings, bold words and tables',
    async (name) => {
      const bytes = new Uint8Array(readFileSync(`test/fixtures/formats/docx/${name}.docx`));
      const ofFile = await startDesk();
      const preview = textOfCard((await ofFile.push({ name: `${TITLE}.docx`, bytes })).content);
      const ofLink = await startDesk();
      addDocument(ofLink, await contentsOf(bytes));
      const linked = await pushLink(ofLink);
      const [expected, issue] = [await issueOf(ofFile), await issueOf(ofLink)];
      expect(issue.articles).toEqual(expected.articles);
      expect({ ...issue, source: null }).toEqual({ ...expected, source: null });
      expect(linked.replace('.html', '')).toBe(preview.replace('.docx', ''));
    },
  );

  it('keeps the numbers of its lists, also of lists in lists', async () => {
    const desk = await startDesk();
    addDocument(desk, [
      ...paragraphs(issueText(6)),
      { kind: 'heading2', words: '办好三件事' },
      { kind: 'ordered', sequence: '1', words: '建好公寓，每套配齐家具，住得舒心。' },
      {
        kind: 'ordered',
        sequence: 'auto',
        words: '管好公寓，分两步走。',
        inside: [
          { kind: 'ordered', sequence: '1', words: '先选楼长，每栋一名。' },
          {
            kind: 'ordered',
            sequence: 'auto',
            words: '再立公约，人人遵守。',
            // As older documents have it.
            inside: ['党员先签。', '住户再签。'].map((words) => ({ kind: 'ordered', words })),
          },
        ],
      },
      { kind: 'text', words: '住户都说好，愿意长住下去。' },
      { kind: 'ordered', sequence: 'auto', words: '用好公寓，空房不过夜。' },
      { kind: 'bullet', words: '退房当天报。' },
    ]);
    await pushLink(desk);
    const text = JSON.stringify(await issueOf(desk));
    for (const line of [
      '1. 建好公寓',
      '2. 管好公寓',
      'a. 先选楼长',
      'b. 再立公约',
      'i. 党员先签',
      'ii. 住户再签',
      '3. 用好公寓',
      '退房当天报',
    ])
      expect(text).toContain(line);
  });

  it('of more than 500 blocks is read to its end', async () => {
    const desk = await startDesk();
    const more = Array.from({ length: 1_100 }, (_, i) => `柳溪县第${i + 1}处驿站建成，当月开门迎客。`);
    addDocument(desk, paragraphs([issueText(6), ...more].join('\n')));
    await pushLink(desk);
    const text = JSON.stringify(await issueOf(desk));
    for (const line of more) expect(text).toContain(line);
    expect(desk.feishu.calls.filter((call) => BLOCKS.test(call))).toHaveLength(3);
  });

  it('is asked for again when the platform is asked too often', async () => {
    const desk = await startDesk();
    addDocument(desk, paragraphs(issueText(6)));
    desk.feishu.faults.add({ on: BLOCKS, fault: { kind: 'code', code: 99991400 }, times: 1 });
    const preview = await pushLink(desk);
    expect(preview).toContain('待发布：《云川组工信息》2024年第6期');
    expect(preview).not.toContain('只读到了文字');
  });

  it.each([
    ['its blocks are refused', { kind: 'code', code: 99991672 } as const, null],
    ['it has too many of them', { kind: 'code', code: 1770004 } as const, null],
    ['it mentions someone, whose name they do not hold', null, { mention_user: { user_id: 'ou_1' } }],
    ['it holds what is not known', null, { undefined_element: {} }],
  ])('gives its words alone where %s, and says so', async (_, fault, element) => {
    const desk = await startDesk();
    const strange: Content[] = element ? [{ kind: 'text', elements: [element] }] : [];
    addDocument(desk, [{ kind: 'heading1', words: '在块里' }, ...strange]);
    if (fault) desk.feishu.faults.add({ on: BLOCKS, fault });
    const preview = await pushLink(desk);
    expect(preview).toContain('待发布：《云川组工信息》2024年第6期');
    expect(preview).toContain('这篇云文档只读到了文字');
    expect(preview).not.toContain('在块里');
  });

  it('that is classified is refused, be it by its title, a heading or a cell', async () => {
    const desk = await startDesk();
    const marks: Content[] = [
      { kind: 'heading1', words: '机密★5年' },
      { kind: 'table', rows: [['机密★5年', '']] },
    ];
    for (const mark of marks) {
      addDocument(desk, [mark, ...paragraphs(issueText(6))]);
      expect(await pushLink(desk)).toContain('带有国家秘密标志');
    }
    addDocument(desk, paragraphs(issueText(6)), { title: '机密★5年' });
    expect(await pushLink(desk)).toContain('带有国家秘密标志');
    expect(await desk.drafts.list()).toEqual([]);
  });
});

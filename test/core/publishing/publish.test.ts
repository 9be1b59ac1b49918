import { describe, expect, it } from 'vitest';
import { createMemoryIssueStore } from '../../../src/adapters/stores/memory.ts';
import type { Issue } from '../../../src/core/bulletin.ts';
import type { IssueStore } from '../../../src/core/ports.ts';
import { changedLines, publishIssue } from '../../../src/core/publishing/publish.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

const withText = (text: string, changes: Partial<Issue> = {}): Issue => {
  const issue = sampleIssue(changes);
  issue.articles[0]!.paragraphs = [text];
  return issue;
};
const first = withText('柳溪县选派 42 名农技专家驻村。');
const corrected = withText('柳溪县选派 43 名农技专家驻村。');

const libraryWith = (...issues: Issue[]): IssueStore => createMemoryIssueStore(issues);

describe('publishIssue()', () => {
  it('publishes a new issue as version 1, whatever version it came with', async () => {
    const store = libraryWith();
    const outcome = await publishIssue({ ...first, version: 7 }, { store });
    expect(outcome).toEqual({ status: 'published', issue: { ...first, version: 1 } });
    expect(await store.read(first.id)).toEqual({ ...first, version: 1 });
  });

  it.each([
    ['the same text', first],
    ['the same text with other white space', withText('柳溪县选派42名农技专家　驻村。')],
    [
      'the same text from another file',
      withText(first.articles[0]!.paragraphs[0]!, {
        source: { file: '副本.docx', format: 'docx', unproofed: false },
      }),
    ],
  ])('%s is unchanged', async (_, again) => {
    const store = libraryWith(first);
    expect(await publishIssue(again, { store, force: true })).toEqual({ status: 'unchanged', issue: first });
    expect(await store.versions(first.id)).toEqual([]);
  });

  it.each([
    ['a figure', corrected],
    ['the date', { ...first, date: '2024-03-15' }],
    ['the editor’s note', { ...first, editorsNote: [] }],
    ['a unit', { ...first, articles: [{ ...first.articles[0]!, units: ['柳溪县人社局'] }] }],
    ['the colophon', { ...first, colophon: [] }],
  ])('a change of %s differs and stays out', async (_, changed) => {
    const store = libraryWith(first);
    expect(await publishIssue(changed, { store })).toMatchObject({ status: 'differs', issue: first });
    expect(await store.read(first.id)).toEqual(first);
  });

  it('tells which lines differ', async () => {
    const outcome = await publishIssue(corrected, { store: libraryWith(first) });
    expect(outcome).toHaveProperty('diff', [
      { kind: 'removed', text: '柳溪县选派 42 名农技专家驻村。' },
      { kind: 'added', text: '柳溪县选派 43 名农技专家驻村。' },
    ]);
  });

  it('replaces by force, keeping the old version and who may see the issue', async () => {
    const audience = { kind: 'chats' as const, chats: ['oc_leaders'] };
    const store = libraryWith({ ...first, audience, version: 3 });
    const outcome = await publishIssue(corrected, { store, force: true });
    expect(outcome).toMatchObject({ status: 'replaced', issue: { version: 4, audience } });
    expect(await store.read(first.id)).toEqual({ ...corrected, version: 4, audience });
    expect(await store.versions(first.id)).toEqual([{ ...first, version: 3, audience }]);
  });

  it.each([
    ['the same text', first],
    ['another text', corrected],
  ])('a withdrawn issue comes back with %s only by force', async (_, again) => {
    const store = libraryWith({ ...first, status: 'withdrawn', version: 2 });
    expect(await publishIssue(again, { store })).toMatchObject({ status: 'withdrawn' });
    expect(await store.read(first.id)).toMatchObject({ status: 'withdrawn' });
    expect(await publishIssue(again, { store, force: true })).toMatchObject({ status: 'replaced' });
    expect(await store.read(first.id)).toMatchObject({ status: 'published', version: 3 });
  });

  it.each([
    ['another number', { numbers: [7] }],
    ['a 增刊 of the same number', { supplement: true }],
    ['another year', { year: 2023 }],
    ['another bulletin', { bulletin: '柳溪组工信息' }],
    ['a 合刊 that begins with the number', { numbers: [6, 7] }],
  ])('%s is another issue', async (_, changes) => {
    const store = libraryWith(first);
    expect(await publishIssue(sampleIssue(changes), { store })).toMatchObject({ status: 'published' });
    expect((await store.readAll()).issues).toHaveLength(2);
  });

  it('two who publish different texts of one issue at once do not pass each other', async () => {
    const store = libraryWith();
    const outcomes = await Promise.all([publishIssue(first, { store }), publishIssue(corrected, { store })]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['published', 'differs']);
    expect(await store.versions(first.id)).toEqual([]);
  });
});

describe('changedLines()', () => {
  const withParagraphs = (paragraphs: string[]) =>
    sampleIssue({ articles: [{ number: 1, title: '甲', units: [], paragraphs, sections: [] }] });

  it('names what differs, as printed, and nothing that differs in white space alone', () => {
    const older = withParagraphs(['第一段。', '第 二 段 240 套。', '第三段。']);
    const newer = withParagraphs(['第 一 段。', '第二段 204 套。', '第三段。', '第四段。']);
    expect(changedLines(older, newer)).toEqual([
      { kind: 'removed', text: '第 二 段 240 套。' },
      { kind: 'added', text: '第二段 204 套。' },
      { kind: 'added', text: '第四段。' },
    ]);
  });

  it('gives up finding what two long texts share when nearly nothing is', () => {
    const many = (text: string) => withParagraphs(Array.from({ length: 3_000 }, (_, i) => `${text}${i}`));
    const changes = changedLines(many('旧'), many('新'));
    expect(changes.filter(({ kind, text }) => kind === 'removed' && text.startsWith('旧'))).toHaveLength(
      3_000,
    );
    expect(changes.filter(({ kind, text }) => kind === 'added' && text.startsWith('新'))).toHaveLength(3_000);
  });
});

import { describe, expect, it } from 'vitest';
import { findLostPassage } from '../../src/core/lost-passage.ts';
import { passagesOf } from '../../src/core/passages.ts';
import { sampleIssue } from '../adapters/web/sample.ts';

const first = sampleIssue();
const [benches, housing] = first.articles;
const withHousing = (version: number, paragraph: string) =>
  sampleIssue({ version, articles: [benches!, { ...housing!, paragraphs: [paragraph] }] });
const second = withHousing(2, '东岭区建成青年人才公寓580套，入住率96%。');
const third = withHousing(3, '东岭区建成青年人才公寓581套，入住率97%。');
const idOf = (issue: typeof first, words: string) =>
  passagesOf(issue).find((p) => p.text.includes(words))!.id;

describe('findLostPassage()', () => {
  it('finds a passage of an earlier version and what stands in its place', () => {
    const lost = findLostPassage(third, [first, second], idOf(first, '620套'));
    expect(lost?.version).toBe(1);
    expect(lost?.was.text).toContain('620套');
    expect(lost?.now?.text).toContain('581套');
  });

  it('names the newest version that held it', () => {
    const kept = { ...first, version: 2 };
    expect(findLostPassage(third, [first, kept], idOf(first, '620套'))?.version).toBe(2);
  });

  it('finds nothing in its place when nothing like it is left', () => {
    const lost = findLostPassage(withHousing(2, '另起一文，说别的事情。'), [first], idOf(first, '620套'));
    expect(lost?.now).toBeNull();
  });

  it('is null for a passage that no version held', () => {
    expect(findLostPassage(third, [first, second], 'pnothing')).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPastedIssue } from '../../../src/core/publishing/pasted-text.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/formats/text/${name}.txt`, 'utf8');

describe('isPastedIssue()', () => {
  it.each([
    'hard-wrapped',
    'toc-units',
    'half-width',
    'traditional',
    'supplement',
    'joint-issue',
    'official-document',
  ])('is true for %s', (name) => {
    expect(isPastedIssue(fixture(name))).toBe(true);
  });

  it.each([
    ['a short question', '2024年第6期有哪些文章'],
    [
      'a long question that names an issue',
      `${'我们县想了解人才公寓的做法，'.repeat(20)}第6期里有没有写过？`,
    ],
    [
      'a question with a quotation',
      `领导让我核对一段话：\n第6期\n${'青禾县选聘网格员730名。'.repeat(20)}\n请问这段话对吗`,
    ],
    [
      'a question over several lines',
      '请问：\n《云川组工信息》2024年第6期\n里面说的柳溪县人才公寓一共建成了多少套，入住了多少名青年人才？\n石塘县有没有类似的做法，如果有，请把原文和出处一起找出来，谢谢！',
    ],
    ['lines without a masthead', '柳溪县建成人才公寓240套，入住青年人才417名。\n'.repeat(20)],
    ['refuse-no-bulletin', fixture('refuse-no-bulletin')],
  ])('is false for %s', (_, text) => {
    expect(isPastedIssue(text)).toBe(false);
  });
});

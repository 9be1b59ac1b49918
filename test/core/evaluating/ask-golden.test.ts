import { expect, it } from 'vitest';
import type { ListingItem } from '../../../src/core/bulletin.ts';
import { askGolden, storedTexts } from '../../../src/core/evaluating/ask-golden.ts';
import { goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import { passagesOf } from '../../../src/core/passages.ts';
import type { Ask, AskRequest } from '../../../src/core/ports.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { anAnswer } from './sample-answer.ts';

const question = (fields: object) =>
  goldenQuestion.parse({ id: 'g1', q: '去年呢？', kind: 'how', ...fields });
const options = { stored: new Map(), today: '2024-05-01' };

it('askGolden() asks with the context and the day of each question, else with today', async () => {
  const requests: AskRequest[] = [];
  const ask: Ask = async (request) => {
    requests.push(request);
    return anAnswer({ kind: 'help' });
  };
  const heard: number[] = [];
  await askGolden([question({ context: ['多少套？'] }), question({ asOf: '2023-02-03' })], ask, {
    ...options,
    onAsked: (done) => heard.push(done),
  });
  expect(requests).toMatchObject([
    { question: '去年呢？', context: ['多少套？'], asOf: '2024-05-01', viewer: { kind: 'everything' } },
    { asOf: '2023-02-03' },
  ]);
  expect(heard).toEqual([1, 2]);
});

it.each([
  ['every page of a listing', 25, 25],
  ['what there is of a listing that promises more', 25, 40],
])('askGolden() reads %s', async (_, there, total) => {
  const items = Array.from(
    { length: there },
    (_, i): ListingItem => ({ type: 'unit', label: `${i}号`, url: '/' }),
  );
  const ask: Ask = async ({ offset = 0 }) =>
    anAnswer({ kind: 'listing', listing: items.slice(offset, offset + 10), total });
  const [asked] = await askGolden([question({ answerKind: 'listing', items: ['24号'] })], ask, options);
  expect(asked?.answer.listing).toEqual(items);
  expect(asked?.verdict.right).toBe(true);
});

it('storedTexts() gives each passage with the headings over it', () => {
  const issue = sampleIssue();
  const stored = storedTexts([issue]);
  expect(stored.size).toBe(passagesOf(issue).length);
  expect([...stored.values()]).toContainEqual(['全县建成人才驿站 9 个，接待 310 人次。', '一、建好驿站']);
});

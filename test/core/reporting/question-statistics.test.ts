import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../src/core/bulletin.ts';
import type { SentAnswer } from '../../../src/core/chat.ts';
import { questionStatistics } from '../../../src/core/reporting/question-statistics.ts';
import { newInquiry } from '../../../src/core/serving/look-up.ts';

const NOW = Date.UTC(2026, 10, 22, 1);
const HOUR = 3_600_000;
const chat = { id: 'oc_1', kind: 'group' } as const;

function sent(question: string, kind: AnswerKind, hoursAgo: number): SentAnswer {
  const sentAt = NOW - hoursAgo * HOUR;
  const { view, asOf } = newInquiry(question, [], { chat, sender: 'ou_secret', sentAt });
  const ids = { messageId: `om_${question}_${hoursAgo}`, questionId: null, asker: 'ou_secret' };
  return { ...ids, chat, thread: null, root: null, view, context: [], asOf, kind, passages: [], sentAt };
}

describe('questionStatistics()', () => {
  const answers = [
    sent('人才公寓有多少套？', 'excerpts', 1),
    sent('人才公寓有多少套', 'not-found', 30),
    sent('火星基地', 'not-found', 2),
    sent('火星基地', 'near-miss', 3),
    sent('目录', 'listing', 50),
    sent('太久以前', 'excerpts', 24 * 20),
  ];
  const statistics = questionStatistics(answers, { now: NOW, days: 3, timeZone: 'Asia/Shanghai' });

  it('counts each day in China by how its questions ended, quiet days too', () => {
    expect(statistics.days).toEqual([
      { day: '2026-11-20', counts: { answered: 1, 'near-miss': 0, 'not-found': 0 } },
      { day: '2026-11-21', counts: { answered: 0, 'near-miss': 0, 'not-found': 1 } },
      { day: '2026-11-22', counts: { answered: 1, 'near-miss': 1, 'not-found': 1 } },
    ]);
  });

  it('takes a question with and without its mark for one, as it was last asked', () => {
    expect(statistics.mostAsked).toContainEqual({
      question: '人才公寓有多少套？',
      times: 2,
      ending: 'answered',
      lastDay: '2026-11-22',
    });
  });

  it('calls unanswered what found nothing when it was last asked', () => {
    expect(statistics.unanswered.map(({ question, times }) => [question, times])).toEqual([['火星基地', 2]]);
  });

  it('tells nobody who asked', () => {
    expect(JSON.stringify(statistics)).not.toContain('ou_secret');
  });
});

import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../src/core/bulletin.ts';
import type { SentAnswer } from '../../../src/core/chat.ts';
import type { FeedbackEntry } from '../../../src/core/ports.ts';
import { weeklyReport } from '../../../src/core/reporting/weekly-report.ts';
import { newInquiry } from '../../../src/core/serving/look-up.ts';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);
const chat = { id: 'oc_1', kind: 'group' } as const;
const DUE = at('2026-11-23T09:00');

function sent(question: string, kind: AnswerKind, time: string): SentAnswer {
  const sentAt = at(time);
  const { view, asOf } = newInquiry(question, [], { chat, sender: 'ou_secret', sentAt });
  const ids = { messageId: `om_${question}_${time}`, questionId: null, asker: 'ou_secret' };
  return { ...ids, chat, thread: null, root: null, view, context: [], asOf, kind, passages: [], sentAt };
}
const said = (question: string, verdict: FeedbackEntry['verdict'], reason?: string): FeedbackEntry => ({
  at: at('2026-11-18T10:00'),
  chatId: 'oc_1',
  question,
  verdict,
  ...(reason && { reason }),
});

describe('weeklyReport()', () => {
  const answers = [
    sent('上周的问题', 'not-found', '2026-11-15T23:59'),
    sent('火星基地', 'not-found', '2026-11-16T00:00'),
    sent('火星基地？', 'not-found', '2026-11-18T10:00'),
    sent('望潮区科技副总', 'near-miss', '2026-11-19T10:00'),
    sent('人才公寓有多少套', 'excerpts', '2026-11-22T23:59'),
    sent('今天的问题', 'not-found', '2026-11-23T00:00'),
  ];
  const report = weeklyReport(
    {
      answers,
      feedback: [
        said('甲', 'useless'),
        said('甲', 'useless', 'outdated'),
        said('甲', 'useless'),
        said('乙', 'useless'),
        said('乙', 'useful'),
        said('丙', 'useful'),
        said('火星基地', 'not-found'),
      ],
    },
    DUE,
    'Asia/Shanghai',
  );

  it('counts the seven days before, from midnight to midnight where the readers are', () => {
    expect([report.from, report.to, report.total]).toEqual(['2026-11-16', '2026-11-22', 4]);
    expect(report.days.map(({ day }) => day.slice(8))).toEqual(['16', '17', '18', '19', '20', '21', '22']);
    expect(report.days[0]?.counts).toEqual({ answered: 0, 'near-miss': 0, 'not-found': 1 });
    expect(report.days[6]?.counts).toEqual({ answered: 1, 'near-miss': 0, 'not-found': 0 });
  });

  it.each([
    ['Asia/Shanghai', '2026-11-16', '2026-11-22', '2026-11-22T16:00:00Z'],
    ['Asia/Urumqi', '2026-11-16', '2026-11-22', '2026-11-22T18:00:00Z'],
    // A week with a day of 25 hours.
    ['America/New_York', '2026-10-26', '2026-11-01', '2026-11-02T05:00:00Z'],
  ])('counts every question of a week in %s, each on its day there', (timeZone, first, last, ends) => {
    const midnight = Date.parse(ends);
    const asked = Array.from({ length: 7 * 24 }, (_, i) => ({
      ...sent(`问${i}`, 'excerpts', '2026-11-18T10:00'),
      sentAt: midnight - 1 - i * 3_600_000,
    }));
    const week = weeklyReport({ answers: asked, feedback: [] }, midnight + 9 * 3_600_000, timeZone);
    expect([week.from, week.to, week.total]).toEqual([first, last, 168]);
    expect(new Set(week.days.map(({ day }) => day)).size).toBe(7);
  });

  it('lists what found nothing and what was asked most, each with how often', () => {
    expect(report.notFound.map(({ question, times }) => [question, times])).toEqual([
      ['火星基地？', 2],
      ['望潮区科技副总', 1],
    ]);
    expect(report.mostAsked[0]?.question).toBe('火星基地？');
  });

  it('lists the answers of least use, a reason not counting twice', () => {
    expect(report.leastUseful).toEqual([
      { question: '甲', useful: 0, useless: 2, reasons: ['outdated'] },
      { question: '乙', useful: 1, useless: 1, reasons: [] },
    ]);
  });

  it('says nothing of persons', () => {
    expect(JSON.stringify(report)).not.toContain('ou_secret');
  });
});

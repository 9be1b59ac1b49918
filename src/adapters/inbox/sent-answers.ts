import { join } from 'node:path';
import { type Chat, type SentAnswer, whereKept } from '../../core/chat.ts';
import type { Clock, Eventually, SentAnswers } from '../../core/ports.ts';
import { dayOf, openDayFiles, pruneDayFiles, readDayFiles } from './day-files.ts';

export interface SentAnswersStore extends SentAnswers {
  /** Forgets answers sent on days before that of `time`. @throws StoreError */
  prune(time: number): Promise<void>;
  close(): Promise<void>;
}

/** Cards can be changed for 14 days: https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const KEEP_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

/** What is kept of a card that can no longer be changed: where it stands and which issues it quotes. */
interface Quotation {
  messageId: string;
  chat: Chat;
  at: number;
  /** Empty for a card that was taken back. */
  issues: string[];
}
/** What a line tells. */
interface Line {
  answer?: SentAnswer;
  removed?: string;
}

/** For about a year. */
const KEEP_QUOTATIONS_DAYS = 400;

/** The newest answers are held in memory, 1.5 KB each; of older ones 200 bytes are, and the rest is read when it is asked for. */
const MOST_HELD = 20_000;

/**
 * Sent answers in one file a day, each change a line; the last line of a message counts. Which issues cards quote that
 * can no longer be changed is on disk alone, in `quoted/`, and read through when an editor's act makes it matter.
 * @throws StoreError when the folder cannot be used.
 */
export async function createSentAnswers(
  dir: string,
  clock: Clock,
  mostHeld = MOST_HELD,
): Promise<SentAnswersStore> {
  const held = new Map<string, { answer: SentAnswer; day: string }>();
  /** The day of the line that counts, of answers that are no longer held. */
  const laidOff = new Map<string, string>();
  let newestLaidOff = 0;
  const byQuestion = new Map<string, string>();

  const put = (answer: SentAnswer, day: string): { day: string } => {
    const { messageId, questionId } = answer;
    const entry = { answer, day };
    take(messageId);
    held.set(messageId, entry);
    if (questionId !== null) byQuestion.set(questionId, messageId);
    const [oldest] = held.values();
    if (held.size > mostHeld && oldest) {
      held.delete(oldest.answer.messageId);
      laidOff.set(oldest.answer.messageId, oldest.day);
      newestLaidOff = Math.max(newestLaidOff, oldest.answer.sentAt);
    }
    return entry;
  };
  const take = (messageId: string): void => {
    held.delete(messageId);
    laidOff.delete(messageId);
  };
  const forgetOld = ([oldest = '']: string[]): void => {
    for (const [id, { answer }] of held) if (answer.sentAt < Date.parse(oldest)) held.delete(id);
    for (const [id, day] of laidOff) if (day < oldest) laidOff.delete(id);
    for (const [questionId, id] of byQuestion)
      if (!held.has(id) && !laidOff.has(id)) byQuestion.delete(questionId);
  };
  /** Answers that are no longer held and whose line stands on the days `from` to `to`, oldest first. */
  const readLaidOff = async (
    wanted: (answer: SentAnswer) => boolean,
    days: { from?: string; to?: string } = {},
  ): Promise<SentAnswer[]> => {
    const found = new Map<string, SentAnswer>();
    const onLine = (value: unknown, day: string): void => {
      const { answer } = value as Line;
      if (!answer || laidOff.get(answer.messageId) !== day) return;
      if (wanted(answer)) found.set(answer.messageId, answer);
      else found.delete(answer.messageId);
    };
    if (laidOff.size > 0) await readDayFiles(dir, onLine, days);
    return [...found.values()];
  };
  const find = (messageId: string): Eventually<SentAnswer | null> => {
    const day = laidOff.get(messageId);
    if (day === undefined) return held.get(messageId)?.answer ?? null;
    const isIt = (answer: SentAnswer): boolean => answer.messageId === messageId;
    return readLaidOff(isIt, { from: day, to: day }).then(([answer]) => answer ?? null);
  };

  const files = await openDayFiles(
    { dir, clock, keepDays: KEEP_DAYS },
    (value, day) => {
      const { answer, removed } = value as Line;
      if (answer?.messageId) put(answer, day);
      if (removed) take(removed);
    },
    forgetOld,
  );

  const answersHeld = (): SentAnswer[] => [...held.values()].map(({ answer }) => answer);

  const quotedDir = join(dir, 'quoted');
  const quoted = await openDayFiles({ dir: quotedDir, clock, keepDays: KEEP_QUOTATIONS_DAYS });
  const quote = async (
    { messageId, chat, asker, passages, sentAt }: SentAnswer,
    before: SentAnswer | null,
  ): Promise<void> => {
    const issues = [...new Set(passages.map(({ issueId }) => issueId))];
    const known = new Set(before?.passages.map(({ issueId }) => issueId));
    if (issues.length === known.size && issues.every((id) => known.has(id))) return;
    const quotation: Quotation = {
      messageId,
      chat: { ...chat, id: whereKept(chat, asker) },
      at: sentAt,
      issues,
    };
    await quoted.append(quotation);
  };

  return {
    async record(answer) {
      const known = find(answer.messageId);
      // Without a pause where it is held: what was asked for next sees the new one.
      const before = known instanceof Promise ? await known : known;
      const entry = put(answer, dayOf(clock.now()));
      const [day] = await Promise.all([files.append({ answer }), quote(answer, before)]);
      entry.day = day;
    },
    async remove(messageId) {
      const answer = await find(messageId);
      take(messageId);
      await files.append({ removed: messageId });
      if (answer) await quote({ ...answer, passages: [] }, answer);
    },
    async olderQuoting(issueId) {
      const oldest = clock.now() - KEEP_DAYS * DAY_MS;
      const cards = new Map<string, Quotation>();
      await readDayFiles(quotedDir, (value) => {
        const quotation = value as Quotation;
        cards.delete(quotation.messageId);
        if (quotation.at < oldest && quotation.issues.includes(issueId))
          cards.set(quotation.messageId, quotation);
      });
      const chats = new Map<string, { chat: Chat; cards: number }>();
      for (const { chat } of cards.values()) {
        chats.set(chat.id, { chat, cards: (chats.get(chat.id)?.cards ?? 0) + 1 });
      }
      return [...chats.values()].sort((a, b) => b.cards - a.cards);
    },
    byMessage: find,
    byQuestion: (questionId) => find(byQuestion.get(questionId) ?? ''),
    async quoting(issueId) {
      const isQuoting = ({ passages }: SentAnswer): boolean =>
        passages.some((passage) => passage.issueId === issueId);
      return [...(await readLaidOff(isQuoting)), ...answersHeld().filter(isQuoting)];
    },
    async since(time) {
      const isSince = ({ sentAt }: SentAnswer): boolean => sentAt >= time;
      const older = newestLaidOff < time ? [] : await readLaidOff(isSince, { from: dayOf(time) });
      return [...older, ...answersHeld().filter(isSince)];
    },
    async prune(time) {
      await pruneDayFiles(dir, dayOf(time));
      forgetOld([dayOf(time)]);
    },
    async close() {
      await Promise.all([files.close(), quoted.close()]);
    },
  };
}

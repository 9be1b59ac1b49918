import { join } from 'node:path';
import { CARDS_CHANGE_DAYS, type Chat, type SentAnswer, whereKept } from '../../core/chat.ts';
import type { Clock, SentAnswers } from '../../core/ports.ts';
import {
  type Days,
  dayOf,
  openDayFiles,
  type Place,
  pruneDayFiles,
  readDayFiles,
  readDayLines,
  readPlace,
} from './day-files.ts';
import { createIdTable, type IdTable } from './id-table.ts';
import { parseLine } from './line-files.ts';

export interface SentAnswersStore extends SentAnswers {
  quoting(issueId: string): Promise<SentAnswer[]>;
  since(time: number): Promise<SentAnswer[]>;
  /** Forgets answers sent on days before that of `time`. @throws StoreError */
  prune(time: number): Promise<void>;
  close(): Promise<void>;
}

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
/** Where the newest line of each card and question of a day stands in its file. */
interface PlacesOfDay {
  cards: IdTable;
  questions: IdTable;
}

/** For about a year. */
const KEEP_QUOTATIONS_DAYS = 400;

/**
 * Sent answers in one file a day, each change a line; the last line of a message counts. In memory is where the lines
 * stand (about 70 bytes an answer), and an answer only while it is written: one is asked for when somebody clicks,
 * replies or takes a question back, all of them when an issue changes. Which issues cards quote that can no longer be
 * changed is in `quoted/`.
 * @throws StoreError when the folder cannot be used.
 */
export async function createSentAnswers(dir: string, clock: Clock): Promise<SentAnswersStore> {
  /** Oldest day first. */
  const places = new Map<string, PlacesOfDay>();
  /** What is not on disk yet, and what a full disk did not take: null for a card that was taken back. */
  const unwritten = new Map<string, SentAnswer | null>();
  let oldestKept = Number.NEGATIVE_INFINITY;

  const note = ({ answer, removed }: Line, { day, at }: Place): void => {
    const ofDay = places.get(day) ?? { cards: createIdTable(), questions: createIdTable() };
    places.set(day, ofDay);
    const messageId = answer?.messageId ?? removed;
    if (messageId !== undefined) ofDay.cards.set(messageId, at);
    if (answer?.questionId) ofDay.questions.set(answer.questionId, at);
  };
  const forgetOld = ([oldest]: string[]): void => {
    if (oldest === undefined) return;
    oldestKept = Math.max(oldestKept, Date.parse(oldest));
    for (const day of places.keys()) if (day < oldest) places.delete(day);
  };
  const newest = (of: keyof PlacesOfDay, id: string): Place | null => {
    for (const [day, ofDay] of [...places].reverse()) {
      const at = ofDay[of].get(id);
      if (at !== undefined) return { day, at };
    }
    return null;
  };
  const readAnswer = async (place: Place | null): Promise<SentAnswer | null> => {
    const line = place && ((await readPlace(dir, place)) as Line | undefined);
    return line?.answer && line.answer.sentAt >= oldestKept ? line.answer : null;
  };
  const byMessage = async (messageId: string): Promise<SentAnswer | null> =>
    unwritten.get(messageId) ?? (unwritten.has(messageId) ? null : readAnswer(newest('cards', messageId)));
  /** Answers as they are at the moment of the call, read from lines that `mayBe` lets through. Oldest first. */
  const readAll = async (
    wanted: (answer: SentAnswer) => boolean,
    mayBe: (line: string) => boolean,
    days: Days = {},
  ): Promise<SentAnswer[]> => {
    const writing = new Map(unwritten);
    const found = [...writing.values()].filter((answer) => answer !== null).filter(wanted);
    const onLine = (text: string, { day, at }: Place): void => {
      if (!mayBe(text)) return;
      const { answer } = (parseLine(text) ?? {}) as Line;
      if (!answer || answer.sentAt < oldestKept || writing.has(answer.messageId)) return;
      const last = newest('cards', answer.messageId);
      if (last?.day === day && last.at === at && wanted(answer)) found.push(answer);
    };
    await readDayLines(dir, onLine, days);
    return found.sort((a, b) => a.sentAt - b.sentAt);
  };

  const files = await openDayFiles(
    { dir, clock, keepDays: CARDS_CHANGE_DAYS },
    (value, place) => note(value as Line, place),
    forgetOld,
  );
  const write = async (messageId: string, answer: SentAnswer | null): Promise<void> => {
    unwritten.set(messageId, answer);
    const line: Line = answer ? { answer } : { removed: messageId };
    note(line, await files.append(line));
    // Unless it was changed again meanwhile.
    if (unwritten.get(messageId) === answer) unwritten.delete(messageId);
  };

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
      // Without waiting for the disk: what is asked for next sees the new one.
      const before = byMessage(answer.messageId);
      const written = write(answer.messageId, answer);
      await Promise.all([written, before.then((known) => quote(answer, known))]);
    },
    async remove(messageId) {
      const [answer] = await Promise.all([byMessage(messageId), write(messageId, null)]);
      if (answer) await quote({ ...answer, passages: [] }, answer);
    },
    async olderQuoting(issueId) {
      const oldest = clock.now() - CARDS_CHANGE_DAYS * DAY_MS;
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
    byMessage,
    async byQuestion(questionId) {
      const writing = [...unwritten.values()].findLast((answer) => answer?.questionId === questionId);
      if (writing) return writing;
      const answer = await readAnswer(newest('questions', questionId));
      return answer && byMessage(answer.messageId);
    },
    quoting(issueId) {
      const inJson = JSON.stringify(issueId);
      return readAll(
        ({ passages }) => passages.some((passage) => passage.issueId === issueId),
        (line) => line.includes(inJson),
      );
    },
    since(time) {
      return readAll(
        ({ sentAt }) => sentAt >= time,
        () => true,
        { from: dayOf(time) },
      );
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

import { join } from 'node:path';
import { type Chat, type SentAnswer, whereKept } from '../../core/chat.ts';
import type { Clock, SentAnswers } from '../../core/ports.ts';
import { dayOf, openDayFiles, pruneDayFiles, readDayFiles } from './day-files.ts';

export interface SentAnswersStore extends SentAnswers {
  byMessage(messageId: string): SentAnswer | null;
  byQuestion(questionId: string): SentAnswer | null;
  quoting(issueId: string): SentAnswer[];
  since(time: number): SentAnswer[];
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
/** For about a year. */
const KEEP_QUOTATIONS_DAYS = 400;

/**
 * Sent answers in one file a day, each change a line; the last line of a message counts. Fifteen days are in memory.
 * NOTE: about 1 KB of memory an answer, so 100 MB where a hundred thousand are given in two weeks. Which issues older
 * cards quote is on disk alone, in `quoted/`, and read through when an editor's act makes it matter.
 * @throws StoreError when the folder cannot be used.
 */
export async function createSentAnswers(dir: string, clock: Clock): Promise<SentAnswersStore> {
  const answers = new Map<string, SentAnswer>();
  const byQuestion = new Map<string, string>();

  const put = (answer: SentAnswer): void => {
    answers.set(answer.messageId, answer);
    if (answer.questionId !== null) byQuestion.set(answer.questionId, answer.messageId);
  };
  const take = (messageId: string): void => {
    const questionId = answers.get(messageId)?.questionId;
    answers.delete(messageId);
    if (questionId) byQuestion.delete(questionId);
  };
  const forgetOld = (days: string[]): void => {
    const oldest = Date.parse(days[0] ?? '');
    for (const { messageId, sentAt } of answers.values()) if (sentAt < oldest) take(messageId);
  };

  const files = await openDayFiles(
    { dir, clock, keepDays: KEEP_DAYS },
    (value) => {
      const line = value as { answer?: SentAnswer; removed?: string };
      if (line.answer?.messageId) put(line.answer);
      if (line.removed) take(line.removed);
    },
    forgetOld,
  );

  const quotedDir = join(dir, 'quoted');
  const quoted = await openDayFiles({ dir: quotedDir, clock, keepDays: KEEP_QUOTATIONS_DAYS });
  const quote = async (
    { messageId, chat, asker, passages, sentAt }: SentAnswer,
    before: SentAnswer | undefined,
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
      const before = answers.get(answer.messageId);
      put(answer);
      await Promise.all([files.append({ answer }), quote(answer, before)]);
    },
    async remove(messageId) {
      const answer = answers.get(messageId);
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
    byMessage: (messageId) => answers.get(messageId) ?? null,
    byQuestion: (questionId) => answers.get(byQuestion.get(questionId) ?? '') ?? null,
    quoting: (issueId) =>
      [...answers.values()].filter(({ passages }) => passages.some((passage) => passage.issueId === issueId)),
    since: (time) => [...answers.values()].filter(({ sentAt }) => sentAt >= time),
    async prune(time) {
      await pruneDayFiles(dir, dayOf(time));
      forgetOld([dayOf(time)]);
    },
    async close() {
      await Promise.all([files.close(), quoted.close()]);
    },
  };
}

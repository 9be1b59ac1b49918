import type { SentAnswer } from '../../core/chat.ts';
import type { Clock, SentAnswers } from '../../core/ports.ts';
import { openDayFiles } from './day-files.ts';

export interface SentAnswersStore extends SentAnswers {
  close(): Promise<void>;
}

/** Cards can be changed for 14 days: https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const KEEP_DAYS = 14;

/**
 * Sent answers in one file a day, each change a line; the last line of a message counts. Fifteen days are in memory.
 * NOTE: about 1 KB of memory an answer, so 100 MB where a hundred thousand are given in two weeks.
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

  return {
    async record(answer) {
      put(answer);
      await files.append({ answer });
    },
    async remove(messageId) {
      take(messageId);
      await files.append({ removed: messageId });
    },
    byMessage: (messageId) => answers.get(messageId) ?? null,
    byQuestion: (questionId) => answers.get(byQuestion.get(questionId) ?? '') ?? null,
    quoting: (issueId) =>
      [...answers.values()].filter(({ passages }) => passages.some((passage) => passage.issueId === issueId)),
    since: (time) => [...answers.values()].filter(({ sentAt }) => sentAt >= time),
    close: files.close,
  };
}

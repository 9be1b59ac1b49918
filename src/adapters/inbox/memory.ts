import type { SentAnswer } from '../../core/chat.ts';
import type { Inbox, SentAnswers } from '../../core/ports.ts';

/** What was dealt with, as long as the program runs: for the playground, whose messages live no longer. */
export function createMemoryInbox(): Pick<Inbox, 'knows' | 'once'> {
  const known = new Set<string>();
  return {
    knows: (key) => known.has(key),
    async once(key) {
      if (known.has(key)) return false;
      known.add(key);
      return true;
    },
  };
}

/** The same for answers that went out; the oldest go when there are more than `most`. */
export function createMemorySentAnswers(most = 1_000): SentAnswers {
  const answers = new Map<string, SentAnswer>();
  return {
    async record(answer) {
      answers.set(answer.messageId, answer);
      const [oldest] = answers.keys();
      if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    },
    async remove(messageId) {
      answers.delete(messageId);
    },
    byMessage: (messageId) => answers.get(messageId) ?? null,
    byQuestion: (id) => [...answers.values()].find(({ questionId }) => questionId === id) ?? null,
    quoting: (id) =>
      [...answers.values()].filter(({ passages }) => passages.some(({ issueId }) => issueId === id)),
    since: (time) => [...answers.values()].filter(({ sentAt }) => sentAt >= time),
    olderQuoting: async () => [],
  };
}

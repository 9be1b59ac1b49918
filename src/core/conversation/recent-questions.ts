import type { IncomingMessage } from '../chat.ts';
import type { Eventually } from '../ports.ts';

export type Place = Pick<IncomingMessage, 'id' | 'chat' | 'thread' | 'root' | 'sender' | 'sentAt'>;

export interface RecentQuestions {
  /** Earlier questions that `message` may continue, oldest first. */
  before(message: Place): Eventually<string[]>;
  remember(message: Place, question: string): Eventually<void>;
}

interface RecentQuestionsOptions {
  /** Outside a thread a person's last question counts for this long. */
  keepMinutes?: number;
  /** Questions kept of one thread or person. */
  perConversation?: number;
  /** Conversations kept in all; the ones longest silent go first. */
  conversations?: number;
}

/**
 * Remembers what was asked, so that 「那岳西呢？」 can be understood: in a thread, or a tree of replies, the questions of
 * that thread; elsewhere the same person's questions in the same chat within ten minutes. Times are those of the
 * messages. Kept in memory only.
 */
export function createRecentQuestions(options: RecentQuestionsOptions = {}) {
  const { keepMinutes = 10, perConversation = 5, conversations = 5000 } = options;
  const asked = new Map<string, { question: string; at: number }[]>();

  const add = (key: string, question: string, at: number): void => {
    const questions = asked.get(key) ?? [];
    asked.delete(key);
    asked.set(key, [...questions, { question, at }].slice(-perConversation));
    if (asked.size > conversations) asked.delete(asked.keys().next().value as string);
  };

  return {
    before(message: Place): string[] {
      const thread = message.thread ?? message.root;
      if (thread !== null) return (asked.get(thread) ?? []).map(({ question }) => question);
      const since = message.sentAt - keepMinutes * 60_000;
      const recent = (asked.get(personIn(message)) ?? []).filter(({ at }) => at >= since);
      return recent.map(({ question }) => question);
    },
    remember(message: Place, question: string): void {
      // A message that starts no thread may still become the root of one.
      add(message.thread ?? message.root ?? message.id, question, message.sentAt);
      add(personIn(message), question, message.sentAt);
    },
  } satisfies RecentQuestions;
}

const personIn = ({ chat, sender }: Place): string => `${chat.id}/${sender}`;

import type { SentAnswer } from '../../core/chat.ts';
import type { Agenda, Inbox, SentAnswers, Subscription, Subscriptions, Task } from '../../core/ports.ts';

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

export function createMemorySubscriptions(): Subscriptions {
  let kept: Subscription[] = [];
  const of = (id: string): Subscription[] => kept.filter(({ subscriber }) => subscriber.id === id);
  return {
    async add(added) {
      if (of(added.subscriber.id).some(({ topic }) => topic === added.topic)) return false;
      kept.push(added);
      return true;
    },
    async remove({ id }, topic) {
      const ended = of(id).filter((one) => topic === null || one.topic === topic);
      kept = kept.filter((one) => !ended.includes(one));
      return ended;
    },
    of: async ({ id }) => of(id),
    all: async () => [...kept],
  };
}

export function createMemoryAgenda(): Agenda {
  const tasks = new Map<string, Task | null>();
  return {
    async add(task) {
      if (tasks.has(task.key)) return false;
      tasks.set(task.key, task);
      return true;
    },
    async due(now) {
      const waiting = [...tasks.values()].filter((task) => task !== null);
      return waiting.filter(({ due }) => due <= now).sort((a, b) => a.due - b.due);
    },
    async done(key) {
      tasks.set(key, null);
    },
  };
}

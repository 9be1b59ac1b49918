import type { Subscriber, Subscription, Subscriptions } from '../../core/ports.ts';
import { openJournal } from './journal.ts';

export interface SubscriptionsStore extends Subscriptions {
  close(): Promise<void>;
}

type Change = { added: Subscription } | { removed: { subscriber: Subscriber; topic: string } };

/** Subscriptions in one file, each change a line. @throws StoreError when it cannot be used */
export async function createSubscriptions(path: string): Promise<SubscriptionsStore> {
  const kept = new Map<string, Subscription>();
  const journal = await openJournal<Change>(
    path,
    (change) => {
      if ('added' in change) kept.set(keyOf(change.added), change.added);
      else kept.delete(keyOf(change.removed));
    },
    () => [...kept.values()].map((added) => ({ added })),
  );
  const of = (subscriber: Subscriber): Subscription[] =>
    [...kept.values()].filter((one) => one.subscriber.id === subscriber.id);

  return {
    add: (subscription) =>
      journal.inTurn(async () => {
        if (kept.has(keyOf(subscription))) return false;
        await journal.append({ added: subscription });
        return true;
      }),
    remove: (subscriber, topic) =>
      journal.inTurn(async () => {
        const ended = of(subscriber).filter((one) => topic === null || one.topic === topic);
        await Promise.all(ended.map(({ topic }) => journal.append({ removed: { subscriber, topic } })));
        return ended;
      }),
    of: async (subscriber) => of(subscriber),
    all: async () => [...kept.values()],
    close: journal.close,
  };
}

const keyOf = ({ subscriber, topic }: Pick<Subscription, 'subscriber' | 'topic'>): string =>
  `${subscriber.id}\n${topic}`;

import type { Subscriber, Subscription, Subscriptions } from '../../core/ports.ts';
import type { Database, Value } from './database.ts';

interface Row {
  subscriber: string;
  kind: Subscriber['kind'];
  topic: string;
  since: number;
}

/** Who wants to hear of new issues, in D1. */
export function createD1Subscriptions(database: Database): Subscriptions {
  const where = async (condition: string, ...values: Value[]): Promise<Subscription[]> => {
    const rows = await database.rows<Row>(
      `SELECT subscriber, kind, topic, since FROM subscriptions WHERE ${condition} ORDER BY id`,
      ...values,
    );
    return rows.map(({ subscriber: id, kind, topic, since }) => ({ subscriber: { kind, id }, topic, since }));
  };
  return {
    async add({ subscriber, topic, since }) {
      const [added] = await database.change([
        'INSERT OR IGNORE INTO subscriptions (subscriber, kind, topic, since) VALUES (?, ?, ?, ?)',
        subscriber.id,
        subscriber.kind,
        topic,
        since,
      ]);
      return added === 1;
    },
    async remove({ id }, topic) {
      const ended = await where('subscriber = ?1 AND topic = coalesce(?2, topic)', id, topic);
      await database.change([
        'DELETE FROM subscriptions WHERE subscriber = ?1 AND topic = coalesce(?2, topic)',
        id,
        topic,
      ]);
      return ended;
    },
    of: ({ id }) => where('subscriber = ?', id),
    all: () => where('true'),
  };
}

import type { Place, RecentQuestions } from '../../core/conversation/recent-questions.ts';
import type { Database, Value } from './database.ts';

const KEEP_MS = 10 * 60_000;
/** Questions of one thread or person that count. */
const MOST = 5;

/** `createRecentQuestions` for several isolates: what was asked is remembered in D1. */
export function createD1RecentQuestions(database: Database): RecentQuestions {
  const asked = async (place: string, since: number): Promise<string[]> => {
    const rows = await database.rows<{ question: string }>(
      'SELECT question FROM recent WHERE place = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?',
      place,
      since,
      MOST,
    );
    return rows.map(({ question }) => question).reverse();
  };
  return {
    before({ chat, sender, thread, root, sentAt }) {
      const tree = thread ?? root;
      return tree === null ? asked(personIn({ chat, sender }), sentAt - KEEP_MS) : asked(tree, 0);
    },
    async remember({ id, chat, sender, thread, root, sentAt }, question) {
      const row = (place: string): [string, ...Value[]] => [
        'INSERT INTO recent (place, at, question) VALUES (?, ?, ?)',
        place,
        sentAt,
        question,
      ];
      // A message that starts no thread may still become the root of one.
      await database.change(row(thread ?? root ?? id), row(personIn({ chat, sender })));
    },
  };
}

const personIn = ({ chat, sender }: Pick<Place, 'chat' | 'sender'>): string => `${chat.id}/${sender}`;

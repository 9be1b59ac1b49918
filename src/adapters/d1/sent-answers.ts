import { CARDS_CHANGE_DAYS, type Chat, type SentAnswer, whereKept } from '../../core/chat.ts';
import type { Clock, SentAnswers } from '../../core/ports.ts';
import type { Prunable } from '../../core/watching/retention.ts';
import { type Database, dayBegins, type Statement } from './database.ts';

const CARDS_CHANGE_MS = CARDS_CHANGE_DAYS * 24 * 3_600_000;

/** Sent answers in D1: whole until `prune`, then only which issues they quote. */
export function createD1SentAnswers({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): SentAnswers & Prunable {
  const where = async (condition: string, value: string | number): Promise<SentAnswer[]> => {
    const rows = await database.rows<{ answer: string }>(
      `SELECT answer FROM sent WHERE ${condition} AND answer IS NOT NULL ORDER BY sent_at`,
      value,
    );
    return rows.map(({ answer }) => JSON.parse(answer) as SentAnswer);
  };
  return {
    async record(answer) {
      await database.change(...sentStatements(answer));
    },
    async remove(messageId) {
      await database.change(
        ['DELETE FROM sent WHERE message_id = ?', messageId],
        ['DELETE FROM quoted WHERE message_id = ?', messageId],
      );
    },
    byMessage: async (messageId) => (await where('message_id = ?', messageId))[0] ?? null,
    byQuestion: async (questionId) => (await where('question_id = ?', questionId))[0] ?? null,
    quoting: (issueId) => where('message_id IN (SELECT message_id FROM quoted WHERE issue_id = ?)', issueId),
    since: (time) => where('sent_at >= ?', time),
    async prune(time) {
      await database.change([
        'UPDATE sent SET answer = NULL, question_id = NULL WHERE answer IS NOT NULL AND sent_at < ?',
        dayBegins(time),
      ]);
    },
    async olderQuoting(issueId) {
      const rows = await database.rows<{ id: string; kind: Chat['kind']; cards: number }>(
        `SELECT chat_id AS id, chat_kind AS kind, count(*) AS cards FROM quoted JOIN sent USING (message_id)
          WHERE issue_id = ? AND sent_at < ? GROUP BY chat_id, chat_kind ORDER BY cards DESC`,
        issueId,
        clock.now() - CARDS_CHANGE_MS,
      );
      return rows.map(({ id, kind, cards }) => ({ chat: { id, kind }, cards }));
    },
  };
}

/** Everything that recording an answer changes. */
export function sentStatements(answer: SentAnswer): Statement[] {
  const { messageId, questionId, chat, asker, sentAt, passages } = answer;
  const issues = [...new Set(passages.map(({ issueId }) => issueId))];
  return [
    [
      'INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?)',
      messageId,
      questionId,
      whereKept(chat, asker),
      chat.kind,
      sentAt,
      JSON.stringify(answer),
    ],
    ['DELETE FROM quoted WHERE message_id = ?', messageId],
    ['INSERT INTO quoted SELECT value, ? FROM json_each(?)', messageId, JSON.stringify(issues)],
  ];
}

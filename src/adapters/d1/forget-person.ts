import { blankDraft, type Draft } from '../../core/publishing/draft.ts';
import { FORGOTTEN, withoutPerson } from '../../core/publishing/forget-in-draft.ts';
import type { Database, Statement } from './database.ts';

/** A bot that runs meanwhile may add to what is there. */
const ATTEMPTS = 5;

/** What a person's private chats go by: their id, and that of the platform in answers that are still whole. */
const CHATS = `SELECT answer ->> '$.chat.id' FROM sent WHERE chat_kind = 'private' AND answer ->> 'asker' = ?1 UNION SELECT ?1`;
const SENT = `answer ->> 'asker' = ?1 OR chat_id IN (${CHATS})`;

/**
 * Which rows are a person's (`?1`), in this order: the chats are known by `sent`, which goes last. `versions`, `issues`,
 * `dictionary`, `golden`, `held`, `notes` and `feedback_counts` hold nothing of single people; `audit` and `changes` hold
 * who published what, and stay.
 */
const OWNED: readonly [table: string, condition: string][] = [
  ['inbox', `event ->> '$.message.sender' = ?1 OR event ->> 'person' = ?1 OR instr(key, ?1)`],
  ['feedback', `entry ->> 'chatId' IN (${CHATS})`],
  // What was asked stands there twice, for the person and for the thread.
  [
    'recent',
    `(at, question) IN (SELECT at, question FROM recent WHERE substr(place, -length(?1) - 1) = '/' || ?1)`,
  ],
  ['admissions', 'person = ?1'],
  ['subscriptions', `subscriber IN (${CHATS})`],
  ['agenda', `instr(key || coalesce(task, ''), ?1)`],
  ['quoted', `message_id IN (SELECT message_id FROM sent WHERE ${SENT})`],
  ['sent', SENT],
];
const COUNT = OWNED.map(([table, theirs]) => `(SELECT count(*) FROM ${table} WHERE ${theirs})`).join(' + ');

interface Row {
  id: string;
  revision: number;
  /** null in the row that has the number of the others. */
  draft: string | null;
  rows: number;
}

/**
 * Takes out of D1 what is a person's, as `forgetPerson` and `forgetDrafts` do in files; the bot may be running. The files
 * of drafts that wait are on R2, where commands do not reach: an empty draft stays for the bot to take away with its file,
 * within a quarter of an hour. Returns the numbers of rows and of drafts. @throws StoreError
 */
export async function forgetInD1(
  database: Database,
  person: string,
): Promise<{ rows: number; drafts: number }> {
  const forgotten = { rows: 0, drafts: 0 };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await database.rows<Row>(
      `SELECT id, revision, draft, 0 AS "rows" FROM drafts WHERE instr(draft, ?1) UNION ALL SELECT '', 0, NULL, ${COUNT}`,
      person,
    );
    const drafts = found.filter(({ draft }) => draft !== null);
    const rows = found.find(({ draft }) => draft === null)?.rows ?? 0;
    if (drafts.length === 0 && rows === 0) break;
    await database.change(
      ...drafts.flatMap((row) => draftStatements(row, person)),
      ...OWNED.map(([table, theirs]): Statement => [`DELETE FROM ${table} WHERE ${theirs}`, person]),
    );
    forgotten.rows += rows;
    forgotten.drafts += drafts.length;
  }
  return forgotten;
}

function draftStatements({ id, revision, draft: text }: Row, person: string): Statement[] {
  const draft = JSON.parse(text ?? '') as Draft;
  const left = withoutPerson(draft, person) ?? emptied(draft);
  return [
    [
      'UPDATE drafts SET (state, revision, draft) = (?, ?, ?) WHERE id = ? AND revision = ?',
      left.state,
      revision + 1,
      JSON.stringify({ ...left, revision: revision + 1 }),
      id,
      revision,
    ],
    [
      'DELETE FROM draft_cards WHERE draft_id = ? AND message_id NOT IN (SELECT value FROM json_each(?))',
      id,
      JSON.stringify(left.cards.map(({ messageId }) => messageId)),
    ],
  ];
}

/** Nothing is left of it but that it ended long ago, so that the next sweep removes it. */
const emptied = ({ id, revision, createdAt }: Draft): Draft => ({
  ...blankDraft(createdAt),
  id,
  revision,
  state: 'ended',
  decided: { by: FORGOTTEN, at: 0 },
});

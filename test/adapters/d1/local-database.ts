import { afterAll, beforeAll } from 'vitest';
import { type LocalD1, openLocalD1 } from '../../fakes/local-d1.ts';

/** A real D1 (and R2) on this machine for the tests of a file; `empty` gives it without a row. */
export function localDatabase(): { empty(): Promise<LocalD1> } {
  let local: LocalD1;
  beforeAll(async () => {
    local = await openLocalD1();
  });
  afterAll(() => local.close());

  return {
    async empty() {
      const { database, bucket } = local;
      const tables = await database.rows<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
          AND name NOT LIKE '%terms\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
      );
      await database.change(
        ...tables.map(({ name }): [string] => [`DELETE FROM ${name}`]),
        ["INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')"],
        ["INSERT INTO article_terms (article_terms) VALUES ('delete-all')"],
        ['INSERT INTO library VALUES (1, 0, 0, 0)'],
      );
      const { objects } = await bucket.list();
      if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
      return local;
    },
  };
}

-- What is published. `issue` is the whole issue as JSON; `digest` is what questions are understood by.
CREATE TABLE issues (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  issue TEXT NOT NULL,
  digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX issues_by_revision ON issues (revision);

-- Earlier versions, oldest first by `seq`.
CREATE TABLE versions (
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  issue TEXT NOT NULL,
  PRIMARY KEY (id, seq)
) WITHOUT ROWID;

-- A row that cannot be put in here takes its whole batch back: the compare of compare-and-set.
CREATE TABLE guard (ok INTEGER NOT NULL);

-- One row: raised by everything that changes what questions are answered from.
CREATE TABLE library (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  articles INTEGER NOT NULL
);
INSERT INTO library VALUES (1, 0, 0, 0);

-- The dictionary files (stopwords, synonyms, terms, units).
CREATE TABLE dictionary (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;

-- The index. Everything from here on can be made again from `issues`: npm run reindex -- --to d1
-- Words that ever stood in the library, by their sound; which still do, and how often, passage_counts knows.
CREATE TABLE words (word TEXT PRIMARY KEY, sound TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX words_by_sound ON words (sound);
-- An id is never used twice, so that what an isolate keeps of an article stays true.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issue_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  UNIQUE (issue_id, number)
);
-- JSON of an article with its folded and segmented passages, in parts: a row of D1 ends at 2 MB.
CREATE TABLE article_parts (
  article_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  issue_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article_id, part)
) WITHOUT ROWID;
-- Words and bigrams of each passage (rowid: article × 10000 + place). Characters are counted, not looked for.
CREATE VIRTUAL TABLE passage_terms USING fts5 (
  issue, terms, characters,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So' tokenchars '~^@._+#%-'"
);
INSERT INTO passage_terms (passage_terms, rank) VALUES ('rank', 'bm25(0.0, 1.0, 0.0)');
CREATE VIRTUAL TABLE passage_counts USING fts5vocab ('passage_terms', 'row');
-- Terms of each article, for counting only.
CREATE VIRTUAL TABLE article_terms USING fts5 (
  terms,
  content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So' tokenchars '~^@._+#%-'"
);
CREATE VIRTUAL TABLE article_counts USING fts5vocab ('article_terms', 'row');

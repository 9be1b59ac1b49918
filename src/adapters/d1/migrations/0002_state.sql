-- Events taken: `event` is gone as soon as they are settled, the key stays for three days.
CREATE TABLE inbox (
  key TEXT PRIMARY KEY,
  event TEXT,
  taken_at INTEGER NOT NULL,
  outcome TEXT
) WITHOUT ROWID;
CREATE INDEX inbox_waiting ON inbox (taken_at) WHERE event IS NOT NULL;
CREATE INDEX inbox_by_age ON inbox (taken_at);

-- Answers that went out; `answer` is gone after 14 days, when no card can be changed any more.
CREATE TABLE sent (
  message_id TEXT PRIMARY KEY,
  question_id TEXT,
  chat_id TEXT NOT NULL,
  chat_kind TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  answer TEXT
) WITHOUT ROWID;
CREATE INDEX sent_by_question ON sent (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX sent_by_time ON sent (sent_at);
CREATE INDEX sent_whole ON sent (sent_at) WHERE answer IS NOT NULL;
CREATE TABLE quoted (
  issue_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  PRIMARY KEY (issue_id, message_id)
) WITHOUT ROWID;
CREATE INDEX quoted_by_message ON quoted (message_id);

CREATE TABLE feedback (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, entry TEXT NOT NULL);
CREATE INDEX feedback_by_time ON feedback (at);

-- What was asked lately in a thread (`place`), or by a person in a chat.
CREATE TABLE recent (
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL,
  at INTEGER NOT NULL,
  question TEXT NOT NULL
);
CREATE INDEX recent_by_place ON recent (place, at);
CREATE INDEX recent_by_time ON recent (at);

-- Questions and clicks of each person in the last minute, and when they were told that it is too many.
CREATE TABLE admissions (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  at INTEGER NOT NULL,
  told INTEGER NOT NULL
);
CREATE INDEX admissions_by_person ON admissions (person, at);
CREATE INDEX admissions_by_time ON admissions (at);

CREATE TABLE held (id TEXT PRIMARY KEY, name TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  draft TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX drafts_waiting ON drafts (hash) WHERE state = 'waiting' AND hash <> '';
CREATE TABLE draft_cards (message_id TEXT PRIMARY KEY, draft_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (id TEXT PRIMARY KEY, at INTEGER NOT NULL, change TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  subscriber TEXT NOT NULL,
  kind TEXT NOT NULL,
  topic TEXT NOT NULL,
  since INTEGER NOT NULL,
  UNIQUE (subscriber, topic)
);
CREATE TABLE agenda (key TEXT PRIMARY KEY, due INTEGER NOT NULL, task TEXT, done_at INTEGER) WITHOUT ROWID;
CREATE INDEX agenda_waiting ON agenda (due) WHERE task IS NOT NULL;
CREATE INDEX agenda_done ON agenda (done_at) WHERE done_at IS NOT NULL;
CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);

-- Questions of which an editor has confirmed where their answer stands.
CREATE TABLE golden (question TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;

-- Small things that every isolate must agree on: the bot's own id, calls of the last minute …
CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;

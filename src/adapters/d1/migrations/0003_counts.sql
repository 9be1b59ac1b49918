-- What is left of feedback that was kept long enough: how much was said of which kind on a day (UTC).
CREATE TABLE feedback_counts (
  day TEXT NOT NULL,
  verdict TEXT NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (day, verdict)
) WITHOUT ROWID;

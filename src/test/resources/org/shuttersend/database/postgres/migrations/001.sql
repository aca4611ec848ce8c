-- In the words of SQLite, as all of them.
CREATE TABLE note (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  text  TEXT NOT NULL UNIQUE,
  at    INTEGER NOT NULL DEFAULT 9000000000000,
  bytes BLOB
)
--;
CREATE INDEX notes_later ON note (id) WHERE at > 0

-- month is MMYY, number counts within its prefix and month. The id is written a moment after the row,
-- in the same transaction. key is the Idempotency-Key of the request that made it.
CREATE TABLE deliveries (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT UNIQUE,
  owner        TEXT NOT NULL,
  prefix       TEXT NOT NULL,
  month        TEXT NOT NULL,
  number       INTEGER NOT NULL,
  name         TEXT NOT NULL,
  assigned_to  TEXT,
  key          TEXT,
  created_at   INTEGER NOT NULL,
  completed_at INTEGER,
  UNIQUE (prefix, month, number),
  UNIQUE (owner, key)
)
--;
CREATE INDEX deliveries_owner ON deliveries (owner, seq)
--;
CREATE INDEX deliveries_assigned ON deliveries (assigned_to, seq) WHERE assigned_to IS NOT NULL
--;
CREATE INDEX photos_delivery ON photos (owner, delivery) WHERE delivery IS NOT NULL
--;
CREATE INDEX uploads_delivery ON uploads (owner, delivery)
  WHERE delivery IS NOT NULL AND photo_id IS NULL
--;
-- A change of a delivery, as the JSON its listeners get; NULL where it is one of a job.
ALTER TABLE changes ADD COLUMN delivery TEXT
--;
CREATE TABLE hooks (
  owner      TEXT PRIMARY KEY,
  url        TEXT NOT NULL,
  secret     TEXT NOT NULL,
  created_at INTEGER NOT NULL
)
--;
-- What a user is to be told, from the transaction it is about. Waits for its push, then for the
-- fallback; a try in hand is due again later, should nobody live to say what came of it.
CREATE TABLE notices (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  assignee   TEXT NOT NULL,
  body       TEXT NOT NULL,
  stage      TEXT NOT NULL CHECK (stage IN ('push', 'fallback', 'sent', 'failed')),
  attempt    INTEGER NOT NULL DEFAULT 0,
  due_at     INTEGER NOT NULL,
  created_at INTEGER NOT NULL
)
--;
CREATE INDEX notices_due ON notices (due_at) WHERE stage IN ('push', 'fallback')
--;
-- One row a try, the oldest pruned.
CREATE TABLE push_log (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  notice_id TEXT NOT NULL,
  assignee  TEXT NOT NULL,
  stage     TEXT NOT NULL,
  attempt   INTEGER NOT NULL,
  target    TEXT NOT NULL,
  outcome   TEXT NOT NULL CHECK (outcome IN ('sent', 'failed')),
  status    INTEGER,
  reason    TEXT,
  at        INTEGER NOT NULL
)
--;
CREATE INDEX push_log_assignee ON push_log (assignee, seq)
--;
-- Browsers that were logged in: SHA-256 of what each shows, and of the token it was let in with.
CREATE TABLE sessions (
  hash       TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
)
--;
CREATE INDEX jobs_failed ON jobs (change) WHERE state = 'failed'

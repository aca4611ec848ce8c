CREATE TABLE receiver (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  instance  TEXT NOT NULL,
  processed INTEGER NOT NULL DEFAULT 0,
  failed    INTEGER NOT NULL DEFAULT 0
)
--;
-- path is relative to the folder photos arrive in, with / between its segments.
CREATE TABLE photos (
  id           TEXT PRIMARY KEY,
  owner        TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  size         INTEGER NOT NULL,
  path         TEXT NOT NULL UNIQUE,
  modified     INTEGER,
  content_type TEXT,
  delivery     TEXT,
  job_id       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  UNIQUE (owner, sha256)
)
--;
-- The ticket grows in order of arrival. attempt counts the tries, lease the claims: also those a stop
-- or a kill ended. change is the last row of changes about this job.
CREATE TABLE jobs (
  ticket       INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT NOT NULL UNIQUE,
  owner        TEXT NOT NULL,
  photo_id     TEXT NOT NULL REFERENCES photos (id),
  state        TEXT NOT NULL CHECK (state IN ('queued', 'running', 'retry', 'done', 'failed')),
  attempt      INTEGER NOT NULL DEFAULT 0,
  due_at       INTEGER NOT NULL,
  lease        INTEGER NOT NULL DEFAULT 0,
  leased_until INTEGER NOT NULL DEFAULT 0,
  error        TEXT,
  change       INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
)
--;
CREATE INDEX jobs_waiting ON jobs (ticket) WHERE state IN ('queued', 'retry')
--;
CREATE INDEX jobs_running ON jobs (ticket) WHERE state = 'running'
--;
CREATE INDEX jobs_changes ON jobs (owner, change)
--;
-- The outbox of the event stream: one row a change, old rows pruned.
CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  owner    TEXT NOT NULL,
  job_id   TEXT NOT NULL,
  photo_id TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  state    TEXT NOT NULL,
  attempt  INTEGER NOT NULL,
  ticket   INTEGER NOT NULL,
  error    TEXT
)
--;
-- Open while photo_id is NULL. A finished one stays for a while, to answer again when asked again.
CREATE TABLE uploads (
  id           TEXT PRIMARY KEY,
  owner        TEXT NOT NULL,
  key          TEXT,
  length       INTEGER NOT NULL,
  sha256       TEXT,
  path         TEXT NOT NULL,
  modified     INTEGER,
  content_type TEXT,
  delivery     TEXT,
  photo_id     TEXT,
  job_id       TEXT,
  content      TEXT,
  metadata     TEXT NOT NULL,
  touched_at   INTEGER NOT NULL,
  UNIQUE (owner, key)
)
--;
CREATE INDEX uploads_touched ON uploads (touched_at)
--;
-- Photos that are accepted but not yet known to lie durably in their place.
CREATE TABLE placements (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  photo_id  TEXT NOT NULL UNIQUE,
  source    TEXT NOT NULL,
  path      TEXT NOT NULL,
  displaced TEXT NOT NULL
)

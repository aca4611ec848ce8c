CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID
--;
CREATE TABLE folder (
  id   INTEGER PRIMARY KEY,
  root TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1))  -- a hot folder of this run
)
--;
-- One version of one file. States (StateCode): 0 queued, 1 sending, 2 held, 3 accepted, 4 processed,
-- 5 failed, 6 duplicate, 7 superseded, 8 gone, 9 refused, 10 dismissed.
CREATE TABLE photo (
  id          INTEGER PRIMARY KEY,
  folder      INTEGER NOT NULL REFERENCES folder (id),
  path        TEXT    NOT NULL,
  size        INTEGER NOT NULL CHECK (size > 0),
  modified    INTEGER NOT NULL,                              -- nanoseconds since 1970
  file_key    TEXT    NOT NULL,
  state       INTEGER NOT NULL CHECK (state BETWEEN 0 AND 10),
  version     INTEGER NOT NULL DEFAULT 0,                    -- counts transitions, for compare-and-set
  latest      INTEGER NOT NULL DEFAULT 1 CHECK (latest IN (0, 1)), -- the newest version of its path
  begun       INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1)),  -- some of it may be on the server already
  attempt     INTEGER NOT NULL DEFAULT 0,                    -- attempts spent
  due         INTEGER,                                       -- milliseconds: not before; NULL: not by itself
  upload_key  TEXT,
  location    TEXT,
  sha256      BLOB CHECK (sha256 IS NULL OR length(sha256) = 32),
  job         TEXT,
  job_state   INTEGER,
  ticket      INTEGER,
  reason      TEXT,
  reason_args TEXT,
  duplicate_of INTEGER,
  changed     INTEGER NOT NULL,                              -- milliseconds: since when in this state
  CHECK (state <> 1 OR upload_key IS NOT NULL),
  CHECK (state NOT IN (3, 4) OR sha256 IS NOT NULL),
  CHECK (state NOT IN (0, 2) OR due IS NOT NULL)
)
--;
CREATE UNIQUE INDEX photo_latest ON photo (folder, path) WHERE latest = 1
--;
CREATE UNIQUE INDEX photo_single_flight ON photo (folder, path) WHERE state = 1
--;
CREATE INDEX photo_due ON photo (due, id) WHERE due IS NOT NULL
--;
CREATE INDEX photo_state ON photo (state, changed, id)
--;
CREATE INDEX photo_content ON photo (sha256) WHERE state IN (1, 3, 4)
--;
CREATE INDEX photo_job ON photo (job) WHERE state = 3
--;
-- Counters kept by the database itself: counting a million rows would take 50 ms each time somebody asks.
CREATE TABLE tally (
  folder INTEGER NOT NULL,
  state  INTEGER NOT NULL,
  photos INTEGER NOT NULL,
  bytes  INTEGER NOT NULL,
  PRIMARY KEY (folder, state)
) WITHOUT ROWID
--;
CREATE TABLE day (
  day    TEXT PRIMARY KEY,                                   -- local date, as in 2026-11-22
  photos INTEGER NOT NULL,
  bytes  INTEGER NOT NULL
) WITHOUT ROWID
--;
CREATE TRIGGER photo_added AFTER INSERT ON photo BEGIN
  INSERT INTO tally VALUES (NEW.folder, NEW.state, 1, NEW.size)
    ON CONFLICT DO UPDATE SET photos = photos + 1, bytes = bytes + NEW.size;
END
--;
CREATE TRIGGER photo_removed AFTER DELETE ON photo BEGIN
  UPDATE tally SET photos = photos - 1, bytes = bytes - OLD.size
    WHERE folder = OLD.folder AND state = OLD.state;
END
--;
CREATE TRIGGER photo_moved AFTER UPDATE OF state ON photo WHEN OLD.state <> NEW.state BEGIN
  UPDATE tally SET photos = photos - 1, bytes = bytes - OLD.size
    WHERE folder = OLD.folder AND state = OLD.state;
  INSERT INTO tally VALUES (NEW.folder, NEW.state, 1, NEW.size)
    ON CONFLICT DO UPDATE SET photos = photos + 1, bytes = bytes + NEW.size;
END
--;
CREATE TRIGGER photo_delivered AFTER UPDATE OF state ON photo WHEN NEW.state = 4 AND OLD.state <> 4 BEGIN
  INSERT INTO day VALUES (date(NEW.changed / 1000, 'unixepoch', 'localtime'), 1, NEW.size)
    ON CONFLICT DO UPDATE SET photos = photos + 1, bytes = bytes + NEW.size;
END

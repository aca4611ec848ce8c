-- What is seen of a photo. preview: 'made', 'none' for good and why, or 'later': when it is asked for.
-- taken is the time on the camera's own clock.
CREATE TABLE pictures (
  photo_id    TEXT PRIMARY KEY REFERENCES photos (id),
  taken       TEXT,
  camera      TEXT,
  lens        TEXT,
  width       INTEGER,
  height      INTEGER,
  orientation INTEGER NOT NULL,
  preview     TEXT NOT NULL CHECK (preview IN ('made', 'none', 'later')),
  reason      TEXT
)
--;
-- Pages of photos, newest first; with the path, so that a search reads nothing but the index.
CREATE INDEX photos_newest ON photos (owner, created_at, id, path)
--;
CREATE INDEX photos_newest_of_all ON photos (created_at, id, path)
--;
-- What an analyser is to be asked, or has said. attempt counts the tries, delays the times it was
-- too busy.
CREATE TABLE analyses (
  photo_id   TEXT PRIMARY KEY REFERENCES photos (id),
  state      TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
  attempt    INTEGER NOT NULL DEFAULT 0,
  delays     INTEGER NOT NULL DEFAULT 0,
  due_at     INTEGER NOT NULL,
  answer     TEXT,
  error      TEXT,
  updated_at INTEGER NOT NULL
)
--;
CREATE INDEX analyses_pending ON analyses (due_at) WHERE state = 'pending'

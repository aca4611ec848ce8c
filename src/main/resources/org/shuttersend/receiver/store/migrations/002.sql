-- folded is the name as a file system that does not tell upper from lower case sees it: photos of
-- two users must never meet in one folder. The receiver's own user is known by its token file.
CREATE TABLE users (
  name       TEXT PRIMARY KEY,
  folded     TEXT NOT NULL UNIQUE,
  role       TEXT NOT NULL CHECK (role IN ('user', 'admin')),
  own        INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
)
--;
-- A token is 256 random bits: its SHA-256 tells nothing about it, and needs no salt.
CREATE TABLE tokens (
  hash       TEXT PRIMARY KEY,
  user_name  TEXT NOT NULL REFERENCES users (name),
  created_at INTEGER NOT NULL
)
--;
CREATE INDEX tokens_user ON tokens (user_name)

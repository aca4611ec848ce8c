-- Which directory on which volume the folder was when it was last there. (A comment behind an added
-- column would swallow the end of the table's definition.)
ALTER TABLE folder ADD COLUMN volume_store TEXT
--;
ALTER TABLE folder ADD COLUMN volume_root TEXT
--;
ALTER TABLE folder ADD COLUMN volume_name TEXT
--;
-- How the folder is, as the program that watches it says; NULL while none does. Said at
-- health_at, in milliseconds.
ALTER TABLE folder ADD COLUMN health TEXT
--;
ALTER TABLE folder ADD COLUMN health_args TEXT
--;
ALTER TABLE folder ADD COLUMN health_at INTEGER
--;
-- Directories watched by events: of this folder, of all this user's programs, and the system's limit.
ALTER TABLE folder ADD COLUMN watches INTEGER
--;
ALTER TABLE folder ADD COLUMN watches_user INTEGER
--;
ALTER TABLE folder ADD COLUMN watches_limit INTEGER
--;
-- How many there are beyond those in the table trouble.
ALTER TABLE folder ADD COLUMN more_troubles INTEGER NOT NULL DEFAULT 0
--;
-- What lies in a folder and is not sent, for a reason other than its kind.
CREATE TABLE trouble (
  folder INTEGER NOT NULL REFERENCES folder (id),
  path   TEXT NOT NULL,
  kind   TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (folder, path)
) WITHOUT ROWID

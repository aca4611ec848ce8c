-- Cards, disks and shares on which files were seen. Rows of before, and files of which that cannot be
-- told, have disk 0.
CREATE TABLE disk (
  id   INTEGER PRIMARY KEY,
  key  TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
)
--;
-- Those that are in a folder now, as far as the last look told.
CREATE TABLE connected (
  folder INTEGER NOT NULL REFERENCES folder (id),
  disk   INTEGER NOT NULL REFERENCES disk (id),
  PRIMARY KEY (folder, disk)
) WITHOUT ROWID
--;
ALTER TABLE photo ADD COLUMN disk INTEGER NOT NULL DEFAULT 0
--;
ALTER TABLE there_before ADD COLUMN disk INTEGER NOT NULL DEFAULT 0
--;
-- Two cards that are mounted at one place in turn each have a newest version of a path.
DROP INDEX photo_latest
--;
CREATE UNIQUE INDEX photo_latest ON photo (folder, path, disk) WHERE latest = 1

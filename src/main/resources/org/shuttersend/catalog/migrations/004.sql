-- Folders of which only what is new is sent: since when (milliseconds; NULL: also what is there), and
-- whether the scan that found out what was there came to its end.
ALTER TABLE folder ADD COLUMN only_new_since INTEGER
--;
ALTER TABLE folder ADD COLUMN baseline_taken INTEGER NOT NULL DEFAULT 0 CHECK (baseline_taken IN (0, 1))
--;
CREATE TABLE there_before (
  folder   INTEGER NOT NULL REFERENCES folder (id),
  path     TEXT    NOT NULL,
  size     INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  file_key TEXT    NOT NULL,
  PRIMARY KEY (folder, path)
) WITHOUT ROWID
--;
-- Directory and stem, the same for all files of one photo (Grouping); NULL in rows from before, until the
-- catalog is opened to work with.
ALTER TABLE photo ADD COLUMN stem TEXT
--;
CREATE INDEX photo_stem ON photo (folder, stem, id)

-- What becomes of a photo's file once the server has it: 0 nothing, 1 moved into a folder, 2 to the trash.
ALTER TABLE folder ADD COLUMN after_upload INTEGER NOT NULL DEFAULT 0 CHECK (after_upload IN (0, 1, 2))
--;
-- The folders below a hot folder into which sent photos were moved, on each disk that was there: nothing
-- in them is sent.
CREATE TABLE aside (
  folder INTEGER NOT NULL REFERENCES folder (id),
  path   TEXT    NOT NULL,
  disk   INTEGER NOT NULL,
  PRIMARY KEY (folder, path, disk)
) WITHOUT ROWID
--;
-- 0 nothing to do, 1 to be moved, 2 about to be moved to moved_to, 3 lies at moved_to, 4 left where the user
-- has it, 5 cannot be moved now. Written before and after each rename: with 2, only a look tells where it lies.
ALTER TABLE photo ADD COLUMN moved INTEGER NOT NULL DEFAULT 0 CHECK (moved BETWEEN 0 AND 5)
--;
-- Relative to the folder's root, or absolute.
ALTER TABLE photo ADD COLUMN moved_to TEXT CHECK ((moved_to IS NOT NULL) = (moved IN (2, 3)))
--;
CREATE INDEX photo_to_move ON photo (folder, moved, stem) WHERE moved IN (1, 2, 5)
--;
CREATE INDEX photo_moved_to ON photo (folder, moved_to) WHERE moved_to IS NOT NULL
--;
-- A photo that was moved stays the newest of its own: a new one at the path it had is another.
DROP INDEX photo_latest
--;
CREATE UNIQUE INDEX photo_latest ON photo (folder, path, disk, iif(moved = 3, id, 0)) WHERE latest = 1
--;
-- The list of what is to be moved keeps itself: a photo that came to its end may be the last one its group
-- waited for.
CREATE TRIGGER photo_to_be_moved AFTER UPDATE OF state, latest ON photo
WHEN ((NEW.state <> OLD.state AND NEW.state IN (4, 6, 7, 8)) OR (NEW.latest = 1 AND OLD.latest = 0))
  AND (SELECT after_upload FROM folder WHERE id = NEW.folder) <> 0 BEGIN
  UPDATE photo SET moved = 1
    WHERE folder = NEW.folder AND stem = NEW.stem AND latest = 1 AND state IN (4, 6) AND moved IN (0, 5);
END

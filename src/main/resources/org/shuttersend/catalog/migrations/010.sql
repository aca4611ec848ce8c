-- The directory and stem of a photo as a number (Stems): the text lay beside the path it is a part of, and
-- once more in an index. NULL in rows from before, until the catalog is opened to work with.
DROP TRIGGER photo_to_be_moved
--;
DROP INDEX photo_stem
--;
DROP INDEX photo_to_move
--;
ALTER TABLE photo DROP COLUMN stem
--;
ALTER TABLE photo ADD COLUMN stem INTEGER
--;
CREATE INDEX photo_stem ON photo (folder, stem)
--;
CREATE INDEX photo_to_move ON photo (folder, moved, stem) WHERE moved IN (1, 2, 5)
--;
CREATE TRIGGER photo_to_be_moved AFTER UPDATE OF state, latest ON photo
WHEN ((NEW.state <> OLD.state AND NEW.state IN (4, 6, 7, 8)) OR (NEW.latest = 1 AND OLD.latest = 0))
  AND (SELECT after_upload FROM folder WHERE id = NEW.folder) <> 0 BEGIN
  UPDATE photo SET moved = 1
    WHERE folder = NEW.folder AND stem = NEW.stem AND latest = 1 AND state IN (4, 6) AND moved IN (0, 5);
END
--;
-- Every index ends with the row's id by itself.
DROP INDEX photo_state
--;
CREATE INDEX photo_state ON photo (state, changed)
--;
DROP INDEX photo_due_disk
--;
CREATE INDEX photo_due_disk ON photo (folder, disk, due) WHERE due IS NOT NULL
--;
DROP INDEX photo_older
--;
CREATE INDEX photo_older ON photo (folder, path) WHERE latest = 0
--;
-- The first bytes of a hash find it: what they find is compared as a whole.
DROP INDEX photo_content
--;
CREATE INDEX photo_content ON photo (substr(sha256, 1, 8)) WHERE state IN (1, 3, 4)
--;
-- Once the server has all of a photo, its upload is over there too.
UPDATE photo SET upload_key = NULL, location = NULL WHERE state = 4 AND (upload_key IS NOT NULL OR location IS NOT NULL)

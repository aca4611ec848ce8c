-- Where in the folder each disk is, and what else is mounted there: a card that comes back at another
-- place is not where its photos were. Filled anew by every start. Disk 0 is one nobody can name.
DROP TABLE connected
--;
CREATE TABLE connected (
  folder INTEGER NOT NULL REFERENCES folder (id),
  place  TEXT    NOT NULL,                                   -- relative to the root; empty for the root's own
  disk   INTEGER NOT NULL,
  PRIMARY KEY (folder, place)
) WITHOUT ROWID
--;
-- What waits for a disk that is away is not walked through whenever something else is claimed.
CREATE INDEX photo_due_disk ON photo (folder, disk, due, id) WHERE due IS NOT NULL
--;
-- Volumes were called otherwise before 005; an emptied folder would wait for one nobody knows.
UPDATE folder SET volume_store = NULL

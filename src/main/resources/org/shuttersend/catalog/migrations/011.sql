-- Where a photo stands in the line (Rank): smaller goes first. It means something in the states 0, 1, 2, and
-- in 5 where there is a time.
ALTER TABLE photo ADD COLUMN rank INTEGER NOT NULL DEFAULT 0
--;
-- What the user asked for, what was tried before, and the others as of when they were queued.
UPDATE photo SET rank = CASE
  WHEN due = 0 THEN -1099511627776
  WHEN attempt > 0 THEN 4398046511104 + coalesce(due, changed)
  ELSE ((17179869183 - max(min(modified / 1000000, changed), changed - 3600000) / 10000) << 3)
    + (size >= 1048576) + (size >= 4194304) + (size >= 16777216) + (size >= 67108864)
    + (size >= 268435456) + (size >= 1073741824) + (size >= 4294967296)
  END
WHERE state IN (0, 1, 2) OR due IS NOT NULL
--;
DROP INDEX photo_due
--;
DROP INDEX photo_due_disk
--;
-- Those that may be sent at once, in the order they are, and those that wait for a time: each is in one
-- of the two. By disk, so that what waits for one that is away is not walked through.
CREATE INDEX photo_line ON photo (folder, disk, rank) WHERE due <= 1
--;
CREATE INDEX photo_later ON photo (folder, disk, due) WHERE due > 1

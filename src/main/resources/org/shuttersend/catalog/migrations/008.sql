-- What must always hold of a photo, whoever writes: a mistake of the program is refused with all its
-- transaction, instead of losing or doubling a photo in silence. Triggers, since a CHECK would mean to
-- write a million rows anew. First what no program should have written, so that nothing is stuck with it.
UPDATE photo SET state = 7, version = version + 1, due = NULL WHERE latest = 0 AND state IN (0, 2, 5)
--;
UPDATE photo SET due = NULL WHERE due IS NOT NULL AND state NOT IN (0, 2, 5)
--;
UPDATE photo SET job = NULL, job_state = NULL, ticket = NULL WHERE job IS NOT NULL AND state IN (0, 1, 2, 5, 8)
--;
-- A file begins as queued. What needs attention, or was dismissed, comes back from an older catalog. No
-- receipt is ever made up.
CREATE TRIGGER photo_begins BEFORE INSERT ON photo
WHEN NOT (NEW.state IN (0, 10) OR (NEW.state IN (5, 9) AND NEW.reason IS NOT NULL)) BEGIN
  SELECT RAISE(ABORT, 'a photo cannot begin in this state');
END
--;
-- The life of a photo: what may follow what, each change counted for compare-and-set.
CREATE TRIGGER photo_legal BEFORE UPDATE OF state ON photo WHEN OLD.state <> NEW.state AND NOT CASE OLD.state
  WHEN 0 THEN NEW.state IN (1, 7, 8, 10)
  WHEN 1 THEN NEW.state IN (0, 2, 3, 4, 5, 6, 7, 8)
  WHEN 2 THEN NEW.state IN (0, 1, 7, 8, 10)
  WHEN 3 THEN NEW.state IN (0, 4, 6, 7, 9)
  WHEN 4 THEN NEW.state IN (0, 7)
  WHEN 5 THEN NEW.state IN (0, 1, 7, 8, 10)
  WHEN 6 THEN NEW.state IN (0, 7)
  WHEN 9 THEN NEW.state IN (0, 10)
  WHEN 10 THEN NEW.state IN (0, 7)
  ELSE 0 END BEGIN
  SELECT RAISE(ABORT, 'a photo in this state cannot come into that one');
END
--;
CREATE TRIGGER photo_counted BEFORE UPDATE OF state ON photo
WHEN OLD.state <> NEW.state AND NEW.version <= OLD.version BEGIN
  SELECT RAISE(ABORT, 'a change of state without a new version');
END
--;
-- A version that was replaced waits for nothing; only what waits has a time; only what the server has
-- has a job there; only known content is a duplicate, and never of itself.
CREATE TRIGGER photo_sound BEFORE UPDATE OF state, latest, due, job, sha256, duplicate_of ON photo
WHEN (NEW.latest = 0 AND NEW.state IN (0, 2, 5))
  OR (NEW.due IS NOT NULL AND NEW.state NOT IN (0, 2, 5))
  OR (NEW.job IS NOT NULL AND NEW.state IN (0, 1, 2, 5, 8))
  OR (NEW.state = 6 AND NEW.sha256 IS NULL)
  OR NEW.duplicate_of = NEW.id BEGIN
  SELECT RAISE(ABORT, 'a photo cannot be like this');
END

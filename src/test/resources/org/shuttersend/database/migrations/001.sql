CREATE TABLE note (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
)
--;
-- Semicolons inside a trigger belong to it.
CREATE TABLE tally (notes INTEGER NOT NULL)
--;
INSERT INTO tally VALUES (0)
--;
CREATE TRIGGER noted AFTER INSERT ON note BEGIN
  UPDATE tally SET notes = notes + 1;
END

-- By its own format there should be more of the file; it was quiet for long and is sent all the same.
ALTER TABLE photo ADD COLUMN cut_off INTEGER NOT NULL DEFAULT 0 CHECK (cut_off IN (0, 1))

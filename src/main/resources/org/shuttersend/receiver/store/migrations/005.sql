-- Which receiver works on the job, of those that share the database.
ALTER TABLE jobs ADD COLUMN node TEXT

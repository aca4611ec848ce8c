ALTER TABLE note ADD COLUMN author TEXT
--;
UPDATE note SET author = 'before'

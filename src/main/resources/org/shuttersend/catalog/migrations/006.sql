-- The version before this one is asked for with every photo that is hashed; older versions are few.
CREATE INDEX photo_older ON photo (folder, path, id) WHERE latest = 0

-- Takes the tables of a store back to what they were before its vault was sealed; for tests of an older release's store.
PRAGMA foreign_keys = off;
DROP TABLE pulled;
DROP TABLE node;
DROP INDEX leaf_open;
DROP INDEX leaf_rotated;
CREATE INDEX seen_leaf ON seen (leaf);
DROP TABLE seal;
DROP TABLE vault;
CREATE TABLE vault (
    leaf INTEGER NOT NULL REFERENCES leaf (place),
    field TEXT NOT NULL,
    salt BLOB NOT NULL,
    mark BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (leaf, field)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER body_stays BEFORE UPDATE ON vault
    BEGIN SELECT RAISE(ABORT, 'a body is erased or stays as it is'); END;
ALTER TABLE person DROP COLUMN name;
ALTER TABLE person ADD COLUMN name TEXT;
ALTER TABLE post DROP COLUMN post;
ALTER TABLE post ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN ends TEXT;
PRAGMA user_version = 3;

-- Takes the tables of a store back to what they were before its vault was sealed; for tests of an older release's store.
PRAGMA foreign_keys = off;
CREATE TABLE seen (digest BLOB PRIMARY KEY, leaf INTEGER) STRICT, WITHOUT ROWID;
-- A stock holds digests of 16 bytes, each with its leaf as 8, big-endian; of so small a log the last two say all.
WITH RECURSIVE one (entries, at) AS (
    SELECT entries, 1 FROM seen_new
    UNION ALL
    SELECT entries, at + 24 FROM one WHERE at + 24 <= length(entries)
), two (digest, leaf) AS (
    SELECT substr(entries, at, 16), hex(substr(entries, at + 22, 2)) FROM one
)
INSERT INTO seen (digest, leaf)
    SELECT digest,
        (instr('0123456789ABCDEF', substr(leaf, 1, 1)) - 1) * 4096 + (instr('0123456789ABCDEF', substr(leaf, 2, 1)) - 1) * 256
        + (instr('0123456789ABCDEF', substr(leaf, 3, 1)) - 1) * 16 + instr('0123456789ABCDEF', substr(leaf, 4, 1)) - 1
    FROM two;
DROP TABLE seen_new;
DROP TABLE seen_block;
DROP TABLE seen_run;
CREATE INDEX learner_person ON learner (person);
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

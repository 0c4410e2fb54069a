-- SQLite changes neither a column nor a constraint: the table is built anew, beside its rows.
-- What other tables say of it (their foreign keys, `totals_follow`) goes on to mean the new one;
-- its own indices and triggers go with the old one and are made again.

CREATE TABLE new_pots (
  id INTEGER PRIMARY KEY,
  within INTEGER REFERENCES pots (id) ON DELETE RESTRICT,
  name VARCHAR(20) NOT NULL UNIQUE,
  total BIGINT NOT NULL CONSTRAINT total_is_not_negative CHECK (total >= 0),
  note TEXT NOT NULL,
  size VARCHAR(5) NOT NULL CONSTRAINT size_is_known CHECK (size IN ('small', 'large'))
);

INSERT INTO new_pots (id, within, name, total, note, size)
SELECT id, within, name, total, note, CASE WHEN total < 3 THEN 'small' ELSE 'large' END FROM pots;

DROP TABLE pots;

ALTER TABLE new_pots RENAME TO pots;

CREATE INDEX pots_within ON pots (within);

CREATE TRIGGER names_stay BEFORE UPDATE OF name ON pots
BEGIN SELECT RAISE(ABORT, 'names_stay'); END;

-- Rows that refer to each other and to their own table, and more of them than a cache holds.

CREATE TABLE pots (
  id INTEGER PRIMARY KEY,
  within INTEGER REFERENCES pots (id) ON DELETE RESTRICT,
  name VARCHAR(20) NOT NULL UNIQUE,
  total INTEGER NOT NULL,
  note TEXT NOT NULL
);

CREATE INDEX pots_within ON pots (within);

CREATE TABLE coins (
  id INTEGER PRIMARY KEY,
  pot INTEGER NOT NULL REFERENCES pots (id) ON DELETE CASCADE,
  worth INTEGER NOT NULL
);

CREATE INDEX coins_in_pot ON coins (pot);

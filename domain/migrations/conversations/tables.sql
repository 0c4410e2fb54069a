-- What a family and its provider write to each other, under the id of their connection. Each message has its
-- place, and each change of one a number of its own, by which an open page catches up.
CREATE TABLE conversations (
  id UUID PRIMARY KEY,
  connection UUID UNIQUE REFERENCES connections (id) ON DELETE RESTRICT,
  last_number INTEGER NOT NULL,
  last_change INTEGER NOT NULL,
  written_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C1_one_per_connection" CHECK (connection IS NULL OR connection = id),
  CONSTRAINT "C4_in_order" CHECK (last_number BETWEEN 1 AND last_change)
);

-- Its id is from the device that wrote it, so what is sent twice is stored once.
CREATE TABLE messages (
  id UUID PRIMARY KEY,
  conversation UUID NOT NULL REFERENCES conversations (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL,
  change INTEGER NOT NULL,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  side VARCHAR(8) NOT NULL,
  words TEXT NOT NULL,
  quotes UUID REFERENCES messages (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  edited_at TIMESTAMPTZ,
  removed_at TIMESTAMPTZ,
  CONSTRAINT "C1_one_of_two_sides" CHECK (side IN ('family', 'provider')),
  CONSTRAINT "C3_words" CHECK (length(words) <= 4000 AND (removed_at IS NULL) = (words <> '')),
  CONSTRAINT "C4_place" UNIQUE (conversation, number)
);

CREATE INDEX messages_changed ON messages (conversation, change);

-- How far somebody has read.
CREATE TABLE message_readings (
  id UUID PRIMARY KEY,
  conversation UUID NOT NULL REFERENCES conversations (id) ON DELETE RESTRICT,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  side VARCHAR(8) NOT NULL,
  number INTEGER NOT NULL,
  read_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C2_one_of_two_sides" CHECK (side IN ('family', 'provider')),
  CONSTRAINT "C2_once_per_reader" UNIQUE (conversation, profile)
);

-- A guardian says for each child of the family whether it writes; at first it does.
ALTER TABLE memberships ADD COLUMN may_write BOOLEAN NOT NULL DEFAULT TRUE;

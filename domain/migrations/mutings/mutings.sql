-- Somebody wants to hear nothing of a conversation for now, though it is in the list as ever.
CREATE TABLE conversation_mutings (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  muted_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C2_muted_once" UNIQUE (connection, profile)
);

-- What is pushed to somebody says who and what, unless it is only to say that there is something.
ALTER TABLE profiles ADD COLUMN pushes_words BOOLEAN NOT NULL DEFAULT TRUE;

-- A family gave a session up for another time and said in words which; times that it marked are a proposal.
CREATE TABLE wishes (
  id UUID PRIMARY KEY,
  session UUID NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  words TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  answered_at TIMESTAMPTZ,
  answered_by UUID REFERENCES profiles (id) ON DELETE RESTRICT
);

CREATE INDEX wishes_waiting ON wishes (educator, expires_at) WHERE answered_at IS NULL;

-- What an educator writes of a session that was held, once each: for the family, and for themselves.
CREATE TABLE notes (
  id UUID PRIMARY KEY,
  session UUID NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  for_family TEXT NOT NULL,
  private TEXT NOT NULL,
  version SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S15_version_counts" CHECK (version > 0)
);

-- Who waits for a place of a full group, in order; session is what was offered once one became free.
CREATE TABLE group_waits (
  id UUID PRIMARY KEY,
  group_date UUID NOT NULL REFERENCES group_dates (id) ON DELETE RESTRICT,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  learner UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  session UUID REFERENCES sessions (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "S18_waits_once" ON group_waits (group_date, learner) WHERE ended_at IS NULL;

CREATE INDEX group_waits_in_order ON group_waits (group_date, created_at);

CREATE INDEX group_waits_of_session ON group_waits (session) WHERE session IS NOT NULL;

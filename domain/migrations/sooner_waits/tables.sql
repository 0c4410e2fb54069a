-- Who would take an earlier time than the one that is agreed, in order, and what is offered to them. Rule: S17.
CREATE TABLE sooner_waits (
  id UUID PRIMARY KEY,
  session UUID NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "S17_waits_once" ON sooner_waits (session) WHERE ended_at IS NULL;

ALTER TABLE proposals ADD COLUMN is_sooner BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX proposals_sooner ON proposals (educator) WHERE is_sooner AND answered_at IS NULL;

ALTER TABLE providers ADD COLUMN sooner_hours SMALLINT DEFAULT 12
  CONSTRAINT "S17_time_to_answer" CHECK (sooner_hours BETWEEN 1 AND 168);

-- A time may also be kept for who was offered it; SQLite changes no constraint, so the table is built anew.
CREATE TABLE new_claims (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  session UUID REFERENCES sessions (id) ON DELETE RESTRICT,
  kind VARCHAR(16) NOT NULL CONSTRAINT "S6_kind_of_claim" CHECK (kind IN ('request', 'choice', 'offer')),
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S6_ends_after_start" CHECK (ends_at > starts_at)
);

INSERT INTO new_claims (id, educator, family, session, kind, starts_at, ends_at, expires_at, created_at)
SELECT id, educator, family, session, kind, starts_at, ends_at, expires_at, created_at FROM claims;

DROP TABLE claims;

ALTER TABLE new_claims RENAME TO claims;

CREATE INDEX claims_of_educator ON claims (educator, starts_at);

CREATE INDEX claims_ending ON claims (expires_at);

CREATE TRIGGER "S6_claim_insert" BEFORE INSERT ON claims BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_claims') WHERE EXISTS (
    SELECT 1 FROM claims c WHERE c.educator = NEW.educator AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S6_claim_update" BEFORE UPDATE OF educator, starts_at, ends_at ON claims BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_claims') WHERE EXISTS (
    SELECT 1 FROM claims c WHERE c.educator = NEW.educator AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at);
END;

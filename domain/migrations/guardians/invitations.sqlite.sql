-- An invitation also brings one more guardian into a family; invitations.postgres.sql says the same. Rule: A8 B1.
CREATE TABLE new_invitations (
  id UUID PRIMARY KEY,
  provider UUID REFERENCES providers (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  code VARCHAR(20) NOT NULL UNIQUE,
  uses_limit INTEGER,
  uses_count INTEGER NOT NULL,
  expires_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  name VARCHAR(80) NOT NULL DEFAULT '',
  kind VARCHAR(16) NOT NULL DEFAULT 'family',
  family UUID REFERENCES families (id) ON DELETE RESTRICT,
  CONSTRAINT "B1_invited_to" CHECK (
    kind = 'family' AND provider IS NOT NULL AND family IS NULL
    OR kind = 'guardian' AND provider IS NULL AND family IS NOT NULL AND uses_limit IS NOT NULL AND uses_limit = 1
    AND expires_at IS NOT NULL)
);

INSERT INTO new_invitations
  (id, provider, "by", code, uses_limit, uses_count, expires_at, revoked_at, created_at, name)
SELECT id, provider, "by", code, uses_limit, uses_count, expires_at, revoked_at, created_at, name FROM invitations;

DROP TABLE invitations;

ALTER TABLE new_invitations RENAME TO invitations;

CREATE INDEX invitations_of_provider ON invitations (provider);

CREATE INDEX invitations_of_family ON invitations (family) WHERE family IS NOT NULL;

CREATE TABLE new_invitation_uses (
  id UUID PRIMARY KEY,
  invitation UUID NOT NULL REFERENCES invitations (id) ON DELETE RESTRICT,
  connection UUID REFERENCES connections (id) ON DELETE RESTRICT,
  used_at TIMESTAMPTZ NOT NULL,
  profile UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  CONSTRAINT "B1_what_came_of_it" CHECK ((connection IS NULL) <> (profile IS NULL))
);

INSERT INTO new_invitation_uses (id, invitation, connection, used_at)
SELECT id, invitation, connection, used_at FROM invitation_uses;

DROP TABLE invitation_uses;

ALTER TABLE new_invitation_uses RENAME TO invitation_uses;

CREATE INDEX invitation_uses_of_invitation ON invitation_uses (invitation);

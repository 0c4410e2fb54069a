-- An invitation also brings one more guardian into a family; invitations.sqlite.sql says the same. Rule: A8 B1.
ALTER TABLE invitations ALTER COLUMN provider DROP NOT NULL;

ALTER TABLE invitations ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'family';

ALTER TABLE invitations ADD COLUMN family UUID REFERENCES families (id) ON DELETE RESTRICT;

ALTER TABLE invitations ADD CONSTRAINT "B1_invited_to" CHECK (
  kind = 'family' AND provider IS NOT NULL AND family IS NULL
  OR kind = 'guardian' AND provider IS NULL AND family IS NOT NULL AND uses_limit IS NOT NULL AND uses_limit = 1
    AND expires_at IS NOT NULL);

CREATE INDEX invitations_of_family ON invitations (family) WHERE family IS NOT NULL;

ALTER TABLE invitation_uses ALTER COLUMN connection DROP NOT NULL;

ALTER TABLE invitation_uses ADD COLUMN profile UUID REFERENCES profiles (id) ON DELETE RESTRICT;

ALTER TABLE invitation_uses ADD CONSTRAINT "B1_what_came_of_it" CHECK ((connection IS NULL) <> (profile IS NULL));

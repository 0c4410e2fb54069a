-- What its maker calls an invitation, so that several waiting ones can be told apart.
ALTER TABLE invitations ADD COLUMN name VARCHAR(80) NOT NULL DEFAULT '';

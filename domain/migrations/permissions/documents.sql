-- A guardian says for each child of the family whether it sees and shares documents; at first it does not.
ALTER TABLE memberships ADD COLUMN may_share BOOLEAN NOT NULL DEFAULT FALSE;

-- Which creature a profile is drawn as, apart from its colour; at first the one that the colour brought.
ALTER TABLE profiles ADD COLUMN creature SMALLINT NOT NULL DEFAULT 0;

UPDATE profiles SET creature = colour;

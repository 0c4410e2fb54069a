-- Nobody gets a session who belongs to the family no more; members.postgres.sql says the same. Rule: S2 S5 S18.

CREATE TRIGGER "S2_learner_of_family" BEFORE INSERT ON sessions BEGIN
  SELECT RAISE(ABORT, 'S2_learner_of_family') WHERE NOT EXISTS (
    SELECT 1 FROM memberships m
    WHERE m.profile = NEW.learner AND m.family = NEW.family AND m.ended_at IS NULL);
END;

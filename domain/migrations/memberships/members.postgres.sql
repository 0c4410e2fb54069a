-- Nobody gets a session who belongs to the family no more; members.sqlite.sql says the same. Rule: S2 S5 S18.

-- Shared, so that a child's removal waits for who puts a session in, and the other way round.
CREATE FUNCTION "S2_learner_of_family"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM memberships m
    WHERE m.profile = NEW.learner AND m.family = NEW.family AND m.ended_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S2_learner_of_family', MESSAGE = 'S2_learner_of_family';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "S2_learner_of_family" BEFORE INSERT ON sessions
  FOR EACH ROW EXECUTE FUNCTION "S2_learner_of_family"();

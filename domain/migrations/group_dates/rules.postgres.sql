-- A group date keeps its educator's time from the moment it is made until it is called off, whether
-- anybody is in it or not; rules.sqlite.sql says the same. Rule: S4 S18.

-- Runs after S4_one_after_another, as triggers do in the order of their names: what others confirm or
-- make for the same educator is stored by then, or waits.
CREATE FUNCTION "S4_outside_of_groups"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id IS DISTINCT FROM NEW.group_date
      AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S4_no_overlap_per_educator', MESSAGE = 'S4_no_overlap_per_educator';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "S4_outside_of_groups"
  BEFORE INSERT OR UPDATE OF state, starts_at, ends_at, educator, group_date ON sessions
  FOR EACH ROW WHEN (NEW.state = 'confirmed') EXECUTE FUNCTION "S4_outside_of_groups"();

CREATE FUNCTION "S4_group_time"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  -- The lock of S4_one_after_another.
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.educator::text, 4));
  IF EXISTS (
    SELECT 1 FROM sessions s WHERE s.educator = NEW.educator AND s.state = 'confirmed'
      AND s.group_date IS DISTINCT FROM NEW.id
      AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at)
  OR EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id <> NEW.id AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S4_no_overlap_per_educator', MESSAGE = 'S4_no_overlap_per_educator';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "S4_group_time"
  BEFORE INSERT OR UPDATE OF starts_at, ends_at, educator, called_off_at ON group_dates
  FOR EACH ROW WHEN (NEW.called_off_at IS NULL) EXECUTE FUNCTION "S4_group_time"();

-- A group never has more children than places; places.sqlite.sql says the same. Rule: S18.

-- Those who want the last place queue at the row of the date, and each then sees what is stored.
CREATE FUNCTION "S18_places"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE
  date_row group_dates%ROWTYPE;
BEGIN
  SELECT * INTO date_row FROM group_dates WHERE id = NEW.group_date FOR NO KEY UPDATE;
  IF date_row.called_off_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S18_called_off', MESSAGE = 'S18_called_off';
  END IF;
  IF date_row.places_count <= (SELECT count(*) FROM sessions s WHERE s.group_date = NEW.group_date
    AND s.id <> NEW.id AND s.state IN ('confirmed', 'completed', 'missed')) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S18_places_taken', MESSAGE = 'S18_places_taken';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "S18_places" BEFORE INSERT OR UPDATE OF state, group_date ON sessions
  FOR EACH ROW WHEN (NEW.state = 'confirmed' AND NEW.group_date IS NOT NULL)
  EXECUTE FUNCTION "S18_places"();

-- Nothing new is planned on a connection that was ended; rules.sqlite.sql says the same. Rule: B6.

-- Whoever ends it holds the row FOR UPDATE, so a session is there before that, or is refused after it.
CREATE FUNCTION "B6_connection_over"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE
  over TIMESTAMPTZ;
BEGIN
  SELECT ended_at INTO over FROM connections WHERE id = NEW.connection FOR KEY SHARE;
  IF over IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'B6_connection_over', MESSAGE = 'B6_connection_over';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "B6_connection_over" BEFORE INSERT ON sessions
  FOR EACH ROW EXECUTE FUNCTION "B6_connection_over"();

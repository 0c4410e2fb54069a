-- What was said stays, but for a quarter of an hour, and with a mark; rules.sqlite.sql says the same. Rule: C3.
CREATE FUNCTION "C3_changed_soon"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.removed_at IS NOT NULL OR coalesce(NEW.removed_at, NEW.edited_at) IS NULL
    OR coalesce(NEW.removed_at, NEW.edited_at) > OLD.created_at + interval '15 minutes' THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'C3_changed_soon', MESSAGE = 'C3_changed_soon';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "C3_changed_soon" BEFORE UPDATE OF words, edited_at, removed_at ON messages
  FOR EACH ROW EXECUTE FUNCTION "C3_changed_soon"();

-- Nor does anybody make another's of it, or answer something else with it.
CREATE FUNCTION "C4_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'C4_stays', MESSAGE = 'C4_stays';
END $$;

CREATE TRIGGER "C4_stays" BEFORE UPDATE OF id, conversation, number, "by", side, quotes, created_at ON messages
  FOR EACH ROW EXECUTE FUNCTION "C4_stays"();

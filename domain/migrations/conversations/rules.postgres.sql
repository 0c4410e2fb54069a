-- Nobody quotes from another conversation; rules.sqlite.sql says the same. Rule: C3.
CREATE FUNCTION "C3_quotes_within"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.quotes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM messages m WHERE m.id = NEW.quotes AND m.conversation = NEW.conversation) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'C3_quotes_within', MESSAGE = 'C3_quotes_within';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "C3_quotes_within" BEFORE INSERT ON messages
  FOR EACH ROW EXECUTE FUNCTION "C3_quotes_within"();

-- People choose how they are told of messages, too; rules.sqlite.sql says the same. Rule: N1.
ALTER TABLE chosen_channels DROP CONSTRAINT "N1_theme";

ALTER TABLE chosen_channels ADD CONSTRAINT "N1_theme" CHECK
  (theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'documents', 'families', 'messages'));

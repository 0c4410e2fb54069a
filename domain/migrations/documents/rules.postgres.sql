-- The log of downloads only grows; rules.sqlite.sql says the same. Rule: D2.
CREATE FUNCTION "D2_downloads_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF true THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'D2_downloads_append_only', MESSAGE = 'D2_downloads_append_only';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "D2_downloads_append_only" BEFORE UPDATE OR DELETE ON document_downloads
  FOR EACH ROW EXECUTE FUNCTION "D2_downloads_append_only"();

-- People choose how they are told of documents, too; rules.sqlite.sql says the same. Rule: N1.
ALTER TABLE chosen_channels DROP CONSTRAINT "N1_theme";

ALTER TABLE chosen_channels ADD CONSTRAINT "N1_theme" CHECK
  (theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'documents', 'families'));

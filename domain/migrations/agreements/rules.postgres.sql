-- What was said and agreed to stays, word for word; rules.sqlite.sql says the same. Rule: D5.

CREATE FUNCTION "D5_versions_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF true THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'D5_versions_append_only', MESSAGE = 'D5_versions_append_only';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "D5_versions_append_only" BEFORE UPDATE OR DELETE ON agreement_versions
  FOR EACH ROW EXECUTE FUNCTION "D5_versions_append_only"();

CREATE FUNCTION "D5_consents_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF true THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'D5_consents_append_only', MESSAGE = 'D5_consents_append_only';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "D5_consents_append_only" BEFORE UPDATE OR DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION "D5_consents_append_only"();

-- Only to what this family's own provider asks, for a child where it is asked for each.
CREATE FUNCTION "D5_consent_fits"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (
  SELECT 1 FROM agreement_versions v JOIN agreements g ON g.id = v.agreement
  JOIN connections c ON c.id = NEW.connection AND c.provider = g.provider
  WHERE v.id = NEW.version AND g.is_per_child = (NEW.learner IS NOT NULL)) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'D5_consent_fits', MESSAGE = 'D5_consent_fits';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "D5_consent_fits" BEFORE INSERT ON consents
  FOR EACH ROW EXECUTE FUNCTION "D5_consent_fits"();

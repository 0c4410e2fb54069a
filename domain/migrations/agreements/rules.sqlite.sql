-- What was said and agreed to stays, word for word; rules.postgres.sql says the same. Rule: D5.

CREATE TRIGGER "D5_versions_append_only_update" BEFORE UPDATE ON agreement_versions
BEGIN SELECT RAISE(ABORT, 'D5_versions_append_only'); END;

CREATE TRIGGER "D5_versions_append_only_delete" BEFORE DELETE ON agreement_versions
BEGIN SELECT RAISE(ABORT, 'D5_versions_append_only'); END;

CREATE TRIGGER "D5_consents_append_only_update" BEFORE UPDATE ON consents
BEGIN SELECT RAISE(ABORT, 'D5_consents_append_only'); END;

CREATE TRIGGER "D5_consents_append_only_delete" BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'D5_consents_append_only'); END;

-- Only to what this family's own provider asks, for a child where it is asked for each.
CREATE TRIGGER "D5_consent_fits" BEFORE INSERT ON consents WHEN NOT EXISTS (
  SELECT 1 FROM agreement_versions v JOIN agreements g ON g.id = v.agreement
  JOIN connections c ON c.id = NEW.connection AND c.provider = g.provider
  WHERE v.id = NEW.version AND g.is_per_child = (NEW.learner IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'D5_consent_fits'); END;

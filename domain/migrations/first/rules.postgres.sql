-- What the tables promise beyond their columns, in PostgreSQL's words; rules.sqlite.sql says the same.
-- Rule: S1 (arrows) S4 (no double booking) S6 (claims) K1 (append-only, totals equal entries)
-- N2 (events never change).

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- For withdrawing by prefix, whatever the database's own order of texts is.
CREATE INDEX outbox_dedupe_bytes ON outbox (dedupe text_pattern_ops);

ALTER TABLE sessions ADD CONSTRAINT "S4_no_overlap_per_educator" EXCLUDE USING gist (
  educator WITH =,
  (coalesce(group_date, id)) WITH <>,
  tstzrange(starts_at, ends_at, '[)') WITH &&
) WHERE (state = 'confirmed');

ALTER TABLE sessions ADD CONSTRAINT "S4_no_overlap_per_learner" EXCLUDE USING gist (
  learner WITH =,
  tstzrange(starts_at, ends_at, '[)') WITH &&
) WHERE (state = 'confirmed');

-- The exclusion alone lets two who wait for each other's check deadlock; this makes them queue.
CREATE FUNCTION "S4_one_after_another"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(least(NEW.educator, NEW.learner)::text, 4));
  PERFORM pg_advisory_xact_lock(hashtextextended(greatest(NEW.educator, NEW.learner)::text, 4));
  RETURN NEW;
END $$;

CREATE TRIGGER "S4_one_after_another" BEFORE INSERT OR UPDATE ON sessions
  FOR EACH ROW WHEN (NEW.state = 'confirmed') EXECUTE FUNCTION "S4_one_after_another"();

ALTER TABLE claims ADD CONSTRAINT "S6_no_overlap_of_claims" EXCLUDE USING gist (
  educator WITH =,
  tstzrange(starts_at, ends_at, '[)') WITH &&
);

CREATE FUNCTION "S6_one_after_another"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.educator::text, 6));
  RETURN NEW;
END $$;

CREATE TRIGGER "S6_one_after_another" BEFORE INSERT OR UPDATE ON claims
  FOR EACH ROW EXECUTE FUNCTION "S6_one_after_another"();

CREATE FUNCTION "S1_arrows"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (
    'pending>confirmed', 'pending>declined', 'pending>cancelled',
    'confirmed>pending', 'confirmed>completed', 'confirmed>cancelled',
    'confirmed>missed', 'completed>missed', 'missed>completed') THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'S1_arrows', MESSAGE = 'S1_arrows';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "S1_arrows" BEFORE UPDATE ON sessions
  FOR EACH ROW EXECUTE FUNCTION "S1_arrows"();

CREATE FUNCTION "N2_events_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF true THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'N2_events_append_only', MESSAGE = 'N2_events_append_only';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "N2_events_append_only" BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION "N2_events_append_only"();

CREATE FUNCTION "K1_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF true THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'K1_append_only', MESSAGE = 'K1_append_only';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "K1_append_only" BEFORE UPDATE OR DELETE ON entries
  FOR EACH ROW EXECUTE FUNCTION "K1_append_only"();

-- For each statement, not for each row: row triggers would see entries that are not counted yet.
CREATE FUNCTION "K1_totals_follow"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM 1 FROM packages WHERE id IN (SELECT package FROM made) ORDER BY id FOR NO KEY UPDATE;
  UPDATE packages p SET
    granted_count = granted_count + m.granted,
    free_count = free_count + m.free,
    held_count = held_count + m.held,
    spent_count = spent_count + m.spent,
    lapsed_count = lapsed_count + m.lapsed,
    expired_count = expired_count + m.expired
  FROM (
    SELECT package, sum(granted) AS granted, sum(free) AS free, sum(held) AS held,
      sum(spent) AS spent, sum(lapsed) AS lapsed, sum(expired) AS expired
    FROM made GROUP BY package
  ) m WHERE p.id = m.package;
  RETURN NULL;
END $$;

CREATE TRIGGER "K1_totals_follow" AFTER INSERT ON entries
  REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION "K1_totals_follow"();

CREATE FUNCTION "K1_total_equals_entries"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (NEW.granted_count, NEW.free_count, NEW.held_count,
    NEW.spent_count, NEW.lapsed_count, NEW.expired_count) <> (
  SELECT coalesce(sum(granted), 0), coalesce(sum(free), 0), coalesce(sum(held), 0),
    coalesce(sum(spent), 0), coalesce(sum(lapsed), 0), coalesce(sum(expired), 0)
  FROM entries WHERE package = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'K1_total_equals_entries', MESSAGE = 'K1_total_equals_entries';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "K1_total_equals_entries" AFTER UPDATE OF
  granted_count, free_count, held_count, spent_count, lapsed_count, expired_count ON packages
  FOR EACH ROW EXECUTE FUNCTION "K1_total_equals_entries"();

CREATE FUNCTION "K1_begins_empty"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.granted_count <> 0
  OR NEW.free_count <> 0
  OR NEW.held_count <> 0
  OR NEW.spent_count <> 0
  OR NEW.lapsed_count <> 0
  OR NEW.expired_count <> 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'K1_begins_empty', MESSAGE = 'K1_begins_empty';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "K1_begins_empty" BEFORE INSERT ON packages
  FOR EACH ROW EXECUTE FUNCTION "K1_begins_empty"();

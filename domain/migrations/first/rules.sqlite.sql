-- What the tables promise beyond their columns, in SQLite's words; rules.postgres.sql says the same.
-- Rule: S1 (arrows) S4 (no double booking) S6 (claims) K1 (append-only, totals equal entries)
-- N2 (events never change).

CREATE INDEX sessions_confirmed_educator ON sessions (educator, starts_at, ends_at)
  WHERE state = 'confirmed';

CREATE INDEX sessions_confirmed_learner ON sessions (learner, starts_at, ends_at)
  WHERE state = 'confirmed';

CREATE TRIGGER "S4_educator_insert" BEFORE INSERT ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.educator = NEW.educator AND s.state = 'confirmed'
      AND s.id <> NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at
      AND (s.group_date IS NULL OR s.group_date IS NOT NEW.group_date));
END;

CREATE TRIGGER "S4_educator_update" BEFORE UPDATE OF state, starts_at, ends_at, educator, group_date ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.educator = NEW.educator AND s.state = 'confirmed'
      AND s.id <> NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at
      AND (s.group_date IS NULL OR s.group_date IS NOT NEW.group_date));
END;

CREATE TRIGGER "S4_learner_insert" BEFORE INSERT ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_learner') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.learner = NEW.learner AND s.state = 'confirmed'
      AND s.id <> NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S4_learner_update" BEFORE UPDATE OF state, starts_at, ends_at, learner ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_learner') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.learner = NEW.learner AND s.state = 'confirmed'
      AND s.id <> NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S1_arrows" BEFORE UPDATE OF state ON sessions
WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (
    'pending>confirmed', 'pending>declined', 'pending>cancelled',
    'confirmed>pending', 'confirmed>completed', 'confirmed>cancelled',
    'confirmed>missed', 'completed>missed', 'missed>completed')
BEGIN SELECT RAISE(ABORT, 'S1_arrows'); END;

CREATE TRIGGER "S6_claim_insert" BEFORE INSERT ON claims BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_claims') WHERE EXISTS (
    SELECT 1 FROM claims c WHERE c.educator = NEW.educator AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S6_claim_update" BEFORE UPDATE OF educator, starts_at, ends_at ON claims BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_claims') WHERE EXISTS (
    SELECT 1 FROM claims c WHERE c.educator = NEW.educator AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "N2_events_append_only_update" BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'N2_events_append_only'); END;

CREATE TRIGGER "N2_events_append_only_delete" BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'N2_events_append_only'); END;

CREATE TRIGGER "K1_append_only_update" BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'K1_append_only'); END;

CREATE TRIGGER "K1_append_only_delete" BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'K1_append_only'); END;

CREATE TRIGGER "K1_totals_follow" AFTER INSERT ON entries BEGIN
  UPDATE packages SET
    granted_count = granted_count + NEW.granted,
    free_count = free_count + NEW.free,
    held_count = held_count + NEW.held,
    spent_count = spent_count + NEW.spent,
    lapsed_count = lapsed_count + NEW.lapsed,
    expired_count = expired_count + NEW.expired
  WHERE id = NEW.package;
END;

CREATE TRIGGER "K1_total_equals_entries"
AFTER UPDATE OF
  granted_count, free_count, held_count, spent_count, lapsed_count, expired_count ON packages
WHEN (NEW.granted_count, NEW.free_count, NEW.held_count,
    NEW.spent_count, NEW.lapsed_count, NEW.expired_count) <> (
  SELECT coalesce(sum(granted), 0), coalesce(sum(free), 0), coalesce(sum(held), 0),
    coalesce(sum(spent), 0), coalesce(sum(lapsed), 0), coalesce(sum(expired), 0)
  FROM entries WHERE package = NEW.id)
BEGIN SELECT RAISE(ABORT, 'K1_total_equals_entries'); END;

CREATE TRIGGER "K1_begins_empty" BEFORE INSERT ON packages
WHEN NEW.granted_count <> 0
  OR NEW.free_count <> 0
  OR NEW.held_count <> 0
  OR NEW.spent_count <> 0
  OR NEW.lapsed_count <> 0
  OR NEW.expired_count <> 0
BEGIN SELECT RAISE(ABORT, 'K1_begins_empty'); END;

-- A group date keeps its educator's time from the moment it is made until it is called off, whether
-- anybody is in it or not; rules.postgres.sql says the same. Rule: S4 S18.

CREATE TRIGGER "S4_outside_of_groups_insert" BEFORE INSERT ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id IS NOT NEW.group_date AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S4_outside_of_groups_update" BEFORE UPDATE OF state, starts_at, ends_at, educator, group_date ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id IS NOT NEW.group_date AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S4_group_time_insert" BEFORE INSERT ON group_dates
WHEN NEW.called_off_at IS NULL BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.educator = NEW.educator AND s.state = 'confirmed'
      AND s.group_date IS NOT NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at)
  OR EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id <> NEW.id AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at);
END;

CREATE TRIGGER "S4_group_time_update" BEFORE UPDATE OF starts_at, ends_at, educator, called_off_at ON group_dates
WHEN NEW.called_off_at IS NULL BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_educator') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.educator = NEW.educator AND s.state = 'confirmed'
      AND s.group_date IS NOT NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at)
  OR EXISTS (
    SELECT 1 FROM group_dates g WHERE g.educator = NEW.educator AND g.called_off_at IS NULL
      AND g.id <> NEW.id AND g.starts_at < NEW.ends_at AND g.ends_at > NEW.starts_at);
END;

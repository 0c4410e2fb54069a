-- What one weekday, or one day, says does not overlap; rules.postgres.sql says the same. Rule: S6.

CREATE TRIGGER "S6_hours_insert" BEFORE INSERT ON weekly_hours BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_hours') WHERE EXISTS (
    SELECT 1 FROM weekly_hours h WHERE h.educator = NEW.educator AND h.service IS NEW.service
      AND h.weekday = NEW.weekday AND h.id <> NEW.id
      AND h.starts_minute < NEW.ends_minute AND h.ends_minute > NEW.starts_minute);
END;

CREATE TRIGGER "S6_hours_update" BEFORE UPDATE ON weekly_hours BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_hours') WHERE EXISTS (
    SELECT 1 FROM weekly_hours h WHERE h.educator = NEW.educator AND h.service IS NEW.service
      AND h.weekday = NEW.weekday AND h.id <> NEW.id
      AND h.starts_minute < NEW.ends_minute AND h.ends_minute > NEW.starts_minute);
END;

CREATE TRIGGER "S6_exception_insert" BEFORE INSERT ON hours_exceptions BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_exceptions') WHERE EXISTS (
    SELECT 1 FROM hours_exceptions h WHERE h.educator = NEW.educator AND h.on_day = NEW.on_day
      AND h.id <> NEW.id
      AND h.starts_minute < NEW.ends_minute AND h.ends_minute > NEW.starts_minute);
END;

CREATE TRIGGER "S6_exception_update" BEFORE UPDATE ON hours_exceptions BEGIN
  SELECT RAISE(ABORT, 'S6_no_overlap_of_exceptions') WHERE EXISTS (
    SELECT 1 FROM hours_exceptions h WHERE h.educator = NEW.educator AND h.on_day = NEW.on_day
      AND h.id <> NEW.id
      AND h.starts_minute < NEW.ends_minute AND h.ends_minute > NEW.starts_minute);
END;

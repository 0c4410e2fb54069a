-- A group never has more children than places; places.postgres.sql says the same. Rule: S18.

CREATE TRIGGER "S18_places_insert" BEFORE INSERT ON sessions
WHEN NEW.state = 'confirmed' AND NEW.group_date IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'S18_called_off') WHERE EXISTS (
    SELECT 1 FROM group_dates g WHERE g.id = NEW.group_date AND g.called_off_at IS NOT NULL);
  SELECT RAISE(ABORT, 'S18_places_taken') WHERE (
    SELECT count(*) FROM sessions s WHERE s.group_date = NEW.group_date AND s.id <> NEW.id
      AND s.state IN ('confirmed', 'completed', 'missed')
    ) >= (SELECT g.places_count FROM group_dates g WHERE g.id = NEW.group_date);
END;

CREATE TRIGGER "S18_places_update" BEFORE UPDATE OF state, group_date ON sessions
WHEN NEW.state = 'confirmed' AND NEW.group_date IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'S18_called_off') WHERE EXISTS (
    SELECT 1 FROM group_dates g WHERE g.id = NEW.group_date AND g.called_off_at IS NOT NULL);
  SELECT RAISE(ABORT, 'S18_places_taken') WHERE (
    SELECT count(*) FROM sessions s WHERE s.group_date = NEW.group_date AND s.id <> NEW.id
      AND s.state IN ('confirmed', 'completed', 'missed')
    ) >= (SELECT g.places_count FROM group_dates g WHERE g.id = NEW.group_date);
END;

CREATE TRIGGER totals_follow AFTER INSERT ON coins BEGIN
  UPDATE pots SET total = total + NEW.worth WHERE id = NEW.pot;
END;

CREATE TRIGGER coins_stay BEFORE DELETE ON coins
BEGIN SELECT RAISE(ABORT, 'coins_stay'); END;

CREATE TRIGGER names_stay BEFORE UPDATE OF name ON pots
BEGIN SELECT RAISE(ABORT, 'names_stay'); END;

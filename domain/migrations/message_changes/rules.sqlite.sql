-- What was said stays, but for a quarter of an hour, and with a mark; rules.postgres.sql says the same. Rule: C3.
CREATE TRIGGER "C3_changed_soon" BEFORE UPDATE OF words, edited_at, removed_at ON messages
WHEN OLD.removed_at IS NOT NULL OR coalesce(NEW.removed_at, NEW.edited_at) IS NULL
  OR strftime('%s', coalesce(NEW.removed_at, NEW.edited_at)) - strftime('%s', OLD.created_at) > 900
BEGIN SELECT RAISE(ABORT, 'C3_changed_soon'); END;

-- Nor does anybody make another's of it, or answer something else with it.
CREATE TRIGGER "C4_stays" BEFORE UPDATE OF id, conversation, number, "by", side, quotes, created_at ON messages
BEGIN SELECT RAISE(ABORT, 'C4_stays'); END;

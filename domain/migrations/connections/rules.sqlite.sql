-- Nothing new is planned on a connection that was ended; rules.postgres.sql says the same. Rule: B6.
CREATE TRIGGER "B6_connection_over" BEFORE INSERT ON sessions BEGIN
  SELECT RAISE(ABORT, 'B6_connection_over') WHERE EXISTS (
    SELECT 1 FROM connections c WHERE c.id = NEW.connection AND c.ended_at IS NOT NULL);
END;

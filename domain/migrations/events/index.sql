-- A conversation shows what happened around its messages, in the order of time.
DROP INDEX events_of_connection;

CREATE INDEX events_of_connection ON events (connection, happened_at, id);

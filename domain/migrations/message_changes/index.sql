-- What quotes a message changes with it.
CREATE INDEX messages_quoting ON messages (quotes) WHERE quotes IS NOT NULL;

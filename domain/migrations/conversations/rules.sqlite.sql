-- Nobody quotes from another conversation; rules.postgres.sql says the same. Rule: C3.
CREATE TRIGGER "C3_quotes_within" BEFORE INSERT ON messages
WHEN NEW.quotes IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM messages m WHERE m.id = NEW.quotes AND m.conversation = NEW.conversation)
BEGIN SELECT RAISE(ABORT, 'C3_quotes_within'); END;

-- People choose how they are told of messages, too; rules.postgres.sql says the same. Rule: N1.
ALTER TABLE chosen_channels RENAME TO chosen_channels_before;

CREATE TABLE chosen_channels (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  theme VARCHAR(16) NOT NULL CONSTRAINT "N1_theme" CHECK
    (theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'documents', 'families', 'messages')),
  channels VARCHAR(8) NOT NULL CONSTRAINT "N1_channels" CHECK
    (channels IN ('both', 'push', 'mail', 'list')),
  CONSTRAINT "N1_once_per_theme" UNIQUE (profile, theme)
);

INSERT INTO chosen_channels SELECT * FROM chosen_channels_before;

DROP TABLE chosen_channels_before;

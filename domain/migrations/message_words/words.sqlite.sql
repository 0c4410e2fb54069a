-- Words of messages, to be searched: letters and digits without case and accents. Whom they are of narrows a search
-- to what somebody reaches before it reads a message. words.postgres.sql makes the same words. Rule: C5.
-- A rowid that SQLite chooses by itself may change (VACUUM), so each message has one that is kept.
CREATE TABLE message_words_of (
  id INTEGER PRIMARY KEY,
  message UUID NOT NULL UNIQUE
);

CREATE VIEW message_words_read AS
SELECT o.id AS id, m.id AS message,
  replace(m.conversation || ' ' || coalesce(c.family || ' ' || c.provider, ''), '-', '') AS whose,
  replace(replace(m.words, 'ß', 'ss'), 'ẞ', 'ss') AS words
FROM message_words_of o JOIN messages m ON m.id = o.message LEFT JOIN connections c ON c.id = m.conversation;

CREATE VIRTUAL TABLE message_words USING fts5(
  whose, words, content = 'message_words_read', content_rowid = 'id', columnsize = 0, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
);

CREATE TRIGGER "C5_words_come" AFTER INSERT ON messages
BEGIN
  INSERT INTO message_words_of (message) VALUES (NEW.id);
  INSERT INTO message_words (rowid, whose, words) SELECT id, whose, words FROM message_words_read
    WHERE id = (SELECT o.id FROM message_words_of o WHERE o.message = NEW.id);
END;

-- What leaves an index of FTS5 is told as it went in.
CREATE TRIGGER "C5_words_go" BEFORE UPDATE OF words ON messages
BEGIN
  INSERT INTO message_words (message_words, rowid, whose, words) SELECT 'delete', id, whose, words FROM message_words_read
    WHERE id = (SELECT o.id FROM message_words_of o WHERE o.message = OLD.id);
END;

CREATE TRIGGER "C5_words_change" AFTER UPDATE OF words ON messages
BEGIN
  INSERT INTO message_words (rowid, whose, words) SELECT id, whose, words FROM message_words_read
    WHERE id = (SELECT o.id FROM message_words_of o WHERE o.message = NEW.id);
END;

INSERT INTO message_words_of (message) SELECT id FROM messages ORDER BY created_at, number, id;

INSERT INTO message_words (message_words) VALUES ('rebuild');

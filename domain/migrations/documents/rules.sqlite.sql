-- The log of downloads only grows; rules.postgres.sql says the same. Rule: D2.
CREATE TRIGGER "D2_downloads_append_only_update" BEFORE UPDATE ON document_downloads
BEGIN SELECT RAISE(ABORT, 'D2_downloads_append_only'); END;

CREATE TRIGGER "D2_downloads_append_only_delete" BEFORE DELETE ON document_downloads
BEGIN SELECT RAISE(ABORT, 'D2_downloads_append_only'); END;

-- People choose how they are told of documents, too; rules.postgres.sql says the same. Rule: N1.
ALTER TABLE chosen_channels RENAME TO chosen_channels_before;

CREATE TABLE chosen_channels (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  theme VARCHAR(16) NOT NULL CONSTRAINT "N1_theme" CHECK
    (theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'documents', 'families')),
  channels VARCHAR(8) NOT NULL CONSTRAINT "N1_channels" CHECK
    (channels IN ('both', 'push', 'mail', 'list')),
  CONSTRAINT "N1_once_per_theme" UNIQUE (profile, theme)
);

INSERT INTO chosen_channels SELECT * FROM chosen_channels_before;

DROP TABLE chosen_channels_before;

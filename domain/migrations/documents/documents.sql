-- What a family and its provider share: a row for each file, which lies in the store under its id.
CREATE TABLE documents (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  side VARCHAR(8) NOT NULL,
  learner UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  session UUID REFERENCES sessions (id) ON DELETE RESTRICT,
  name VARCHAR(160) NOT NULL,
  kind VARCHAR(100) NOT NULL,
  size INTEGER NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  stored_at TIMESTAMPTZ,
  told_at TIMESTAMPTZ,
  removed_at TIMESTAMPTZ,
  removed_by UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  purged_at TIMESTAMPTZ,
  CONSTRAINT "D1_one_of_two_sides" CHECK (side IN ('family', 'provider')),
  CONSTRAINT "D3_size" CHECK (size BETWEEN 1 AND 26214400),
  CONSTRAINT "D3_in_order" CHECK ((told_at IS NULL OR stored_at IS NOT NULL)
    AND (purged_at IS NULL OR removed_at IS NOT NULL)
    AND ((removed_at IS NULL) = (removed_by IS NULL)))
);

CREATE INDEX documents_newest ON documents (connection, stored_at)
  WHERE stored_at IS NOT NULL AND removed_at IS NULL;

CREATE INDEX documents_of_session ON documents (session)
  WHERE session IS NOT NULL AND stored_at IS NOT NULL AND removed_at IS NULL;

CREATE INDEX documents_unstored ON documents (created_at) WHERE stored_at IS NULL;

CREATE INDEX documents_untold ON documents (connection, "by")
  WHERE told_at IS NULL AND stored_at IS NOT NULL;

-- How much of what its provider allows a connection's files take.
CREATE TABLE document_spaces (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL UNIQUE REFERENCES connections (id) ON DELETE RESTRICT,
  used_bytes BIGINT NOT NULL,
  CONSTRAINT "D3_used_space" CHECK (used_bytes >= 0)
);

-- Who fetched what when; both sides see it.
CREATE TABLE document_downloads (
  id UUID PRIMARY KEY,
  document UUID NOT NULL REFERENCES documents (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX document_downloads_of_document ON document_downloads (document, created_at);

ALTER TABLE providers ADD COLUMN document_megabytes SMALLINT NOT NULL DEFAULT 1000
  CONSTRAINT "D3_megabytes" CHECK (document_megabytes BETWEEN 50 AND 30000);

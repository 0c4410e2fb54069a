-- A small and a large picture of a document lie in the store, or none can be drawn of it.
CREATE TABLE document_previews (
  id UUID PRIMARY KEY,
  document UUID NOT NULL UNIQUE REFERENCES documents (id) ON DELETE RESTRICT,
  width SMALLINT,
  height SMALLINT,
  settled_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "D1_preview" CHECK ((width IS NULL) = (height IS NULL)
    AND width BETWEEN 1 AND 1200 AND height BETWEEN 1 AND 1200)
);

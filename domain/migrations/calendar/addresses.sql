-- Which of a profile's secret calendar addresses holds; without a row the first. Nothing of it is secret.
CREATE TABLE calendar_addresses (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL UNIQUE REFERENCES profiles (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  renewed_at TIMESTAMPTZ NOT NULL
);

-- Groups: services with several places, and dates whose places are held by children of any family.
ALTER TABLE services ADD COLUMN places_count SMALLINT NOT NULL DEFAULT 1
  CONSTRAINT "S18_service_has_places" CHECK (places_count BETWEEN 1 AND 60);

ALTER TABLE services ADD COLUMN minimum_count SMALLINT NOT NULL DEFAULT 0
  CONSTRAINT "S18_service_minimum" CHECK (minimum_count BETWEEN 0 AND 60);

ALTER TABLE services ADD COLUMN call_off_hours SMALLINT NOT NULL DEFAULT 24
  CONSTRAINT "S18_service_call_off" CHECK (call_off_hours BETWEEN 1 AND 336);

ALTER TABLE group_dates ADD COLUMN service_name VARCHAR(120) NOT NULL DEFAULT '';

ALTER TABLE group_dates ADD COLUMN credits SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE group_dates ADD COLUMN place VARCHAR(20) NOT NULL DEFAULT 'at_provider';

ALTER TABLE group_dates ADD COLUMN place_detail TEXT NOT NULL DEFAULT '';

ALTER TABLE group_dates ADD COLUMN meeting_url TEXT NOT NULL DEFAULT '';

ALTER TABLE group_dates ADD COLUMN message TEXT NOT NULL DEFAULT '';

-- Whether families may join by themselves.
ALTER TABLE group_dates ADD COLUMN is_open BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE group_dates ADD COLUMN call_off_at TIMESTAMPTZ;

ALTER TABLE group_dates ADD COLUMN called_off_at TIMESTAMPTZ;

CREATE INDEX group_dates_of_educator ON group_dates (educator, starts_at);

-- Calendars elsewhere whose busy times take free slots away, and these times: begin and end alone. Rule: S6.

CREATE TABLE busy_calendars (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  name VARCHAR(80) NOT NULL,
  address VARCHAR(2000) NOT NULL,
  etag VARCHAR(200) NOT NULL,
  last_modified VARCHAR(200) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  fault VARCHAR(16) NOT NULL,
  failures_count INTEGER NOT NULL,
  failing_since TIMESTAMPTZ,
  tried_at TIMESTAMPTZ,
  read_at TIMESTAMPTZ,
  whole_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S6_busy_calendar_once" UNIQUE (educator, address),
  CONSTRAINT "S6_busy_fault" CHECK
    (fault IN ('', 'unreachable', 'refused', 'gone', 'too_large', 'no_calendar', 'too_much')),
  CONSTRAINT "S6_busy_failing" CHECK ((fault = '') = (failing_since IS NULL))
);

CREATE TABLE busy_times (
  id UUID PRIMARY KEY,
  calendar UUID NOT NULL REFERENCES busy_calendars (id) ON DELETE CASCADE,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S6_busy_time_once" UNIQUE (calendar, starts_at),
  CONSTRAINT "S6_busy_time_in_order" CHECK (starts_at < ends_at)
);

CREATE INDEX busy_times_of_educator ON busy_times (educator, ends_at, starts_at);

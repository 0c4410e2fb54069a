-- Sessions that repeat, and whose public holidays they leave out.
ALTER TABLE providers ADD COLUMN holiday_region VARCHAR(24) NOT NULL DEFAULT '';

CREATE TABLE series (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  learner UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  every_weeks SMALLINT NOT NULL CONSTRAINT "S7_every_weeks" CHECK (every_weeks BETWEEN 1 AND 12),
  weekdays VARCHAR(13) NOT NULL,
  wall_time VARCHAR(5) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  first_on DATE NOT NULL,
  until_on DATE,
  times_count SMALLINT CONSTRAINT "S7_at_most_sixty" CHECK (times_count BETWEEN 1 AND 60),
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S7_until_or_times" CHECK ((until_on IS NULL) <> (times_count IS NULL))
);

ALTER TABLE sessions ADD COLUMN series UUID REFERENCES series (id) ON DELETE RESTRICT;

ALTER TABLE sessions ADD COLUMN series_day DATE;

CREATE INDEX sessions_of_series ON sessions (series, starts_at) WHERE series IS NOT NULL;

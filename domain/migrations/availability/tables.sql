-- When an educator can be booked: local times, meant in the one zone of the rules. Rule: S6.

CREATE TABLE availability_rules (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL UNIQUE REFERENCES profiles (id) ON DELETE RESTRICT,
  time_zone VARCHAR(64) NOT NULL,
  buffer_before_minutes SMALLINT NOT NULL,
  buffer_after_minutes SMALLINT NOT NULL,
  minimum_notice_hours SMALLINT NOT NULL,
  window_days SMALLINT NOT NULL,
  day_most SMALLINT,
  week_most SMALLINT,
  grid_minutes SMALLINT NOT NULL,
  answer_hours SMALLINT NOT NULL,
  CONSTRAINT "S6_buffers" CHECK
    (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240),
  CONSTRAINT "S6_notice_and_window" CHECK
    (minimum_notice_hours BETWEEN 0 AND 720 AND window_days BETWEEN 1 AND 366),
  CONSTRAINT "S6_most" CHECK (day_most > 0 AND week_most > 0),
  CONSTRAINT "S6_grid" CHECK (grid_minutes IN (0, 15, 30, 60)),
  CONSTRAINT "S5_time_to_answer" CHECK (answer_hours BETWEEN 1 AND 336)
);

-- Minutes are counted from midnight on the clock on the wall; 1440 is the midnight after.
CREATE TABLE weekly_hours (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  service UUID REFERENCES services (id) ON DELETE RESTRICT,
  weekday SMALLINT NOT NULL CONSTRAINT "S6_weekday" CHECK (weekday BETWEEN 0 AND 6),
  starts_minute SMALLINT NOT NULL,
  ends_minute SMALLINT NOT NULL,
  CONSTRAINT "S6_hours_in_order" CHECK (0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440)
);

CREATE INDEX weekly_hours_of_educator ON weekly_hours (educator);

-- A day with other hours, or with none, which is the one empty range of a day.
CREATE TABLE hours_exceptions (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  on_day DATE NOT NULL,
  starts_minute SMALLINT NOT NULL,
  ends_minute SMALLINT NOT NULL,
  CONSTRAINT "S6_exception_in_order" CHECK (starts_minute = 0 AND ends_minute = 0
    OR 0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440)
);

CREATE INDEX hours_exceptions_of_educator ON hours_exceptions (educator, on_day);

-- From the first day's minute to the last day's, for all that lies between.
CREATE TABLE absences (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  first_on DATE NOT NULL,
  last_on DATE NOT NULL,
  starts_minute SMALLINT NOT NULL,
  ends_minute SMALLINT NOT NULL,
  reason VARCHAR(120) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S6_absence_in_order" CHECK (first_on < last_on OR first_on = last_on AND starts_minute < ends_minute),
  CONSTRAINT "S6_absence_within_days" CHECK (starts_minute BETWEEN 0 AND 1439 AND ends_minute BETWEEN 1 AND 1440)
);

CREATE INDEX absences_of_educator ON absences (educator, last_on);

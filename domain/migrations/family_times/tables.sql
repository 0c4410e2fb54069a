-- When somebody who learns usually has time, as their family said it. Rule: S17.

CREATE TABLE family_times (
  id UUID PRIMARY KEY,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  learner UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  time_zone VARCHAR(64) NOT NULL,
  weekday SMALLINT NOT NULL CONSTRAINT "S17_weekday" CHECK (weekday BETWEEN 0 AND 6),
  starts_minute SMALLINT NOT NULL,
  ends_minute SMALLINT NOT NULL,
  CONSTRAINT "S17_times_in_order" CHECK (0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440)
);

CREATE INDEX family_times_of_family ON family_times (family, learner);

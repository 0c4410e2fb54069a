-- How somebody wants to be told; who has no row here is told as ever.
CREATE TABLE chosen_channels (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  theme VARCHAR(16) NOT NULL CONSTRAINT "N1_theme" CHECK
    (theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'families')),
  channels VARCHAR(8) NOT NULL CONSTRAINT "N1_channels" CHECK
    (channels IN ('both', 'push', 'mail', 'list')),
  CONSTRAINT "N1_once_per_theme" UNIQUE (profile, theme)
);

-- Minutes of a day on the wall, where the profile is; from a later one it runs over midnight.
CREATE TABLE quiet_hours (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL UNIQUE REFERENCES profiles (id) ON DELETE CASCADE,
  from_minute SMALLINT NOT NULL CONSTRAINT "N1_from_within_a_day" CHECK
    (from_minute BETWEEN 0 AND 1439),
  until_minute SMALLINT NOT NULL CONSTRAINT "N1_until_within_a_day" CHECK
    (until_minute BETWEEN 0 AND 1439),
  CONSTRAINT "N1_quiet_ends" CHECK (from_minute <> until_minute)
);

-- The last try of each device, kept when the device is no way any more.
CREATE TABLE push_tests (
  id UUID PRIMARY KEY,
  device UUID NOT NULL UNIQUE REFERENCES devices (id) ON DELETE CASCADE,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  asked_at TIMESTAMPTZ NOT NULL,
  outcome VARCHAR(12) CONSTRAINT "N1_outcome" CHECK
    (outcome IN ('sent', 'gone', 'refused', 'too_large', 'later'))
);

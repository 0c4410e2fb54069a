-- What one weekday, or one day, says does not overlap; rules.sqlite.sql says the same. Rule: S6.

ALTER TABLE weekly_hours ADD CONSTRAINT "S6_no_overlap_of_hours" EXCLUDE USING gist (
  educator WITH =,
  (coalesce(service, educator)) WITH =,
  weekday WITH =,
  int4range(starts_minute, ends_minute) WITH &&
);

ALTER TABLE hours_exceptions ADD CONSTRAINT "S6_no_overlap_of_exceptions" EXCLUDE USING gist (
  educator WITH =,
  on_day WITH =,
  int4range(starts_minute, ends_minute) WITH &&
);

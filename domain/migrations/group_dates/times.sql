-- What a group date keeps is asked by its end, which leaves out all that is past. Rule: S4 S18.
CREATE INDEX group_dates_live ON group_dates (educator, ends_at, starts_at)
  WHERE called_off_at IS NULL;

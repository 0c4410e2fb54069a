ALTER TABLE pots
  ALTER COLUMN total TYPE BIGINT,
  ADD CONSTRAINT total_is_not_negative CHECK (total >= 0),
  ADD COLUMN size VARCHAR(5);

UPDATE pots SET size = CASE WHEN total < 3 THEN 'small' ELSE 'large' END;

ALTER TABLE pots
  ALTER COLUMN size SET NOT NULL,
  ADD CONSTRAINT size_is_known CHECK (size IN ('small', 'large'));

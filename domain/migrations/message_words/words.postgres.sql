-- Words of a message, to be searched: letters and digits without case and accents, as words.sqlite.sql has them.
-- Choice: what parts words is named by its place in Unicode, so that a database of any locale finds the same; no
-- dictionary, for one text has words of two languages; and no longer ones than anybody asks for. Rule: C5.
CREATE FUNCTION message_words(words TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(coalesce(array_agg(DISTINCT left(word, 100)), '{}')) FROM regexp_split_to_table(
    lower(normalize(regexp_replace(normalize(replace(replace(words, 'ß', 'ss'), 'ẞ', 'ss'), NFD),
      '[\u0300-\u036f]', '', 'g'), NFC)),
    '[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\U0001f000-\U0001faff]+'
  ) AS word WHERE word <> ''
$$;

ALTER TABLE messages ADD COLUMN terms tsvector GENERATED ALWAYS AS (message_words(words)) STORED;

CREATE INDEX messages_terms ON messages USING GIN (terms) WITH (fastupdate = off);

CREATE INDEX messages_newest ON messages (created_at, number, id);

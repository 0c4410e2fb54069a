-- Who answers for the platform; ended ones are kept, so that who was there when stays known. Rule: C6.
CREATE TABLE supporters (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "C6_supporter_once" ON supporters (profile) WHERE ended_at IS NULL;

-- A conversation with the support: who asks, by which mail address where that is no login, and how far it is.
CREATE TABLE support_cases (
  id UUID PRIMARY KEY,
  conversation UUID NOT NULL UNIQUE REFERENCES conversations (id) ON DELETE RESTRICT,
  asker UUID NOT NULL UNIQUE REFERENCES profiles (id) ON DELETE RESTRICT,
  address VARCHAR(254) UNIQUE,
  state VARCHAR(8) NOT NULL,
  assignee UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  changed_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C6_one_per_conversation" CHECK (conversation = id),
  CONSTRAINT "C6_state" CHECK (state IN ('open', 'waiting', 'closed'))
);

CREATE INDEX support_cases_by_state ON support_cases (state, changed_at);

-- What supporters write to each other about one. It is only ever added to.
CREATE TABLE support_notes (
  id UUID PRIMARY KEY,
  support_case UUID NOT NULL REFERENCES support_cases (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  words TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C6_note_has_words" CHECK (length(words) BETWEEN 1 AND 4000)
);

CREATE INDEX support_notes_of_case ON support_notes (support_case, created_at);

-- What the support often answers.
CREATE TABLE ready_answers (
  id UUID PRIMARY KEY,
  title VARCHAR(120) NOT NULL,
  words TEXT NOT NULL,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  CONSTRAINT "C6_answer_has_words" CHECK (length(words) BETWEEN 1 AND 4000)
);

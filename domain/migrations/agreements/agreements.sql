-- What a provider asks its families to agree to.
CREATE TABLE agreements (
  id UUID PRIMARY KEY,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  demand VARCHAR(8) NOT NULL,
  is_per_child BOOLEAN NOT NULL DEFAULT FALSE,
  is_for_all BOOLEAN NOT NULL DEFAULT TRUE,
  version_number SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  reminded_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ,
  CONSTRAINT "D5_demand" CHECK (demand IN ('optional', 'required', 'booking')),
  CONSTRAINT "D5_version_number" CHECK (version_number BETWEEN 1 AND 1000)
);

CREATE INDEX agreements_in_force ON agreements (provider, created_at) WHERE ended_at IS NULL;

-- Whom it is for where it is not for all.
CREATE TABLE agreement_families (
  id UUID PRIMARY KEY,
  agreement UUID NOT NULL REFERENCES agreements (id) ON DELETE CASCADE,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  CONSTRAINT "D5_family_once" UNIQUE (agreement, connection)
);

-- What it says, word for word: a text, or a PDF that lies in the store under this id.
CREATE TABLE agreement_versions (
  id UUID PRIMARY KEY,
  agreement UUID NOT NULL REFERENCES agreements (id) ON DELETE RESTRICT,
  number SMALLINT NOT NULL,
  title VARCHAR(120) NOT NULL,
  text TEXT NOT NULL,
  file_name VARCHAR(160) NOT NULL,
  size INTEGER NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "D5_number_once" UNIQUE (agreement, number),
  CONSTRAINT "D5_text_or_file" CHECK ((text = '') <> (file_name = '') AND size > 0),
  CONSTRAINT "D5_sha256" CHECK (length(sha256) = 64)
);

-- The evidence: each consent and each withdrawal, in turns.
CREATE TABLE consents (
  id UUID PRIMARY KEY,
  version UUID NOT NULL REFERENCES agreement_versions (id) ON DELETE RESTRICT,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  learner UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  number SMALLINT NOT NULL,
  is_given BOOLEAN NOT NULL,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  by_name VARCHAR(120) NOT NULL,
  learner_name VARCHAR(120) NOT NULL,
  device VARCHAR(60) NOT NULL,
  language VARCHAR(8) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "D5_given_and_withdrawn_in_turns" CHECK (number > 0 AND is_given = (number % 2 = 1)),
  CONSTRAINT "D5_for_whom" CHECK ((learner IS NULL) = (learner_name = ''))
);

CREATE UNIQUE INDEX "D5_once_for_a_family" ON consents (version, connection, number) WHERE learner IS NULL;

CREATE UNIQUE INDEX "D5_once_for_a_child" ON consents (version, connection, learner, number)
  WHERE learner IS NOT NULL;

CREATE INDEX consents_of_connection ON consents (connection, created_at);

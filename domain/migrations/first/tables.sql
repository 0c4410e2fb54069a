-- The tables, the same text on SQLite and PostgreSQL; parents before children.
-- A statement ends with a semicolon before an empty line. Constraints carry their rule's id.

CREATE TABLE accounts (
  id UUID PRIMARY KEY,
  email VARCHAR(254) UNIQUE,
  claimed_email VARCHAR(254) NOT NULL,
  password_hash VARCHAR(255),
  created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX accounts_claimed ON accounts (claimed_email);

CREATE TABLE families (
  id UUID PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE profiles (
  id UUID PRIMARY KEY,
  account UUID REFERENCES accounts (id) ON DELETE RESTRICT,
  kind VARCHAR(16) NOT NULL,
  name VARCHAR(120) NOT NULL,
  colour SMALLINT NOT NULL,
  language VARCHAR(2) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX profiles_of_account ON profiles (account);

-- Who plans together: two households may share a child.
CREATE TABLE memberships (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  role VARCHAR(16) NOT NULL CONSTRAINT "A8_role_in_family" CHECK (role IN ('guardian', 'child')),
  may_confirm BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "A8_member_once" ON memberships (profile, family) WHERE ended_at IS NULL;

CREATE INDEX memberships_of_family ON memberships (family);

CREATE TABLE devices (
  id UUID PRIMARY KEY,
  account UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  token_hash VARCHAR(64) NOT NULL UNIQUE,
  profile UUID REFERENCES profiles (id) ON DELETE SET NULL,
  user_agent VARCHAR(300) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  last_used_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE INDEX devices_of_account ON devices (account);

CREATE INDEX devices_of_profile ON devices (profile);

CREATE TABLE login_emails (
  id UUID PRIMARY KEY,
  account UUID REFERENCES accounts (id) ON DELETE CASCADE,
  browser_hash VARCHAR(64) NOT NULL,
  link_hash VARCHAR(64) UNIQUE,
  pin_hash VARCHAR(64),
  failed_count SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  spent_at TIMESTAMPTZ
);

CREATE INDEX login_emails_of_account ON login_emails (account);

CREATE INDEX login_emails_of_browser ON login_emails (browser_hash);

CREATE TABLE reminder_times (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  minutes_before INTEGER NOT NULL,
  CONSTRAINT "S14_once_per_profile" UNIQUE (profile, minutes_before)
);

CREATE TABLE providers (
  id UUID PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  name VARCHAR(120) NOT NULL,
  time_zone VARCHAR(60) NOT NULL,
  notice_hours SMALLINT NOT NULL,
  answer_hours SMALLINT,
  created_at TIMESTAMPTZ NOT NULL
);

-- Who works for a provider; a manager who teaches has two rows.
CREATE TABLE staff (
  id UUID PRIMARY KEY,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  role VARCHAR(16) NOT NULL CONSTRAINT "B5_role_in_provider" CHECK (role IN ('educator', 'manager')),
  meeting_url TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "B5_staff_once" ON staff (profile, role) WHERE ended_at IS NULL;

CREATE INDEX staff_of_provider ON staff (provider);

CREATE TABLE services (
  id UUID PRIMARY KEY,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  name VARCHAR(120) NOT NULL,
  description TEXT NOT NULL,
  duration_minutes SMALLINT NOT NULL,
  credits SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  retired_at TIMESTAMPTZ
);

CREATE INDEX services_of_provider ON services (provider);

CREATE TABLE connections (
  id UUID PRIMARY KEY,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "B2_connected_once" ON connections (family, provider) WHERE ended_at IS NULL;

CREATE INDEX connections_of_provider ON connections (provider);

-- Which educators of a provider teach a family.
CREATE TABLE assignments (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX "B5_assigned_once" ON assignments (connection, educator) WHERE ended_at IS NULL;

CREATE INDEX assignments_of_educator ON assignments (educator);

CREATE TABLE invitations (
  id UUID PRIMARY KEY,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  code VARCHAR(20) NOT NULL UNIQUE,
  uses_limit INTEGER,
  uses_count INTEGER NOT NULL,
  expires_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX invitations_of_provider ON invitations (provider);

CREATE TABLE invitation_uses (
  id UUID PRIMARY KEY,
  invitation UUID NOT NULL REFERENCES invitations (id) ON DELETE RESTRICT,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  used_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX invitation_uses_of_invitation ON invitation_uses (invitation);

-- What one side asks the other in one piece: it is told, expires and is answered once.
CREATE TABLE proposals (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  asked VARCHAR(16) NOT NULL CONSTRAINT "S2_who_is_asked" CHECK (asked IN ('family', 'educator')),
  kind VARCHAR(16) NOT NULL CONSTRAINT "S2_kind_of_proposal"
    CHECK (kind IN ('one', 'alternatives', 'series', 'move', 'request')),
  message TEXT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  answered_at TIMESTAMPTZ,
  answered_by UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX proposals_of_connection ON proposals (connection);

CREATE INDEX proposals_waiting ON proposals (educator, expires_at) WHERE answered_at IS NULL;

-- What the sessions of a group have in common.
CREATE TABLE group_dates (
  id UUID PRIMARY KEY,
  service UUID NOT NULL REFERENCES services (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  places_count SMALLINT NOT NULL,
  minimum_count SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S18_ends_after_start" CHECK (ends_at > starts_at),
  CONSTRAINT "S18_has_places" CHECK (places_count > 0 AND minimum_count BETWEEN 0 AND places_count)
);

CREATE TABLE sessions (
  id UUID PRIMARY KEY,
  proposal UUID NOT NULL REFERENCES proposals (id) ON DELETE RESTRICT,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  provider UUID NOT NULL REFERENCES providers (id) ON DELETE RESTRICT,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  learner UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  service UUID NOT NULL REFERENCES services (id) ON DELETE RESTRICT,
  group_date UUID REFERENCES group_dates (id) ON DELETE RESTRICT,
  moved_from UUID REFERENCES sessions (id) ON DELETE RESTRICT DEFERRABLE,
  "sequence" SMALLINT NOT NULL,
  service_name VARCHAR(120) NOT NULL,
  credits SMALLINT NOT NULL,
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  place VARCHAR(20) NOT NULL,
  place_detail TEXT NOT NULL,
  meeting_url TEXT NOT NULL,
  state VARCHAR(12) NOT NULL,
  notice_hours SMALLINT,
  created_at TIMESTAMPTZ NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S1_ends_after_start" CHECK (ends_at > starts_at),
  CONSTRAINT "S8_notice_once_confirmed"
    CHECK (state IN ('pending', 'declined', 'cancelled') OR notice_hours IS NOT NULL),
  CONSTRAINT "K2_credits_not_negative" CHECK (credits >= 0)
);

CREATE INDEX sessions_of_proposal ON sessions (proposal);

CREATE INDEX sessions_of_connection ON sessions (connection, ends_at);

CREATE INDEX sessions_of_family_ending ON sessions (family, ends_at);

CREATE INDEX sessions_of_family_starting ON sessions (family, starts_at, id);

CREATE INDEX sessions_of_learner_ending ON sessions (learner, ends_at);

CREATE INDEX sessions_of_learner_starting ON sessions (learner, starts_at, id);

CREATE INDEX sessions_of_educator_starting ON sessions (educator, starts_at);

CREATE INDEX sessions_of_provider_starting ON sessions (provider, starts_at);

CREATE INDEX sessions_of_group ON sessions (group_date) WHERE group_date IS NOT NULL;

CREATE INDEX sessions_moved ON sessions (moved_from) WHERE moved_from IS NOT NULL;

-- A time of an educator that nobody else can have for a while: asked for, or being chosen.
CREATE TABLE claims (
  id UUID PRIMARY KEY,
  educator UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  family UUID NOT NULL REFERENCES families (id) ON DELETE RESTRICT,
  session UUID REFERENCES sessions (id) ON DELETE RESTRICT,
  kind VARCHAR(16) NOT NULL CONSTRAINT "S6_kind_of_claim" CHECK (kind IN ('request', 'choice')),
  starts_at TIMESTAMPTZ NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "S6_ends_after_start" CHECK (ends_at > starts_at)
);

CREATE INDEX claims_of_educator ON claims (educator, starts_at);

CREATE INDEX claims_ending ON claims (expires_at);

CREATE TABLE objections (
  id UUID PRIMARY KEY,
  session UUID NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  why TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  answer TEXT NOT NULL,
  answered_at TIMESTAMPTZ,
  answered_by UUID REFERENCES profiles (id) ON DELETE RESTRICT
);

-- No foreign keys here: a fact outlives what it tells of (A13).
CREATE TABLE events (
  id UUID PRIMARY KEY,
  kind VARCHAR(40) NOT NULL,
  session UUID,
  proposal UUID,
  connection UUID,
  family UUID,
  provider UUID,
  "by" UUID,
  why TEXT NOT NULL,
  particulars TEXT NOT NULL,
  happened_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX events_of_session ON events (session);

CREATE INDEX events_of_connection ON events (connection);

CREATE TABLE outbox (
  id UUID PRIMARY KEY,
  kind VARCHAR(40) NOT NULL,
  payload TEXT NOT NULL,
  due_at TIMESTAMPTZ NOT NULL,
  useful_until TIMESTAMPTZ,
  attempts SMALLINT NOT NULL,
  done_at TIMESTAMPTZ,
  dead_at TIMESTAMPTZ,
  last_error TEXT NOT NULL,
  dedupe VARCHAR(160) UNIQUE
);

CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL AND dead_at IS NULL;

CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;

-- What a page shows has a name, and a number that rises with every change of it.
CREATE TABLE topics (
  name VARCHAR(80) PRIMARY KEY,
  version BIGINT NOT NULL
);

-- One line per profile and subject: news of the same session takes the place of the older.
CREATE TABLE notifications (
  id UUID PRIMARY KEY,
  profile UUID NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  subject UUID NOT NULL,
  session UUID,
  event UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  facts_count SMALLINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  read_at TIMESTAMPTZ,
  CONSTRAINT "N1_once_per_subject" UNIQUE (profile, subject)
);

CREATE INDEX notifications_newest ON notifications (profile, created_at);

CREATE INDEX notifications_unread ON notifications (profile) WHERE read_at IS NULL;

CREATE TABLE push_subscriptions (
  id UUID PRIMARY KEY,
  device UUID NOT NULL UNIQUE REFERENCES devices (id) ON DELETE CASCADE,
  endpoint VARCHAR(1000) NOT NULL UNIQUE,
  p256dh VARCHAR(100) NOT NULL,
  auth VARCHAR(40) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  reached_at TIMESTAMPTZ,
  failing_since TIMESTAMPTZ
);

CREATE TABLE packages (
  id UUID PRIMARY KEY,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  kind VARCHAR(12) NOT NULL,
  reason TEXT NOT NULL,
  expires_on DATE,
  "by" UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  granted_count INTEGER NOT NULL,
  free_count INTEGER NOT NULL,
  held_count INTEGER NOT NULL,
  spent_count INTEGER NOT NULL,
  lapsed_count INTEGER NOT NULL,
  expired_count INTEGER NOT NULL,
  overdraft_count INTEGER NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "K1_free_not_below_overdraft" CHECK (free_count + overdraft_count >= 0),
  CONSTRAINT "K1_overdraft_only_in_its_pot" CHECK (overdraft_count = 0 OR kind = 'overdraft'),
  CONSTRAINT "K2_counts_not_negative"
    CHECK (held_count >= 0 AND spent_count >= 0 AND lapsed_count >= 0 AND expired_count >= 0),
  CONSTRAINT "K2_adds_up" CHECK
    (granted_count = free_count + held_count + spent_count + lapsed_count + expired_count)
);

CREATE UNIQUE INDEX "K3_one_overdraft" ON packages (connection) WHERE kind = 'overdraft';

CREATE INDEX packages_of_connection ON packages (connection);

CREATE INDEX packages_ending ON packages (expires_on) WHERE free_count > 0;

CREATE TABLE entries (
  id UUID PRIMARY KEY,
  package UUID NOT NULL REFERENCES packages (id) ON DELETE RESTRICT,
  connection UUID NOT NULL REFERENCES connections (id) ON DELETE RESTRICT,
  session UUID REFERENCES sessions (id) ON DELETE RESTRICT,
  event UUID NOT NULL,
  kind VARCHAR(12) NOT NULL,
  granted INTEGER NOT NULL,
  free INTEGER NOT NULL,
  held INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  lapsed INTEGER NOT NULL,
  expired INTEGER NOT NULL,
  "by" UUID REFERENCES profiles (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "K1_once_per_event" UNIQUE (event, package, kind),
  CONSTRAINT "K2_entry_adds_up" CHECK (granted = free + held + spent + lapsed + expired)
);

CREATE INDEX entries_of_package ON entries (package);

CREATE INDEX entries_of_session ON entries (session);

CREATE INDEX entries_newest ON entries (connection, created_at);

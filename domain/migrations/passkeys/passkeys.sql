-- What an account is called where passkeys are kept: random, so that it says nothing of anybody. Rule: A5.
ALTER TABLE accounts ADD COLUMN passkey_handle UUID;

CREATE UNIQUE INDEX "A5_handle_once" ON accounts (passkey_handle);

CREATE TABLE passkeys (
  id UUID PRIMARY KEY,
  account UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  credential VARCHAR(1400) NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  transports VARCHAR(80) NOT NULL,
  is_backed_up BOOLEAN NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  last_used_at TIMESTAMPTZ,
  CONSTRAINT "A5_named" CHECK (length(name) BETWEEN 1 AND 60)
);

CREATE INDEX passkeys_of_account ON passkeys (account, created_at);

-- Challenges that were answered, each once; the id is what is random in it.
CREATE TABLE passkey_challenges (
  id UUID PRIMARY KEY,
  expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX passkey_challenges_over ON passkey_challenges (expires_at);

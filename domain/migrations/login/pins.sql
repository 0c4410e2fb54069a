-- What typed PINs aim at, so that those of a day are counted together; what was asked before has none.
ALTER TABLE login_emails ADD COLUMN aim_hash VARCHAR(64) NOT NULL DEFAULT '';

CREATE INDEX login_emails_of_aim ON login_emails (aim_hash, created_at);

-- Whoever waits before the screen is served first.
CREATE INDEX outbox_due_by_kind ON outbox (kind, due_at) WHERE done_at IS NULL AND dead_at IS NULL;

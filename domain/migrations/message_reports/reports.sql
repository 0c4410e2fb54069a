-- Somebody says that a message is not right, with its words as they were then. Nobody reports one twice.
CREATE TABLE message_reports (
  id UUID PRIMARY KEY,
  message UUID NOT NULL REFERENCES messages (id) ON DELETE RESTRICT,
  "by" UUID NOT NULL REFERENCES profiles (id) ON DELETE RESTRICT,
  words TEXT NOT NULL,
  why TEXT NOT NULL,
  reported_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT "C2_reported_once" UNIQUE (message, "by")
);

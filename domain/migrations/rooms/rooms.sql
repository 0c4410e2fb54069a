-- Where an educator meets one family online, if that is not the room of all; empty where it is.
ALTER TABLE assignments ADD COLUMN meeting_url TEXT NOT NULL DEFAULT '';

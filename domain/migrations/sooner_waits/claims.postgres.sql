-- A time may also be kept for who was offered it.
ALTER TABLE claims DROP CONSTRAINT "S6_kind_of_claim";

ALTER TABLE claims ADD CONSTRAINT "S6_kind_of_claim" CHECK (kind IN ('request', 'choice', 'offer'));

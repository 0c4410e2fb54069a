"""The background work: what the outbox holds is delivered, and what is due is done."""

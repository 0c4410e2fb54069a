"""Agreements: what a provider asks families to agree to, and what they answered."""

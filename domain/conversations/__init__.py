"""Conversations: what families and their providers write to each other."""

"""The undo window: for how long whoever confirmed can take it back. Rule: S1."""

from datetime import datetime, timedelta

LENGTH = timedelta(seconds=10)
"""The others are told only after it."""


def ends_at(answered_at: datetime) -> datetime:
    return answered_at + LENGTH


def since(now: datetime) -> datetime:
    """What was answered after this can be taken back."""
    return now - LENGTH


def is_open(answered_at: datetime | None, now: datetime) -> bool:
    return answered_at is not None and answered_at > since(now)

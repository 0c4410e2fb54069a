"""The notice period: until when a family cancels free of charge, the one definition. Rule: S8.

Units: elapsed hours, so that a clock change does not move the limit; whole credits.
"""

from datetime import datetime, timedelta
from functools import cache


def free_until(starts_at: datetime, notice_hours: int) -> datetime:
    """The last moment at which cancelling is free."""
    return starts_at - _length(notice_hours)


def is_free(limit: datetime | None, now: datetime) -> bool:
    """Exactly at the limit is free; who never confirmed, and so has none, has nothing to lose."""
    return limit is None or now <= limit


def credits_lost(limit: datetime | None, credits: int, now: datetime) -> int:
    """What cancelling at a moment costs."""
    return 0 if is_free(limit, now) else credits


@cache
def _length(hours: int) -> timedelta:
    """There are few, and a list has fifty: making one costs as much as a card's other dates."""
    return timedelta(hours=hours)

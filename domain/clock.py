"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

_frozen: datetime | None = None


def now() -> datetime:
    """Units: aware, UTC."""
    return _frozen or datetime.now(UTC)


def latest_day(years: int) -> date:
    """The day that many years ahead; of the 29th of February the 28th."""
    today = now().date()
    if (today.month, today.day) == (2, 29):
        today = today.replace(day=28)
    return today.replace(year=today.year + years)


def freeze(moment: datetime | None) -> None:
    """Stops the clock at a moment, or lets it run again; for tests only.

    Errors: ValueError for a moment without a zone.
    """
    global _frozen
    if moment is not None and moment.tzinfo is None:
        raise ValueError("the clock needs a moment with its zone")
    _frozen = moment.astimezone(UTC) if moment else None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What happens inside happens at that moment; for the demo world's history and for tests."""
    before = _frozen
    freeze(moment)
    try:
        yield
    finally:
        freeze(before)

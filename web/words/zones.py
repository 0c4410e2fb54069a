"""The time zone of whoever reads: all times of a page or a text are shown in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain import clock

_HOME = ZoneInfo("Europe/Berlin")
_zone: ContextVar[ZoneInfo] = ContextVar("zone", default=_HOME)


@contextmanager
def reading_in(time_zone: str) -> Iterator[None]:
    """Shows times in this IANA zone within the block."""
    token = _zone.set(named(time_zone))
    try:
        yield
    finally:
        _zone.reset(token)


@lru_cache(maxsize=700)
def named(name: str) -> ZoneInfo:
    return ZoneInfo(name or "Europe/Berlin")


def here() -> ZoneInfo:
    """The zone of whoever reads."""
    return _zone.get()


def local(moment: datetime) -> datetime:
    return moment.astimezone(_zone.get())


def today(there: ZoneInfo | None = None) -> date:
    """The date in a zone, the reader's where none is named."""
    return clock.now().astimezone(there or _zone.get()).date()

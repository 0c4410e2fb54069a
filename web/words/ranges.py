"""Weekly ranges in words."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from domain.availability.hours import DAY_MINUTES
from web.words import formats
from web.words.formats import Formats

WEEK = [date(2024, 1, day) for day in range(1, 8)]
"""A Monday and the days after it, for their names."""


class Range(Protocol):
    @property
    def weekday(self) -> int: ...

    @property
    def starts_minute(self) -> int: ...

    @property
    def ends_minute(self) -> int: ...


def said(ranges: Iterable[Range], language: str) -> str:
    """Shape: "Di 15:00–18:00, Do 16:00–19:00", in the order given; no line ends within one."""
    return ", ".join(
        f"{Formats(language).weekday(WEEK[each.weekday])}\xa0{_time(each.starts_minute)}"
        f"–\u2060{_time(each.ends_minute)}"
        for each in ranges
    )


def _time(minute: int) -> str:
    return formats.time_of_day(*divmod(minute % DAY_MINUTES, 60))

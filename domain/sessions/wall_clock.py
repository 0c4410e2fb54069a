"""Wall-clock times: what a clock on the wall shows, and the instant it means."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""From when until when."""


def instant(day: date, wall_time: time, time_zone: str) -> datetime:
    """The instant at which clocks in that zone show this.

    Rule: S7. A time that does not exist that day moves forward by the gap; one that exists twice
    is the first. Source: PEP 495, fold=0 means just that. Units: UTC.
    """
    return datetime.combine(day, wall_time, ZoneInfo(time_zone)).astimezone(UTC)


def day_start(moment: datetime, time_zone: str) -> datetime:
    """When the day began, there, in which the moment lies. Units: UTC."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return instant(local.date(), time.min, time_zone)


class Oddity(StrEnum):
    """What a clock change makes of a time on the wall. Rule: S7."""

    SKIPPED = "skipped"
    TWICE = "twice"


def oddity(day: date, wall_time: time, time_zone: str) -> Oddity | None:
    """Whether clocks there never show it that day, or show it twice; None on every other day.

    Source: PEP 495: the offset of the second reading is the smaller one where it exists twice.
    """
    first, second = (
        datetime.combine(day, wall_time.replace(fold=fold), ZoneInfo(time_zone)).utcoffset()
        for fold in (0, 1)
    )
    if first == second or first is None or second is None:
        return None
    return Oddity.TWICE if second < first else Oddity.SKIPPED

"""Wall-clock times: what a clock on the wall shows, and the instant it means."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


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

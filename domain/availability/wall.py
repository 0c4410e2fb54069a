"""Minutes on the clock on the wall, and the instants that they mean. Rule: S6 S7."""

from datetime import date, datetime, time, timedelta

from domain.sessions import wall_clock


def instant(day: date, minute: int, time_zone: str) -> datetime:
    """As wall_clock.instant. Shape: minutes from midnight, 1440 the midnight after. Units: UTC."""
    days, rest = divmod(minute, 24 * 60)
    return wall_clock.instant(day + timedelta(days=days), time(*divmod(rest, 60)), time_zone)

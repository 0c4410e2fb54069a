"""Days around the moment of loading, at hours at which people meet."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.sessions.wall_clock import instant

BERLIN = "Europe/Berlin"
AHEAD = (timedelta(hours=3, minutes=10), timedelta(hours=23, minutes=40))
"""How far ahead the session is for which cancelling has stopped being free."""

_QUARTERS = [time(minutes // 60, minutes % 60) for minutes in range(13 * 60, 19 * 60, 15)]
# The early afternoon only where no other hour will do: on the eve of a day that has 25 hours.
_HOURS = sorted(
    (hour for hour in _QUARTERS if hour <= time(18, 30)), key=lambda t: (t < time(15), t)
)


class Days:
    """Shape: day 0 is the day of loading in Berlin, -1 the one before."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._today = now.astimezone(ZoneInfo(BERLIN)).date()

    def at(self, day: int, clock: str) -> datetime:
        """When a clock in Berlin shows this on that day. Units: UTC."""
        return instant(self._today + timedelta(days=day), time.fromisoformat(clock), BERLIN)

    def soon(self) -> datetime:
        """Today or tomorrow, in the afternoon, less than 24 hours ahead and more than 3."""
        least, most = (self.now + ahead for ahead in AHEAD)
        hours = [self.at(day, hour.isoformat()) for day in (0, 1) for hour in _HOURS]
        return next(hour for hour in hours if least <= hour <= most)

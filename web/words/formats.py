"""Dates and times as people read them, in the reader's language and time zone."""

from datetime import UTC, date, datetime
from functools import lru_cache

from web.words import spelling, zones
from web.words.durations import Durations

_ABBREVIATIONS = {("de", "CET"): "MEZ", ("de", "CEST"): "MESZ"}


@lru_cache(maxsize=4096)
def iso(moment: datetime) -> str:
    """Shape: 2026-11-24T15:00:00Z, for the `datetime` of a <time>."""
    return moment.astimezone(UTC).isoformat()[:19] + "Z"


def clock(moment: datetime) -> str:
    """Shape: 16:00."""
    there = moment.astimezone(zones.here())
    return time_of_day(there.hour, there.minute)


@lru_cache(maxsize=1440)
def time_of_day(hour: int, minute: int) -> str:
    """Shape: 16:00."""
    return f"{hour:02}:{minute:02}"


def span(starts: datetime, ends: datetime, language: str) -> str:
    """Shape: 16:00–16:45; across a change of the clocks "02:30 MESZ–02:15 MEZ"."""
    here = zones.here()
    first, last = starts.astimezone(here), ends.astimezone(here)
    if first.utcoffset() == last.utcoffset():
        return f"{clock(starts)}–{clock(ends)}"
    names = [_ABBREVIATIONS.get((language, name := str(it.tzname())), name) for it in (first, last)]
    return f"{clock(starts)} {names[0]}–{clock(ends)} {names[1]}"


class Formats(Durations):
    """The functions that templates and texts of one language use."""

    def day(self, moment: datetime | date, now: date | None = None) -> str:
        """Shape: Di 24. Nov, with the year unless it is this one: So 28. Mär 2027."""
        day = _day(moment)
        is_this_year = day.year == (now or zones.today()).year
        patterns = spelling.SHORT if is_this_year else spelling.SHORT_YEAR
        return spelling.day(day, patterns[self.language], self.language)

    def day_long(self, moment: datetime | date) -> str:
        """Shape: Dienstag, 24. November 2026."""
        return spelling.day(_day(moment), spelling.LONG[self.language], self.language)

    def day_numeric(self, moment: datetime | date) -> str:
        """Shape: 24.11.2026."""
        return spelling.day(_day(moment), spelling.DATE[self.language], self.language)

    def month(self, moment: datetime | date) -> str:
        """Shape: November 2026."""
        return spelling.day(_day(moment), spelling.MONTH[self.language], self.language)

    def day_heading(self, moment: datetime | date) -> str:
        """Shape: "Heute · So 22. Nov", for tomorrow and yesterday alike, else the day alone."""
        there = _day(moment)
        gettext = self._words.gettext
        near = {0: gettext("Heute"), 1: gettext("Morgen"), -1: gettext("Gestern")}
        name = near.get((there - zones.today()).days)
        return f"{name} · {self.day(there)}" if name else self.day(there)

    def weekday(self, moment: datetime | date) -> str:
        """Shape: Di."""
        return spelling.day(_day(moment), "ccc", self.language)

    def weekday_full(self, moment: datetime | date) -> str:
        """Shape: Dienstag."""
        return spelling.day(_day(moment), "cccc", self.language)

    def day_narrow(self, moment: datetime | date) -> str:
        """Shape: Mo 23."""
        return spelling.day(_day(moment), "ccc d", self.language)

    def day_of_month(self, moment: datetime | date) -> str:
        """Shape: 23. November."""
        pattern = "d. LLLL" if self.language == "de" else "d LLLL"
        return spelling.day(_day(moment), pattern, self.language)

    def month_alone(self, moment: datetime | date) -> str:
        """Shape: September, with the year unless it is this one."""
        day = _day(moment)
        pattern = "LLLL" if day.year == zones.today().year else "LLLL y"
        return spelling.day(day, pattern, self.language)

    def moment(self, moment: datetime, now: date | None = None) -> str:
        """Shape: Di 24. Nov, 16:00."""
        there = zones.local(moment)
        return f"{self.day(there.date(), now)}, {time_of_day(there.hour, there.minute)}"


def _day(moment: datetime | date) -> date:
    return zones.local(moment).date() if isinstance(moment, datetime) else moment

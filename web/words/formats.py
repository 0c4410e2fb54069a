"""Dates, times and amounts as people read them, in the reader's language and time zone.

Everything that Babel has to say is kept by day and language, so that fifty rows cost microseconds.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_timedelta
from babel.lists import format_list

from domain import clock as domain_clock
from web.words import zones
from web.words.translations import words

Unit = Literal["minute", "hour", "day"]

_SHORT = {"de": "ccc d. LLL", "en": "ccc d LLL"}
_SHORT_YEAR = {"de": "ccc d. LLL y", "en": "ccc d LLL y"}
_LONG = {"de": "EEEE, d. MMMM y", "en": "EEEE, d MMMM y"}
_DATE = {"de": "dd.MM.y", "en": "d MMM y"}
_MONTH = {"de": "LLLL y", "en": "LLLL y"}
_ABBREVIATIONS = {("de", "CET"): "MEZ", ("de", "CEST"): "MESZ"}
# No unit is ever large enough, so Babel keeps the one it is told.
_NEVER = 1e12


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


class Formats:
    """The functions that templates and texts of one language use."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = words(language)

    def day(self, moment: datetime | date, now: date | None = None) -> str:
        """Shape: Di 24. Nov, with the year unless it is this one: So 28. Mär 2027."""
        day = _day(moment)
        patterns = _SHORT if day.year == (now or zones.today()).year else _SHORT_YEAR
        return _pattern(day, patterns[self.language], self.language)

    def day_long(self, moment: datetime | date) -> str:
        """Shape: Dienstag, 24. November 2026."""
        return _pattern(_day(moment), _LONG[self.language], self.language)

    def day_numeric(self, moment: datetime | date) -> str:
        """Shape: 24.11.2026."""
        return _pattern(_day(moment), _DATE[self.language], self.language)

    def month(self, moment: datetime | date) -> str:
        """Shape: November 2026."""
        return _pattern(_day(moment), _MONTH[self.language], self.language)

    def day_heading(self, moment: datetime | date) -> str:
        """Shape: "Heute · So 22. Nov", for tomorrow and yesterday alike, else the day alone."""
        there = _day(moment)
        gettext = self._words.gettext
        near = {0: gettext("Heute"), 1: gettext("Morgen"), -1: gettext("Gestern")}
        name = near.get((there - zones.today()).days)
        return f"{name} · {self.day(there)}" if name else self.day(there)

    def weekday(self, moment: datetime | date) -> str:
        """Shape: Di."""
        return _pattern(_day(moment), "ccc", self.language)

    def weekday_full(self, moment: datetime | date) -> str:
        """Shape: Dienstag."""
        return _pattern(_day(moment), "cccc", self.language)

    def day_narrow(self, moment: datetime | date) -> str:
        """Shape: Mo 23."""
        return _pattern(_day(moment), "ccc d", self.language)

    def day_of_month(self, moment: datetime | date) -> str:
        """Shape: 23. November."""
        pattern = "d. LLLL" if self.language == "de" else "d LLLL"
        return _pattern(_day(moment), pattern, self.language)

    def month_alone(self, moment: datetime | date) -> str:
        """Shape: September, with the year unless it is this one."""
        day = _day(moment)
        return _pattern(day, "LLLL" if day.year == zones.today().year else "LLLL y", self.language)

    def moment(self, moment: datetime) -> str:
        """Shape: Di 24. Nov, 16:00."""
        return f"{self.day(moment)}, {clock(moment)}"

    def minutes(self, count: int) -> str:
        """Shape: 45 Min."""
        return _minutes(count, self.language)

    def until(self, moment: datetime) -> str:
        """What is left: "3 Tage", "30 Std. 5 Min.", "12 Min."; like <relative-time> says it."""
        return self.length(int((moment - domain_clock.now()).total_seconds()) // 60)

    def length(self, minutes: int) -> str:
        """A duration, from two days on in days, at least a minute."""
        words = self._words
        days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
        if days >= 2:
            return words.ngettext("%(n)s Tag", "%(n)s Tage", days) % {"n": days}
        if hours < 1:
            return words.gettext("%(n)s Min.") % {"n": max(minutes, 1)}
        told = words.gettext("%(n)s Std.") % {"n": hours}
        return f"{told} {words.gettext('%(n)s Min.') % {'n': rest}}" if rest else told

    def relative(self, moment: datetime) -> str:
        """Shape: "in 3 Tagen" by the calendar, "in 5 Stunden", "in 8 Minuten", "vor 2 Tagen"."""
        seconds = (moment - domain_clock.now()).total_seconds()
        if abs(seconds) < 3600:
            minutes = int(seconds / 60) if seconds < 0 else -int(-seconds // 60)
            return _relative(minutes, "minute", self.language)
        if abs(seconds) < 86400:
            return _relative(round(seconds / 3600), "hour", self.language)
        return _relative((_day(moment) - zones.today()).days, "day", self.language)

    def credits(self, count: int) -> str:
        return self._words.ngettext("%(n)s Credit", "%(n)s Credits", count) % {"n": count}

    def credits_free(self, count: int) -> str:
        """Shape: 6 Credits frei; below zero, where a family has overdrawn, 1 Credit überzogen."""
        return self._free(count) % {"count": self.credits(abs(count))}

    def count_free(self, count: int) -> str:
        """The same where it is clear of what. Shape: 6 frei; 1 überzogen."""
        return self._free(count) % {"count": abs(count)}

    def _free(self, count: int) -> str:
        gettext = self._words.gettext
        return gettext("%(count)s überzogen") if count < 0 else gettext("%(count)s frei")

    def listed(self, names: list[str]) -> str:
        """Shape: Mila, Tom und Ada."""
        return format_list(names, locale=self.language)


def _day(moment: datetime | date) -> date:
    return zones.local(moment).date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=512)
def _minutes(count: int, language: str) -> str:
    return words(language).gettext("%(n)s Min") % {"n": count}


@lru_cache(maxsize=4096)
def _pattern(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=1024)
def _relative(count: int, unit: Unit, language: str) -> str:
    length = timedelta(**{f"{unit}s": count})
    return format_timedelta(
        length, granularity=unit, threshold=_NEVER, add_direction=True, locale=language
    )

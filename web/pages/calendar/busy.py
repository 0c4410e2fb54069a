"""What calendars elsewhere take of a day, as the week shows it: that, and not what. Rule: S6."""

from collections.abc import Iterable

from domain.busy.busy_time import Busy
from web.pages.calendar.line import Line
from web.pages.calendar.segment import DAY_MINUTES, Segment
from web.words import formats
from web.words.translations import N_, say

ALL_DAY = N_("ganzer Tag")


def merged(busy: Iterable[Busy]) -> list[Busy]:
    """Several calendars as one, for whose it is is not said."""
    joined: list[Busy] = []
    for each in sorted(busy):
        if joined and each.starts_at <= joined[-1].ends_at:
            ends_at = max(each.ends_at, joined[-1].ends_at)
            joined[-1] = joined[-1]._replace(ends_at=ends_at)
        else:
            joined.append(each)
    return joined


def line(each: Segment, language: str) -> Line:
    """Shape: time "15:30–16:00", of its day."""
    times = (formats.time_of_day(*divmod(at % DAY_MINUTES, 60)) for at in (each.begin, each.end))
    is_whole = each.end - each.begin >= DAY_MINUTES
    time = say(language, ALL_DAY) if is_whole else "–".join(times)
    return Line(*each.place, time)

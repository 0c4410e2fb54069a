"""When something was written, as short as a list needs it."""

from datetime import datetime

from web.words import zones
from web.words.formats import Formats, clock


def when(at: datetime | None, said: Formats) -> str:
    """Shape: today the time, else the day; empty for None. Within zones.reading_in()."""
    if at is None:
        return ""
    day = zones.local(at).date()
    return clock(at) if day == zones.today() else said.day(day)

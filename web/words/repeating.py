"""How a series repeats, in words: "dienstags und donnerstags 16:00", "alle 2 Wochen". Rule: S7."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

DAYS = (
    N_("montags"),
    N_("dienstags"),
    N_("mittwochs"),
    N_("donnerstags"),
    N_("freitags"),
    N_("samstags"),
    N_("sonntags"),
)
FROM = N_("%(dates)s ab %(day)s")
NAMES = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)


def weekdays(numbers: Iterable[int], language: str) -> str:
    """Shape: 0 for Monday; dienstags und donnerstags."""
    return Formats(language).listed([say(language, DAYS[number]) for number in numbers])


def rhythm(starts: Iterable[datetime], language: str) -> str:
    """When sessions repeat, for whoever reads. Within zones.reading_in().

    Shape: "dienstags 16:00"; without the time where it is not the same on every date, as for
    readers in another zone when the clocks change, or where one was moved.
    """
    local = [zones.local(each) for each in starts]
    days = weekdays(sorted({each.weekday() for each in local}), language)
    times = {(each.hour, each.minute) for each in local}
    return f"{days} {formats.time_of_day(*times.pop())}" if len(times) == 1 else days


def every(weeks: int, language: str) -> str:
    """Shape: jede Woche; alle 2 Wochen."""
    text = words(language).ngettext("jede Woche", "alle %(n)s Wochen", weeks)
    return text % {"n": weeks}


def dates(count: int, language: str) -> str:
    """Shape: 10 Termine."""
    text = words(language).ngettext("%(n)s Termin", "%(n)s Termine", count)
    return text % {"n": count}


def starting(starts: Sequence[datetime], language: str) -> str:
    """Shape: 10 Termine ab Di 1. Dez. Within zones.reading_in()."""
    first = Formats(language).day(starts[0])
    return say(language, FROM, dates=dates(len(starts), language), day=first)

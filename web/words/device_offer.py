"""What a device says of itself and a profile does not: another clock, or another language.

Rule: A12.
"""

from typing import NamedTuple

from domain import clock
from domain.profiles import languages, time_zone
from web.words import zones
from web.words.formats import clock as shown
from web.words.translations import N_, say

_CLOCKS = N_(
    "Dieses Gerät ist in %(here)s (%(now)s), die Zeiten stehen hier wie in %(there)s (%(then)s)."
)
_LANGUAGE = N_("Lernfaden gibt es auch auf Deutsch.")
_IN_LANGUAGE = N_("Auf Deutsch zeigen")
_LEAVE = N_("So lassen")


class Offer(NamedTuple):
    """Shape: field and value as the form sends them; the words of a language are in that one."""

    field: str
    value: str
    sentence: str
    button: str
    leave: str


def of(zone: str, language: str, *, kept_zone: str, kept_language: str) -> Offer | None:
    """What may be switched, the clock first; None where the device says nothing else."""
    if zone != kept_zone and zone in time_zone.names():
        return _clocks(zone, kept_zone, kept_language)
    if language != kept_language and language in list(languages.Language):
        words = (_LANGUAGE, _IN_LANGUAGE, _LEAVE)
        return Offer("language", language, *(say(language, each) for each in words))
    return None


def _clocks(here: str, there: str, language: str) -> Offer:
    values = {"here": _city(here), "now": _time(here), "there": _city(there), "then": _time(there)}
    sentence = say(language, _CLOCKS, **values)
    button = say(language, N_("Zeiten von %(here)s zeigen"), here=values["here"])
    return Offer("time_zone", here, sentence, button, say(language, _LEAVE))


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _time(zone: str) -> str:
    with zones.reading_in(zone):
        return shown(clock.now())

"""Words for what can be chosen in the settings."""

import unicodedata

from babel import Locale

from domain.accounts.settled import Settled
from domain.accounts.visitor import Visitor
from domain.profiles import time_zone
from domain.profiles.actor import Actor
from domain.providers import public_holidays
from web.words import repeating
from web.words.formats import Formats
from web.words.translations import N_, say, words

COLOURS = (
    N_("Rot"),
    N_("Orange"),
    N_("Grün"),
    N_("Smaragd"),
    N_("Petrol"),
    N_("Blau"),
    N_("Lila"),
    N_("Pink"),
)
"""In the order of the numbers in static/css/tokens.css."""
CREATURES = (
    N_("Fuchs"),
    N_("Löwe"),
    N_("Frosch"),
    N_("Eule"),
    N_("Pinguin"),
    N_("Elefant"),
    N_("Katze"),
    N_("Hase"),
)
"""In the order of the numbers in static/icons/sprite.svg."""
LANGUAGES = {"de": "Deutsch", "en": "English"}
NO_CHILD, NO_SERVICE = N_("Noch kein Kind"), N_("Noch keine")
NO_TIMES = N_("Noch nichts eingetragen")
REMINDED, NO_REMINDER = N_("%(times)s vor jeder Session"), N_("Keine Erinnerung")
PASSWORD, NO_PASSWORD = N_("Gesetzt"), N_("Noch keins: Login-Link und PIN")
ROOM, NO_ROOM = N_("eigener Videoraum"), N_("kein Videoraum")
APP, HELP = N_("Und Mitteilungen auf diesem Gerät"), N_("Fragen und Antworten")
CALENDAR = N_("Apple, Google und andere")
INVITATIONS = N_("Link und QR-Code für Familien")
NO_HOLIDAYS, EVERYWHERE = N_("Keine Feiertage"), N_("Nur landesweite Feiertage")
REMINDERS_MINUTES = (10, 30, 60, 120, 24 * 60, 26 * 60, 48 * 60)


def held(person: Visitor[Actor], now: Settled, language: str) -> dict[str, str]:
    """What somebody's settings hold, in a few words. Shape: by the address of each."""
    devices = words(language).ngettext("%(n)s Gerät", "%(n)s Geräte", now.devices_count)
    reminders = Formats(language).listed([length(each, language) for each in now.reminders])
    city = person.time_zone.rpartition("/")[2].replace("_", " ")
    return {
        "/settings/profile": f"{LANGUAGES[person.language]}, {city}",
        "/settings/family": ", ".join(now.children) or say(language, NO_CHILD),
        "/settings/times": ", ".join(now.timed) or say(language, NO_TIMES),
        "/availability": repeating.weekdays(now.weekdays, language) or say(language, NO_TIMES),
        "/settings/notifications": say(language, REMINDED, times=reminders)
        if now.reminders
        else say(language, NO_REMINDER),
        "/settings/calendar": say(language, CALENDAR),
        "/settings/app": say(language, APP),
        "/settings/password": say(language, PASSWORD if person.has_password else NO_PASSWORD),
        "/settings/devices": devices % {"n": now.devices_count},
        "/settings/provider": " · ".join(
            [
                length(now.notice_hours * 60, language),
                say(language, ROOM if now.has_room else NO_ROOM),
            ]
        ),
        "/services": ", ".join(dict.fromkeys(now.services)) or say(language, NO_SERVICE),
        "/invitations": say(language, INVITATIONS),
        "/help": say(language, HELP),
    }


def colours(language: str) -> list[tuple[int, str]]:
    return [(number, say(language, word)) for number, word in enumerate(COLOURS)]


def creatures(language: str) -> list[tuple[int, str]]:
    return [(number, say(language, word)) for number, word in enumerate(CREATURES)]


def zones() -> list[tuple[str, str]]:
    """IANA names, readable. Rule: A12: never offsets."""
    return [(name, name.replace("_", " ")) for name in sorted(time_zone.names())]


def countries(language: str) -> list[tuple[str, str]]:
    """Whose public holidays are known, by their names; "" for none."""
    named = Locale(language).territories
    known = [(code, named.get(code, code)) for code in public_holidays.countries()]
    return [("", say(language, NO_HOLIDAYS)), *sorted(known, key=_alphabetic)]


def parts(country: str, language: str) -> list[tuple[str, str]]:
    """Those of a country with days of their own; "" for what holds everywhere in it."""
    known = public_holidays.countries().get(country)
    if not known:
        return []
    named = sorted(public_holidays.part_names(country).items(), key=_alphabetic)
    return [("", say(language, EVERYWHERE)), *named]


def _alphabetic(row: tuple[str, str]) -> str:
    """Ä among A. Source: Unicode NFKD, which puts an accent behind its letter."""
    return unicodedata.normalize("NFKD", row[1])


def reminders(language: str, chosen: list[int]) -> list[tuple[int, str]]:
    """What is offered, and what somebody has besides."""
    offered = sorted({*REMINDERS_MINUTES, *chosen})
    return [(minutes, length(minutes, language)) for minutes in offered]


def length(minutes: int, language: str) -> str:
    """A time before the start: "10 Minuten", "26 Stunden"."""
    texts = words(language)
    if minutes % 60:
        return texts.ngettext("%(n)s Minute", "%(n)s Minuten", minutes) % {"n": minutes}
    hours = minutes // 60
    return texts.ngettext("%(n)s Stunde", "%(n)s Stunden", hours) % {"n": hours}

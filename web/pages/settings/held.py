"""What somebody's settings hold, in a few words."""

from domain.accounts.settled import Settled
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Supporter
from web.pages.settings.words import LANGUAGES, length
from web.words import repeating
from web.words.formats import Formats
from web.words.translations import N_, say, words

NO_CHILD, NO_SERVICE = N_("Noch kein Kind"), N_("Noch keine")
NO_TIMES = N_("Noch nichts eingetragen")
REMINDED, NO_REMINDER = N_("%(times)s vor jeder Session"), N_("Keine Erinnerung")
PASSWORD, NO_PASSWORD = N_("Gesetzt"), N_("Noch keins: Login-Link und PIN")
NO_PASSKEY = N_("Noch keiner")
NOTICE = N_("Absagefrist %(length)s")
ROOM, NO_ROOM = N_("eigener Videoraum"), N_("kein Videoraum")
ALWAYS = {
    "/settings/calendar": N_("Apple, Google und andere"),
    "/settings/app": N_("Und Mitteilungen auf diesem Gerät"),
    "/invitations": N_("Link und QR-Code für Familien"),
    "/agreements": N_("Was Familien lesen und unterzeichnen"),
    "/help": N_("Fragen und Antworten"),
    "/support": N_("Wenn du nicht weiterkommst"),
}
"""By address: what is the same for everybody."""


def of(person: Visitor[Actor], now: Settled, language: str) -> dict[str, str]:
    """Shape: by the address of each."""
    city = person.time_zone.rpartition("/")[2].replace("_", " ")
    return {
        "/settings/profile": f"{LANGUAGES[person.language]}, {city}",
        "/settings/family": ", ".join(now.children) or say(language, NO_CHILD),
        "/settings/times": ", ".join(now.timed) or say(language, NO_TIMES),
        "/availability": repeating.weekdays(now.weekdays, language) or say(language, NO_TIMES),
        "/settings/notifications": _reminders(person, now, language),
        "/settings/password": say(language, PASSWORD if person.has_password else NO_PASSWORD),
        "/settings/passkeys": ", ".join(dict.fromkeys(now.passkeys)) or say(language, NO_PASSKEY),
        "/settings/devices": _devices(now.devices_count, language),
        "/settings/provider": _planning(now, language),
        "/services": ", ".join(dict.fromkeys(now.services)) or say(language, NO_SERVICE),
        **{address: say(language, text) for address, text in ALWAYS.items()},
    }


def _reminders(person: Visitor[Actor], now: Settled, language: str) -> str:
    if isinstance(person.actor, Supporter):
        return ""
    if not now.reminders:
        return say(language, NO_REMINDER)
    times = Formats(language).listed([length(each, language) for each in now.reminders])
    return say(language, REMINDED, times=times)


def _devices(count: int, language: str) -> str:
    text = words(language).ngettext("%(n)s Gerät", "%(n)s Geräte", count)
    return text % {"n": count}


def _planning(now: Settled, language: str) -> str:
    """The notice, and whether there is a room."""
    notice = say(language, NOTICE, length=length(now.notice_hours * 60, language))
    return f"{notice} · {say(language, ROOM if now.has_room else NO_ROOM)}"

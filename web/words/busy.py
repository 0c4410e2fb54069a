"""How it stands with an external calendar, in words. Rule: S6."""

from datetime import datetime

from domain.busy.fault import Fault
from web.words import figures
from web.words.formats import Formats
from web.words.translations import N_, say

WAITS = N_("Wird gerade gelesen …")
READ = N_("Zuletzt gelesen %(when)s.")
STALE = N_("Zuletzt gelesen %(when)s: %(fault)s. Bis dahin Gelesenes gilt weiter.")
NEVER = N_("Noch nicht gelesen: %(fault)s.")
FAULTS = {
    Fault.UNREACHABLE: N_("nicht erreichbar"),
    Fault.REFUSED: N_("die Adresse gibt den Kalender nicht heraus"),
    Fault.GONE: N_("unter der Adresse ist nichts mehr"),
    Fault.TOO_LARGE: N_("der Kalender ist größer als %(calendar_megabytes)s MB"),
    Fault.NO_CALENDAR: N_("unter der Adresse ist kein Kalender, vielleicht eine Seite"),
    Fault.TOO_MUCH: N_("zu viele Termine, oder einer wiederholt sich ohne Maß"),
}


def state(fault: Fault | None, read_at: datetime | None, language: str) -> str:
    """Shape: a sentence. Within zones.reading_in()."""
    when = Formats(language).relative(read_at) if read_at else ""
    if fault is None:
        return say(language, READ, when=when) if when else say(language, WAITS)
    why = say(language, FAULTS[fault], **figures.known())
    return say(language, STALE if when else NEVER, when=when, fault=why)

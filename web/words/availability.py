"""Why a time is not offered, in words. Rule: S6."""

from datetime import date
from typing import NamedTuple

from domain.availability.exception import Ranges
from domain.availability.reason import Reason, Rule
from web.words import formats, rule_pages
from web.words.formats import Formats
from web.words.translations import N_, NN_, count, say

PAST = N_("Das ist schon vorbei.")
NO_HOURS = N_("%(weekday)s hast du keine Zeiten.")
HOURS = N_("%(weekday)s arbeitest du %(ranges)s. Die Leistung passt da nicht hinein.")
NO_EXCEPTION = N_("Am %(day)s arbeitest du ausnahmsweise nicht.")
EXCEPTION = N_("Am %(day)s arbeitest du ausnahmsweise %(ranges)s.")
ABSENCE = N_("Du bist abwesend: %(begin)s bis %(end)s.")
BUSY = N_("Dein Kalender „%(calendar)s“ ist da belegt: %(begin)s bis %(end)s.")
SESSION = N_("Da hast du eine bestätigte Session: %(begin)s bis %(end)s.")
REQUEST = N_("Da wartet eine Anfrage auf deine Antwort.")
CHOICE = N_(
    "Eine Familie wählt diese Zeit gerade aus. Bis %(kept_until)s ist sie für sie frei gehalten."
)
OFFER = N_(
    "Diese Zeit ist bis %(kept_until)s einer Familie angeboten, die auf eine frühere wartet."
)
LEARNER = N_("Zu dieser Zeit hat das Kind schon eine andere Session.")
BUFFER = N_("Zu nah an etwas anderem: Deine Pause zwischen Sessions passt nicht dazwischen.")
GRID = N_("Sessions beginnen bei dir alle %(minutes)s Minuten, vom Anfang deiner Zeiten an.")
PACKED = N_("Sessions liegen bei dir direkt hintereinander; hier entstünde eine Lücke.")
PLAIN = {
    Rule.PAST: PAST,
    Rule.ABSENCE: ABSENCE,
    Rule.BUSY: BUSY,
    Rule.SESSION: SESSION,
    Rule.REQUEST: REQUEST,
    Rule.CHOICE: CHOICE,
    Rule.OFFER: OFFER,
    Rule.LEARNER: LEARNER,
    Rule.BUFFER: BUFFER,
}
COUNTED = {
    Rule.NOTICE: NN_(
        "Zu kurzfristig: Bei dir wird mindestens %(n)s Stunde vorher angefragt.",
        "Zu kurzfristig: Bei dir wird mindestens %(n)s Stunden vorher angefragt.",
    ),
    Rule.WINDOW: NN_(
        "Zu weit voraus: Bei dir wird höchstens %(n)s Tag im Voraus angefragt.",
        "Zu weit voraus: Bei dir wird höchstens %(n)s Tage im Voraus angefragt.",
    ),
    Rule.DAY_MOST: NN_(
        "Der Tag ist voll: höchstens %(n)s Session am Tag.",
        "Der Tag ist voll: höchstens %(n)s Sessions am Tag.",
    ),
    Rule.WEEK_MOST: NN_(
        "Die Woche ist voll: höchstens %(n)s Session in der Woche.",
        "Die Woche ist voll: höchstens %(n)s Sessions in der Woche.",
    ),
}
"""Of rules with a number of their own, which decides about the words."""


class Told(NamedTuple):
    """Shape: address where the rule is set, "" where there is none."""

    text: str
    address: str


def told(reason: Reason, day: date, language: str) -> Told:
    """Within zones.reading_in(), of the zone in which the rules are meant."""
    return Told(_text(reason, day, language), rule_pages.address(reason.rule, day))


def ranges(those: Ranges, language: str) -> str:
    """Shape: 14:00–18:00 und 19:00–20:00."""
    return Formats(language).listed([f"{_clock(begin)}–{_clock(end)}" for begin, end in those])


def _text(reason: Reason, day: date, language: str) -> str:
    if forms := COUNTED.get(reason.rule):
        return count(language, forms, reason.limit)
    said = Formats(language)
    values: dict[str, object] = {
        "weekday": said.weekday_full(day),
        "day": said.day(day),
        "ranges": ranges(reason.ranges, language),
        "minutes": reason.limit,
        "calendar": reason.calendar,
    }
    moments = {"begin": reason.starts_at, "end": reason.ends_at, "kept_until": reason.kept_until}
    values |= {name: said.moment(at) for name, at in moments.items() if at}
    return say(language, _plain(reason), **values)


def _plain(reason: Reason) -> str:
    match reason.rule:
        case Rule.HOURS:
            return HOURS if reason.ranges else NO_HOURS
        case Rule.EXCEPTION:
            return EXCEPTION if reason.ranges else NO_EXCEPTION
        case Rule.GRID:
            return GRID if reason.limit else PACKED
        case _:
            return PLAIN[reason.rule]


def _clock(minute: int) -> str:
    return formats.time_of_day(*divmod(minute, 60))

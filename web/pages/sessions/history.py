"""What happened to one session. Rule: S12."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from domain.sessions.session import Session
from domain.sessions.thread import Happened
from web.pages.sessions.words import SOMEBODY
from web.words import figures, formats
from web.words.formats import Formats
from web.words.translations import N_, say

# By event: the state it led to, and the sentence with the name of who did it or without.
HISTORY = {
    "session.proposed": ("pending", N_("%(name)s hat die Session vorgeschlagen"), ""),
    "session.requested": ("pending", N_("%(name)s hat angefragt"), ""),
    "session.moved": ("pending", N_("%(name)s hat eine neue Zeit vorgeschlagen: %(at)s"), ""),
    "session.rescheduled": ("cancelled", N_("%(name)s bittet um eine andere Zeit"), ""),
    "session.wished": ("pending", N_("%(name)s wünscht %(at)s"), ""),
    "session.wish_declined": ("cancelled", N_("%(name)s schlägt keine andere Zeit vor"), ""),
    "session.given_up": ("cancelled", N_("%(name)s hat die alte Zeit aufgegeben: %(at)s"), ""),
    "session.replaced": ("cancelled", "", N_("Gilt nicht mehr: %(at)s")),
    "session.countered": ("pending", N_("%(name)s hat andere Zeiten vorgeschlagen"), ""),
    "session.exchanged": ("pending", N_("%(name)s hat eine der Zeiten geändert"), ""),
    "session.narrowed": ("pending", N_("%(name)s hat eine der Zeiten zurückgenommen"), ""),
    "session.dropped": ("cancelled", N_("%(name)s hat diese Zeit zurückgenommen"), ""),
    "session.confirmed": ("confirmed", N_("%(name)s hat bestätigt"), ""),
    "session.place_free": ("pending", "", N_("Ein Platz wurde frei und euch angeboten")),
    "session.sooner_wanted": ("", N_("%(name)s wartet auf eine frühere Zeit"), ""),
    "session.sooner_unwanted": ("", N_("%(name)s wartet nicht mehr auf eine frühere Zeit"), ""),
    "session.sooner_free": (
        "pending",
        "",
        N_("Eine frühere Zeit wurde frei und angeboten: %(at)s"),
    ),
    "session.sooner_declined": ("declined", N_("%(name)s bleibt bei der alten Zeit"), ""),
    "session.sooner_expired": ("cancelled", "", N_("Die frühere Zeit ging weiter: %(at)s")),
    "session.sooner_taken": ("cancelled", "", N_("Die frühere Zeit ist vergeben: %(at)s")),
    "session.joined": ("confirmed", N_("%(name)s hat den Platz genommen"), ""),
    "session.unconfirmed": ("pending", N_("%(name)s hat die Bestätigung zurückgenommen"), ""),
    "session.declined": ("declined", N_("%(name)s hat abgelehnt"), ""),
    "session.passed_over": ("declined", N_("%(name)s hat andere Termine der Serie gewählt"), ""),
    "session.unpicked": ("cancelled", N_("%(name)s hat eine andere Zeit gewählt"), ""),
    "session.elapsed": ("cancelled", "", N_("Diese Zeit ist vorbei, ohne dass sie jemand wählte")),
    "session.cancelled": ("cancelled", N_("%(name)s hat abgesagt"), ""),
    "session.waived": ("cancelled", N_("%(name)s hat den Verfall erlassen"), ""),
    "session.withdrawn": ("cancelled", N_("%(name)s hat es zurückgenommen"), ""),
    "session.expired": ("cancelled", "", N_("Abgelaufen: Niemand hat rechtzeitig geantwortet")),
    "session.not_held": ("cancelled", "", N_("Abgesagt: Es haben sich zu wenige angemeldet")),
    "session.called_off": ("cancelled", "", N_("Abgesagt: Es haben sich zu wenige angemeldet")),
    "session.missed": ("missed", N_("%(name)s hat die Session als verpasst vermerkt"), ""),
    "session.objected": ("missed", N_("%(name)s hat widersprochen"), ""),
    "session.upheld": ("missed", N_("%(name)s bleibt dabei: verpasst"), ""),
    "session.corrected": ("completed", N_("%(name)s hat berichtigt: doch abgeschlossen"), ""),
    "session.noted": ("", N_("%(name)s hat eine Notiz geschrieben"), ""),
    "session.completed": (
        "completed",
        "",
        N_("Abgeschlossen, %(completed_minutes)s Minuten nach dem Ende"),
    ),
}
ASKING = (
    *("session.proposed", "session.requested", "session.moved", "session.countered"),
    "session.wished",
)
NAMING_TIMES = (
    *("session.proposed", "session.requested", "session.countered"),
    *("session.confirmed", "session.cancelled", "session.declined"),
)
OF_ITSELF = (
    *("session.passed_over", "session.unpicked", "session.elapsed"),
    *("session.exchanged", "session.narrowed", "session.dropped"),
)
"""What is told of a session alone, and not in the thread of another one."""
Row = tuple[str, str, str, str, str]
"""Shape: state, sentence, moment as read and as ISO, reason."""


def rows(past: Sequence[Happened], session: Session, language: str) -> list[Row]:
    """The history of a session's whole thread, what happened to several at once in one line.

    Rule: S2 S10 S12. Shape: with the times that it was about, where there are several. Within
    zones.reading_in().
    """
    has_several = len({each.session for each in past}) > 1
    told = [each for each in _as_proposed(past) if _is_told(each, session)]
    return [_row(list(each), session, language, has_several) for _, each in groupby(told, _act)]


def _as_proposed(past: Sequence[Happened]) -> list[Happened]:
    """What begins beside other times, in place of one of them, was proposed as what is moved is."""
    asked = {each.session for each in past if each.kind in ASKING}
    changed = [each for each in reversed(past) if each.kind == "session.exchanged"]
    first = {each.session: each for each in changed if each.session not in asked}
    return [
        each._replace(kind="session.moved") if each == first.get(each.session) else each
        for each in past
    ]


def _is_told(each: Happened, session: Session) -> bool:
    is_own = each.session == session.id
    return each.kind in HISTORY and (is_own or each.kind not in OF_ITSELF)


def _act(each: Happened) -> tuple[str, datetime, str | None]:
    return each.kind, each.at, each.name


def _row(act: list[Happened], session: Session, language: str, has_several: bool) -> Row:
    first, said = act[0], Formats(language)
    state, by_somebody, by_itself = HISTORY[first.kind]
    times = " · ".join(said.moment(each) for each in sorted({one.starts_at for one in act}))
    values = {"name": first.name or say(language, SOMEBODY), "at": times}
    text = say(language, by_somebody or by_itself, **values, **figures.known())
    if has_several and first.kind in NAMING_TIMES:
        text = f"{text}: {times}"
    # What came with the session's own proposal stands above already.
    is_above = first.kind in ASKING and session.id in {each.session for each in act}
    reason = "" if is_above else first.why
    return state, text, said.moment(first.at), formats.iso(first.at), reason

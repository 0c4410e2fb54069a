"""One thing that needs the educator, in words, with what to do about it.

Shape: rows of `todo` in partials/calendar/week.html.
"""

from typing import Any

from domain import clock
from domain.sessions.todo import Low, Short, Unread
from domain.sessions.week import Taught
from web.pages.sessions.words import FAMILY
from web.words import busy, group_places, lacking
from web.words.formats import Formats
from web.words.translations import N_, say

LINE = N_("%(service)s, %(when)s")
SAID = N_("%(line)s: „%(why)s“")
ASK = N_("%(line)s. Niemand gekommen?")


def counter(times: list[Taught], language: str) -> dict[str, Any]:
    """Rule: S2: one tap takes one of them."""
    first, said = times[0], Formats(language)
    line = first.service
    others = f"/sessions/new?instead_of={first.id}"
    return {
        "kind": "waiting",
        "label": say(language, N_("Andere Zeiten")),
        "title": _title(first, language),
        "line": say(language, SAID, line=line, why=first.why) if first.why else line,
        "times": [(row.id, said.moment(row.starts_at), f"/sessions/{row.id}") for row in times],
        "actions": [
            (say(language, N_("Andere vorschlagen")), others, False),
            (say(language, N_("Ablehnen")), f"/sessions/{first.id}/decline", False),
        ],
    }


def request(row: Taught, language: str) -> dict[str, Any]:
    line = _line(row, language)
    return {
        "kind": "waiting",
        "label": say(language, N_("Anfrage")),
        "title": _title(row, language),
        "line": say(language, SAID, line=line, why=row.why) if row.why else line,
        "actions": [
            (say(language, N_("Annehmen")), f"/sessions/{row.id}/confirmation", True),
            (say(language, N_("Ablehnen")), f"/sessions/{row.id}/decline", False),
        ],
    }


def wish(row: Taught, language: str) -> dict[str, Any]:
    """Rule: S9: what is not said in times is answered by a proposal."""
    line = _line(row, language)
    return {
        "kind": "waiting",
        "label": say(language, N_("Verschieben")),
        "title": _title(row, language),
        "line": say(language, SAID, line=line, why=row.why),
        "actions": [
            (say(language, N_("Neue Zeit vorschlagen")), f"/sessions/{row.id}/move", True),
            (say(language, N_("Ohne Zeit antworten")), f"/sessions/{row.id}/wish", False),
        ],
    }


def short(row: Short, language: str) -> dict[str, Any]:
    """Rule: S18."""
    said = Formats(language)
    when, until = said.moment(row.starts_at), said.moment(row.call_off_at)
    return {
        "kind": "negative",
        "label": say(language, N_("Noch zu wenige")),
        "title": say(language, LINE, service=row.service, when=when),
        "line": group_places.missing(row.missing_count, until, language),
        "actions": [(say(language, N_("Zur Gruppe")), f"/groups/{row.id}", True)],
    }


def objection(row: Taught, language: str) -> dict[str, Any]:
    return {
        "kind": "negative",
        "label": say(language, N_("Einspruch")),
        "title": _title(row, language),
        "line": say(language, SAID, line=_line(row, language), why=row.why),
        "actions": [(say(language, N_("Ansehen")), f"/sessions/{row.id}", True)],
    }


def attendance(row: Taught, language: str) -> dict[str, Any]:
    is_over = row.ends_at <= clock.now()
    return {
        "kind": "info",
        "label": say(language, N_("Gerade zu Ende") if is_over else N_("Läuft gerade")),
        "title": _title(row, language),
        "line": say(language, ASK, line=_line(row, language)),
        "actions": [(say(language, N_("Verpasst")), f"/sessions/{row.id}/absence", False)],
    }


def low(one: Low, language: str) -> dict[str, Any]:
    address = f"/families/{one.id}/account/grant"
    return {
        "kind": "negative",
        "label": say(language, N_("Wenig Credits")),
        "title": say(language, FAMILY, name=one.name),
        "line": lacking.credits(one.lack, language, is_staff=True),
        "actions": [(say(language, N_("Credits gutschreiben")), address, False)],
    }


def unread(one: Unread, language: str) -> dict[str, Any]:
    """Rule: S6. Once for as long as it lasts; nobody is told otherwise."""
    return {
        "kind": "negative",
        "label": say(language, N_("Anderer Kalender")),
        "title": one.name,
        "line": busy.state(one.fault, one.read_at, language),
        "actions": [(say(language, N_("Ansehen")), "/availability/calendars", False)],
    }


def _title(row: Taught, language: str) -> str:
    return f"{say(language, FAMILY, name=row.family)} · {row.learner}"


def _line(row: Taught, language: str) -> str:
    when = Formats(language).moment(row.starts_at)
    return say(language, LINE, service=row.service, when=when)

"""What needs the educator: objections, who is missing, families that run out of credits."""

from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.providers import connected
from domain.providers.connected import Known
from domain.sessions import week
from domain.sessions.week import Taught
from web.pages.sessions.words import FAMILY
from web.words import credits, zones
from web.words.formats import Formats
from web.words.translations import N_, say

LINE = N_("%(service)s, %(when)s")
SAID = N_("%(line)s: „%(why)s“")
ASK = N_("%(line)s. Niemand gekommen?")


async def tasks(educator: Visitor[Staff]) -> list[dict[str, Any]]:
    """Rule: S5 S11 K6. Shape: rows of `todo` in partials/calendar/week.html."""
    now = clock.now()
    requested = await week.requested(educator.profile_id, now)
    objected = await week.objected(educator.profile_id, now)
    running = await week.running_or_just_over(educator.profile_id, now)
    families = await connected.families(by=educator.actor)
    language = educator.language
    with zones.reading_in(educator.time_zone):
        return [
            *(_request(row, language) for row in requested),
            *(_objection(row, language) for row in objected),
            *(_attendance(row, language) for row in running),
            *(_low(one, language) for one in families if one.balance.is_low),
        ]


def _request(row: Taught, language: str) -> dict[str, Any]:
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


def _objection(row: Taught, language: str) -> dict[str, Any]:
    return {
        "kind": "negative",
        "label": say(language, N_("Einspruch")),
        "title": _title(row, language),
        "line": say(language, SAID, line=_line(row, language), why=row.why),
        "actions": [(say(language, N_("Ansehen")), f"/sessions/{row.id}", True)],
    }


def _attendance(row: Taught, language: str) -> dict[str, Any]:
    is_over = row.ends_at <= clock.now()
    return {
        "kind": "info",
        "label": say(language, N_("Gerade zu Ende") if is_over else N_("Läuft gerade")),
        "title": _title(row, language),
        "line": say(language, ASK, line=_line(row, language)),
        "actions": [(say(language, N_("Verpasst")), f"/sessions/{row.id}/absence", False)],
    }


def _low(one: Known, language: str) -> dict[str, Any]:
    address = f"/families/{one.id}/account/grant"
    return {
        "kind": "negative",
        "label": say(language, N_("Wenig Credits")),
        "title": say(language, FAMILY, name=one.name),
        "line": credits.missing(one.balance.needed - max(one.balance.free, 0), language),
        "actions": [(say(language, N_("Credits gutschreiben")), address, False)],
    }


def _title(row: Taught, language: str) -> str:
    return f"{say(language, FAMILY, name=row.family)} · {row.learner}"


def _line(row: Taught, language: str) -> str:
    when = Formats(language).moment(row.starts_at)
    return say(language, LINE, service=row.service, when=when)

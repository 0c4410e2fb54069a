"""/calendar/day: one day as a list, to read on a phone and to print."""

from datetime import date, time, timedelta
from typing import Any

from litestar import get

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import day as days
from domain.sessions.day import Planned
from domain.sessions.group import Group
from domain.sessions.wall_clock import instant
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.calendar import asked
from web.pages.calendar.block import EMPTY, GROUP
from web.pages.sessions.words import FAMILY, STATES, face, place, span
from web.respond import show
from web.words import formats, zones
from web.words.formats import Formats
from web.words.group_places import taken
from web.words.translations import say


@get("/calendar/day")
async def index(request: Request) -> Answer:
    """Rule: S13 S15. Shape: ?date= the day, else today."""
    educator = access.staff(request)
    here = zones.named(educator.time_zone)
    day = asked.day(request.query_params.get("date", ""), zones.today(here))
    start, end = (instant(each, time.min, here.key) for each in (day, day + timedelta(days=1)))
    planned = await days.planned(educator.profile_id, start, end)
    groups = await days.groups(educator.profile_id, start, end)
    hear(request, ("session", "people"))
    with zones.reading_in(educator.time_zone):
        return show(request, "calendar/day", _context(planned, groups, day, educator))


def _context(
    planned: list[Planned], groups: list[Group], day: date, educator: Visitor[Staff]
) -> dict[str, Any]:
    said = Formats(educator.language)
    return {
        "title": said.day_heading(day),
        "day": day.isoformat(),
        "previous": (day - timedelta(days=1)).isoformat(),
        "next": (day + timedelta(days=1)).isoformat(),
        "is_today": day == zones.today(),
        "is_over": day < zones.today(),
        "planned": _rows(planned, groups, educator),
    }


def _rows(
    planned: list[Planned], groups: list[Group], educator: Visitor[Staff]
) -> list[dict[str, Any]]:
    """By start. Rule: S18: the children of a group stand beneath it."""
    rows = [(each, _row(each, educator)) for each in planned]
    lying: list[tuple[Planned | Group, dict[str, Any]]] = [
        (each, row) for each, row in rows if each.group_date is None
    ]
    for one in groups:
        children = [row for each, row in rows if each.group_date == one.id]
        lying.append((one, {**_group(one, educator), "children": children}))
    return [row for _, row in sorted(lying, key=lambda each: (each[0].starts_at, each[0].ends_at))]


def _group(one: Group, educator: Visitor[Staff]) -> dict[str, Any]:
    language, is_empty = educator.language, not one.taken_count
    return {
        "address": f"/groups/{one.id}",
        "state": "pending" if is_empty else "confirmed",
        "state_label": say(language, EMPTY),
        "title": say(language, GROUP, service=one.service_name),
        "colour": None,
        "noted": "",
        "noted_privately": "",
        "line": taken(one.taken_count, one.places_count, language),
        **_where(one, educator),
    }


def _row(one: Planned, educator: Visitor[Staff]) -> dict[str, Any]:
    language = educator.language
    return {
        "address": f"/sessions/{one.id}",
        "state": one.state,
        "state_label": say(language, STATES[one.state]),
        "title": "",
        "children": [],
        "learner": one.learner,
        "colour": one.colour,
        "face": face(one.learner_kind, one.creature),
        "family": say(language, FAMILY, name=one.family),
        "line": f"{one.service} · {say(language, FAMILY, name=one.family)}",
        "noted": one.noted,
        "noted_privately": one.noted_privately,
        **_where(one, educator),
    }


def _where(one: Planned | Group, educator: Visitor[Staff]) -> dict[str, str]:
    """When and where it is, and what was said of it."""
    where = place(one.place, educator, educator.name)
    return {
        "starts_iso": formats.iso(one.starts_at),
        "time": span(one, educator.language),
        "where": ", ".join(each for each in (where, one.place_detail) if each),
        "meeting_url": one.meeting_url,
        "message": one.message,
    }

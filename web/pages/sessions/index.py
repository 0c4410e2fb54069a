"""/sessions: what is to come, for a family or for a child alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import get

from domain import clock, topics
from domain.accounts.visitor import Visitor
from domain.accounts.visitor_versions import SHOWN
from domain.credits import asking as credit_asking
from domain.credits.package import Source
from domain.errors import NotFound
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions import asked as asking
from domain.sessions import obstacle, past, upcoming
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from domain.sessions.upcoming import Credits, Frame
from domain.sessions.wall_clock import day_start
from web import access
from web.access import Request
from web.answer import Answer, redirect
from web.freshness import etag, not_modified
from web.pages.sessions import cards, child_home
from web.pages.sessions.cards import Card
from web.respond import show
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

CALENDAR = "/calendar"
TEXTS = {
    "new": (
        N_("Noch keine Sessions"),
        N_("Sobald eine Anbieter:in euch etwas vorschlägt, steht es hier."),
    ),
    "none": (N_("Gerade ist nichts geplant"), N_("Neue Vorschläge seht ihr hier zuerst.")),
}


@get("/sessions")
async def index(request: Request) -> Answer:
    """Rule: S12 A8. Errors: Forbidden, NotFound (a child of another family)."""
    person = access.person(request)
    if isinstance(person.actor, Staff):
        return redirect(CALENDAR)
    child = request.query_params.get("child", "")
    tag = await etag(request, person, shows(person), "sessions", child)
    if unchanged := not_modified(request, tag):
        return unchanged
    listed = await context(person, child)
    # What can be taken back for seconds is no page to be kept.
    return show(request, "sessions/index", listed, etag="" if listed.get("is_undoable") else tag)


def shows(reader: Visitor[Actor]) -> list[str]:
    """The topics of a reader's sessions."""
    aspects = SHOWN if isinstance(reader.actor, Guardian) else ("session", "people")
    return [topics.name(aspect, reader.owner) for aspect in aspects]


async def context(reader: Visitor[Actor], child: str = "") -> dict[str, Any]:
    """What partials/sessions/index.html needs. Errors: NotFound (a child of another family)."""
    since = start_of_day(reader)
    if not isinstance(reader.actor, Guardian):
        chosen_child(child, [(reader.profile_id, reader.name)])
        return await child_home.context(reader, since)
    return await _list(reader, reader.actor, child, since)


async def _list(
    guardian: Visitor[Actor], by: Guardian, child: str, since: datetime
) -> dict[str, Any]:
    frame = await upcoming.frame(by.family_id)
    chosen = chosen_child(child, frame.children)
    listed = await upcoming.upcoming(by, since, chosen)
    asked = await asking.asked(listed, clock.now())
    sources = [source for one in frame.credits for source in one.sources]
    told = await _told(asked, sources)
    waiting, coming = cards.split(listed, guardian, asked, sources, told)
    has_past = bool(listed) or await past.is_there(by, since)
    return {
        "waiting": waiting,
        "coming": coming,
        "is_undoable": any(card.undo_until_iso for card in waiting),
        "credits": _credits(frame.credits, guardian.language),
        "children": _children(frame, chosen, guardian.language),
        "has_past": has_past,
        **_empty(frame, guardian.language, is_new=not has_past),
    }


async def _told(asked: Mapping[UUID, Asked], sources: Sequence[Source]) -> set[UUID]:
    """The connections short of credits whose provider was asked. No query where none is."""
    short = {one.connection for one in asked.values() if obstacle.of(one, sources).missing}
    return {each for each in short if await credit_asking.has_asked(each)}


def start_of_day(reader: Visitor[Actor]) -> datetime:
    """When the reader's day began. Units: UTC."""
    return day_start(clock.now(), formats.zone(reader.time_zone).key)


def chosen_child(child: str, children: Sequence[tuple[UUID, str]]) -> UUID | None:
    """The child that a list is narrowed to. Errors: NotFound (a child of somebody else)."""
    if not child:
        return None
    for known, _ in children:
        if str(known) == child:
            return known
    raise NotFound


def _children(frame: Frame, chosen: UUID | None, language: str) -> list[tuple[str, str, bool]]:
    if len(frame.children) < 2:
        return []
    rows = [(name, f"/sessions?child={id}", id == chosen) for id, name in frame.children]
    return [(say(language, N_("Alle")), "/sessions", chosen is None), *rows]


def _credits(found: list[Credits], language: str) -> list[tuple[str, str, str]]:
    """Chips: what is free and reserved with each provider that counts in credits. Rule: K6."""
    said, rows = Formats(language), []
    used = [one for one in found if one.is_used]
    for one in used:
        address = f"/providers/{one.provider}/account"
        text = said.credits_free(one.free)
        if len(used) > 1:
            text = f"{one.name}: {text}"
        rows.append((text, "negative" if one.is_low else "accent", address))
        if one.held:
            rows.append((say(language, N_("%(n)s reserviert"), n=one.held), "plain", address))
    return rows


def _empty(frame: Frame, language: str, *, is_new: bool) -> dict[str, str]:
    title, text = TEXTS["new" if is_new else "none"]
    return {
        "empty_title": say(language, title),
        "empty_text": say(language, text),
        "empty_address": "/providers" if frame.credits else "",
        "empty_label": say(language, N_("Zu den Anbieter:innen")),
    }


def described(found: list[Listed], reader: Visitor[Actor]) -> list[Card]:
    """Cards without buttons, for what is over."""
    with formats.reading_in(reader.time_zone):
        return cards.thread(found, reader, clock.now())

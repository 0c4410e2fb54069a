"""/sessions/past: "Vergangene Sessions", page by page."""

from functools import partial
from uuid import UUID

from litestar import get

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import NotFound
from domain.profiles.actor import Actor, Guardian
from domain.sessions import frame, past
from domain.sessions.listed import Listed
from domain.sessions.past import Page
from web import access, places
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.pages.sessions import cards, child_filter
from web.pages.sessions.index import shows, start_of_day
from web.places import Place
from web.respond import show
from web.wishes import language_of
from web.words import zones
from web.words.translations import N_, say

NOTHING = (N_("Noch ist nichts vergangen"), N_("Was vorbei ist, steht später hier."))


@get("/sessions/past")
async def index(request: Request) -> Answer:
    """Rule: S12. Errors: Forbidden, NotFound (a child of another family).

    Choice: for an educator too, beside the weeks of the calendar.
    """
    person = access.person(request)
    asked = [request.query_params.get(name, "") for name in ("before", "after", "child")]
    tag = await etag(request, person, shows(person), "past", *asked)
    return not_modified(request, tag) or await _show(request, person, asked, tag)


async def _show(request: Request, person: Visitor[Actor], asked: list[str], tag: str) -> Answer:
    before, after, child = asked
    chosen = await _chosen(person, child)
    page = await _page(person, chosen, places.read(before), places.read(after))
    title, text = NOTHING
    with zones.reading_in(person.time_zone):
        thread = cards.thread(page.rows, person, clock.now())
    context = {
        "cards": thread,
        "newer_address": _address("after", page.rows[0], chosen) if page.has_newer else "",
        "older_address": _address("before", page.rows[-1], chosen) if page.has_older else "",
        "empty_title": say(language_of(request), title),
        "empty_text": say(language_of(request), text),
    }
    return show(request, "sessions/past", context, etag=tag)


async def _chosen(person: Visitor[Actor], child: str) -> UUID | None:
    if not child:
        return None
    if person.is_child:
        return child_filter.chosen(child, [(person.profile_id, person.name)])
    if not isinstance(person.actor, Guardian):
        raise NotFound
    known = await frame.of(person.actor.family_id, start_of_day(person))
    return child_filter.chosen(child, known.children)


async def _page(
    person: Visitor[Actor], chosen: UUID | None, before: Place | None, after: Place | None
) -> Page:
    read = partial(past.page, person.actor, learner=chosen, until=start_of_day(person))
    page = await read(before=before, after=after)
    if page.rows or not (page.has_newer or page.has_older):
        return page
    # A place beyond all rows was made up, or they are gone: what there is begins again.
    return await read()


def _address(direction: str, row: Listed, child: UUID | None) -> str:
    more = {"child": str(child)} if child else {}
    return f"/sessions/past?{places.query(direction, row.starts_at, row.id, **more)}"

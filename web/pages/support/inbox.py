"""What the support is asked, as a list: what waits for it first. Rule: C6."""

from typing import NamedTuple
from urllib.parse import urlencode

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Supporter
from domain.support import overview
from domain.support.case import State
from domain.support.overview import PAGE_ROWS, Asked
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.conversations import addresses
from web.pages.conversations.index import last, skipped
from web.pages.conversations.written import when
from web.respond import show
from web.words import support, zones
from web.words.formats import Formats, iso
from web.words.translations import N_, say

VIEWS = (
    ("", N_("Offen"), (State.OPEN, State.WAITING)),
    ("own", N_("Meine"), (State.OPEN, State.WAITING)),
    ("closed", N_("Erledigt"), (State.CLOSED,)),
)
"""By the address's ?view."""


class Row(NamedTuple):
    """Shape: texts; state as the case's, with its words; assignee a name, empty for nobody."""

    address: str
    name: str
    kind: str
    state: str
    state_words: str
    assignee: str
    last: str
    when: str
    when_iso: str
    unread_count: int


async def shown(request: Request, reader: Visitor[Supporter]) -> Answer:
    hear(request, ("message", "people"))
    asked = request.query_params.get("view", "")
    view, states = next(
        ((name, states) for name, _, states in VIEWS if name == asked), ("", VIEWS[0][2])
    )
    skip = skipped(request)
    given_to = reader.profile_id if view == "own" else None
    known = await overview.of(
        states, by=reader.actor, given_to=given_to, skip=skip, most=PAGE_ROWS + 1
    )
    with zones.reading_in(reader.time_zone):
        rows = [_row(each, reader) for each in known[:PAGE_ROWS]]
    more = _address(view, skip + PAGE_ROWS) if len(known) > PAGE_ROWS else ""
    views = _views(view, reader.language)
    return show(request, "support/index", {"rows": rows, "views": views, "more_address": more})


def _address(view: str, skip: int = 0) -> str:
    asked = urlencode({name: value for name, value in (("view", view), ("skip", skip)) if value})
    return f"/support?{asked}" if asked else "/support"


def _views(chosen: str, language: str) -> list[tuple[str, str, bool]]:
    """Shape: words, address and whether it is shown."""
    return [(say(language, words), _address(name), name == chosen) for name, words, _ in VIEWS]


def _row(one: Asked, reader: Visitor[Supporter]) -> Row:
    language = reader.language
    return Row(
        addresses.of(one.id),
        one.asker_name,
        say(language, support.KINDS[one.kind]),
        one.state,
        say(language, support.STATES[one.state]),
        one.assignee_name or "",
        last(one, reader).removeprefix(f"{one.asker_name}: "),
        when(one.written_at, Formats(language)),
        iso(one.written_at),
        one.unread_count,
    )

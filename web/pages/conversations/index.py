""" "Chat": with whom somebody talks, the newest first. Rule: C1 C2."""

from typing import NamedTuple

from litestar import get

from domain.accounts.visitor import Visitor
from domain.conversations import overview
from domain.conversations.overview import PAGE_ROWS, Listed
from domain.profiles.actor import Actor, Child, Staff
from domain.support import overview as support_overview
from domain.support.overview import Asked
from web import access, inputs
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.conversations import addresses, results, talk, written
from web.respond import show
from web.words import zones
from web.words.formats import Formats, iso
from web.words.translations import N_, say

YOU = N_("Du: %(words)s")
REMOVED = N_("Nachricht gelöscht")


class Row(NamedTuple):
    """Shape: kind as Provider.kind, empty for a family, or support; last is what was written last,
    empty where nothing was.
    """

    address: str
    name: str
    kind: str
    last: str
    when: str
    when_iso: str
    unread_count: int
    is_over: bool
    is_muted: bool


@get("/conversations")
async def index(request: Request) -> Answer:
    """Rule: C1 C5. Shape: ?q is what somebody looks for in what was written; ?skip how many were
    shown before.
    """
    person = access.talker(request)
    hear(request, ("message", "connection", "people"))
    if words := results.asked(request):
        found = await results.context(request, words, person)
        return show(request, "conversations/index", {**found, "rows": []})
    skip = skipped(request)
    known = await overview.of(by=person.actor, skip=skip, most=PAGE_ROWS + 1)
    asked = [] if skip else await support_overview.of(by=person.actor)
    has_several = isinstance(person.actor, Child) and len({each.family for each in known}) > 1
    with zones.reading_in(person.time_zone):
        rows = [_row(each, person, has_several) for each in known[:PAGE_ROWS]]
        rows = _merged(rows, [_with_support(each, person) for each in asked])
    more = addresses.listed(skip + PAGE_ROWS) if len(known) > PAGE_ROWS else ""
    here = addresses.listed(skip)
    context = {"rows": rows, "asked": "", "here": here, "more_address": more}
    return show(request, "conversations/index", context)


def skipped(request: Request) -> int:
    """How many rows of a list were shown before."""
    try:
        return inputs.integer(request.query_params.get("skip", ""))
    except ValueError:
        return 0


def _row(one: Listed, reader: Visitor[Actor], has_several: bool) -> Row:
    said = Formats(reader.language)
    at = one.written_at
    return Row(
        addresses.of(one.id),
        _name(one, reader, has_several),
        "" if isinstance(reader.actor, Staff) else one.provider_kind,
        last(one, reader),
        written.when(at, said),
        iso(at) if at else "",
        one.unread_count,
        one.ended_at is not None,
        one.is_muted,
    )


def _with_support(one: Asked, reader: Visitor[Actor]) -> Row:
    """Rule: C6."""
    return Row(
        addresses.of(one.id),
        talk.with_support(one.asker, one.asker_name, reader),
        "support",
        last(one, reader),
        written.when(one.written_at, Formats(reader.language)),
        iso(one.written_at),
        one.unread_count,
        False,
        False,
    )


def _merged(rows: list[Row], with_support: list[Row]) -> list[Row]:
    """The newest first; behind them those in which nothing was written, and what is over."""
    written = [row for row in rows if row.when and not row.is_over]
    written = sorted(written + with_support, key=lambda row: row.when_iso, reverse=True)
    return written + [row for row in rows if not row.when or row.is_over]


def _name(one: Listed, reader: Visitor[Actor], has_several: bool) -> str:
    """Shape: a child of several families reads which one's."""
    family = say(reader.language, talk.FAMILY, name=one.family_name)
    if isinstance(reader.actor, Staff):
        return family
    return f"{one.provider_name} · {family}" if has_several else one.provider_name


def last(one: Listed | Asked, reader: Visitor[Actor]) -> str:
    """What was written last, and by whom."""
    if one.by is None:
        return ""
    if one.removed_at is not None:
        return say(reader.language, REMOVED)
    words = " ".join((one.words or "").split())
    if one.by == reader.profile_id:
        return say(reader.language, YOU, words=words)
    return f"{one.by_name}: {words}"

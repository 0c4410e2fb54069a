""" "Chat": with whom somebody talks, the newest first. Rule: C1 C2."""

from typing import NamedTuple

from litestar import get

from domain.accounts.visitor import Visitor
from domain.conversations import overview
from domain.conversations.overview import Listed
from domain.profiles.actor import Actor, Child, Staff
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.conversations import addresses, talk
from web.respond import show
from web.words import zones
from web.words.formats import Formats, clock, iso
from web.words.translations import N_, say

YOU = N_("Du: %(words)s")
REMOVED = N_("Nachricht gelöscht")


class Row(NamedTuple):
    """Shape: kind as Provider.kind, empty for a family; last is what was written last, empty where
    nothing was.
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
    """Rule: C1."""
    person = access.talker(request)
    hear(request, ("message", "connection", "people"))
    known = await overview.of(by=person.actor)
    has_several = isinstance(person.actor, Child) and len({each.family for each in known}) > 1
    with zones.reading_in(person.time_zone):
        rows = [_row(each, person, has_several) for each in known]
    return show(request, "conversations/index", {"rows": rows})


def _row(one: Listed, reader: Visitor[Actor], has_several: bool) -> Row:
    said = Formats(reader.language)
    at = one.written_at
    return Row(
        addresses.of(one.id),
        _name(one, reader, has_several),
        "" if isinstance(reader.actor, Staff) else one.provider_kind,
        _last(one, reader),
        _when(one, said),
        iso(at) if at else "",
        one.unread_count,
        one.ended_at is not None,
        one.is_muted,
    )


def _name(one: Listed, reader: Visitor[Actor], has_several: bool) -> str:
    """Shape: a child of several families reads which one's."""
    family = say(reader.language, talk.FAMILY, name=one.family_name)
    if isinstance(reader.actor, Staff):
        return family
    return f"{one.provider_name} · {family}" if has_several else one.provider_name


def _last(one: Listed, reader: Visitor[Actor]) -> str:
    if one.by is None:
        return ""
    if one.removed_at is not None:
        return say(reader.language, REMOVED)
    words = " ".join((one.words or "").split())
    if one.by == reader.profile_id:
        return say(reader.language, YOU, words=words)
    return f"{one.by_name}: {words}"


def _when(one: Listed, said: Formats) -> str:
    """Shape: today the time, else the day."""
    if one.written_at is None:
        return ""
    day = zones.local(one.written_at).date()
    return clock(one.written_at) if day == zones.today() else said.day(day)

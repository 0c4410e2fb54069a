"""What somebody looks for in what was written, and the messages in which it stands. Rule: C5."""

from typing import NamedTuple
from uuid import UUID

from markupsafe import Markup

from domain.accounts.visitor import Visitor
from domain.conversations import search, terms
from domain.conversations.search import FOUND_MOST, Asked, Found
from domain.profiles.actor import Actor, Staff
from web import inputs
from web.access import Request
from web.pages.conversations import addresses, excerpt, written
from web.words import zones
from web.words.formats import Formats, iso
from web.words.translations import N_, say

WORDS_MOST = 80
YOU, FAMILY = N_("Du"), N_("Familie %(name)s")


class Row(NamedTuple):
    """Shape: address leads to the message in its thread; words are markup."""

    address: str
    title: str
    words: Markup
    when: str
    when_iso: str


def asked(request: Request) -> str | None:
    """What was typed, None where nobody is looking for anything."""
    typed = request.query_params.get("q")
    return None if typed is None else inputs.cleaned(typed).strip()[:WORDS_MOST]


async def context(
    request: Request, words: str, reader: Visitor[Actor], within: UUID | None = None
) -> dict[str, object]:
    """What partials/conversations/_results.html shows. Shape: within is a conversation."""
    found = await _found(request, words, reader, within)
    shown = found[:FOUND_MOST]
    has_more = len(found) > FOUND_MOST
    return {
        "asked": words,
        "here": addresses.found(words, within),
        "results": _rows(shown, words, reader, within),
        "older_address": addresses.found(words, within, older=shown[-1].id) if has_more else "",
    }


async def _found(
    request: Request, words: str, reader: Visitor[Actor], within: UUID | None
) -> list[Found]:
    known = terms.of(words)
    if not known:
        return []
    before = _older(request)
    return await search.found(Asked(known, reader.actor, within, before, FOUND_MOST + 1))


def _older(request: Request) -> UUID | None:
    """The message that is the last of those that were shown before."""
    try:
        return UUID(request.query_params.get("older", ""))
    except ValueError:
        return None


def _rows(found: list[Found], words: str, reader: Visitor[Actor], within: UUID | None) -> list[Row]:
    known, said = terms.of(words), Formats(reader.language)
    looked_for = {"q" if within else "all": words}
    with zones.reading_in(reader.time_zone):
        return [
            Row(
                addresses.around(one.conversation, one.id, one.number, **looked_for),
                " · ".join(_said(one, reader, within)),
                excerpt.of(one.words, known),
                written.when(one.written_at, said),
                iso(one.written_at),
            )
            for one in found
        ]


def _said(one: Found, reader: Visitor[Actor], within: UUID | None) -> list[str]:
    """Who wrote it, and where, unless one follows from the other."""
    who = say(reader.language, YOU) if one.by == reader.profile_id else one.by_name
    is_staff = isinstance(reader.actor, Staff)
    where = say(reader.language, FAMILY, name=one.family_name) if is_staff else one.provider_name
    return [who] if within or who == where else [who, where]

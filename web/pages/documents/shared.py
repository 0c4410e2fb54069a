"""The documents of a family and one provider, or of a session of theirs, as a page for either side.

Rule: D1 D3.
"""

from collections.abc import Sequence
from uuid import UUID, uuid4

from domain.documents import document
from domain.documents.document import SIZE_MOST
from domain.profiles import members
from domain.profiles.actor import Child
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.documents import addresses, listing, uploading
from web.pages.documents.shelf import Shelf
from web.pages.documents.uploading import Refused
from web.pages.notifications import reading
from web.respond import done, show
from web.wishes import language_of, wants_text
from web.words import documents
from web.words.translations import N_, say

WHOLE = N_("Für die ganze Familie")


async def shown(
    request: Request, shelf: Shelf, refused: Sequence[Refused] = (), sent_count: int | None = None
) -> Answer:
    """Shape: refused is what was not taken of how many were sent, None where nothing was."""
    hear(request, ("document",))
    language, there = language_of(request), shelf.there
    learners = _learners(shelf)
    context = {
        **shelf.shown,
        **await reading.unread(shelf.reader, document.shelf(there.id)),
        **await listing.context(request, shelf, has_children=bool(learners)),
        "address": shelf.address,
        "learners": learners,
        "refused": refused,
        "arrived_count": (sent_count or 0) - len(refused),
        "is_empty": sent_count == 0,
        "sent_to": addresses.added(shelf.address, f"key={uuid4()}"),
        "family_name": there.family_name,
        "provider_name": there.provider_name,
        "is_over": there.is_over,
        "space_left": documents.size(there.space_left, language),
        "size_most": documents.size(SIZE_MOST, language),
        **uploading.bounds(language),
    }
    return show(request, shelf.name, context, status=200 if sent_count is None else 422)


async def taken(request: Request, shelf: Shelf) -> Answer:
    """Takes what was sent; each file that is refused is named with its reason."""
    refused, count = await uploading.take(request, shelf)
    if not refused and count:
        return done(request, to=shelf.address, notice="document.shared")
    if wants_text(request):
        return uploading.told(refused, language_of(request))
    return await shown(request, shelf, refused, count)


def _learners(shelf: Shelf) -> list[tuple[str, str]]:
    if shelf.session is not None or isinstance(shelf.reader.actor, Child):
        return []
    return _choices(shelf.there.children, shelf.reader.language)


async def learners(family: UUID, language: str) -> list[tuple[str, str]]:
    """For whom it can be, to choose from where there are several children; else empty."""
    children = [(each.id, each.name) for each in await members.children(family)]
    return _choices(children, language)


def _choices(children: Sequence[tuple[UUID, str]], language: str) -> list[tuple[str, str]]:
    rows = [(str(id), name) for id, name in children]
    return [("", say(language, WHOLE)), *rows] if len(rows) > 1 else []

"""/documents/{id}: one document, who fetched it, and the way to it. Rule: D1 D2."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.documents import document, download, removal, tying
from domain.documents.document import Document
from domain.profiles.actor import Actor
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.documents import addresses, row
from web.respond import show
from web.words import zones
from web.words.formats import Formats, iso


@get("/documents/{document_id:uuid}")
async def show_one(request: Request, document_id: FromPath[UUID]) -> Answer:
    """Rule: D2. Errors: NotFound."""
    person = access.sharer(request, is_known=False)
    one = await document.reachable(document_id, by=person.actor)
    hear(request, ("document",))
    until = removal.undo_until(one, clock.now(), by=person.actor)
    context = {
        "one": row.of([one], person, names_session=True)[0],
        "list_address": addresses.of(one, person.actor),
        "is_removed": one.removed_at is not None,
        "width": one.preview_width,
        "height": one.preview_height,
        "undo_until_iso": iso(until) if until else "",
        "can_remove": removal.refusal(one, by=person.actor) is None,
        "can_tie": tying.refusal(one, by=person.actor) is None,
        "downloads": await _downloads(one, person),
    }
    return show(request, "documents/show", context)


async def _downloads(one: Document, reader: Visitor[Actor]) -> list[tuple[str, str, str]]:
    """Shape: who, when, and when for a program."""
    said = Formats(reader.language)
    with zones.reading_in(reader.time_zone):
        return [(who, said.moment(at), iso(at)) for who, at in await download.log(one)]

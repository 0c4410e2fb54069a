"""The documents of a family and one provider, as a page for either side. Rule: D1 D3."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from domain.accounts.visitor import Visitor
from domain.documents import document, space
from domain.documents.document import SIZE_MOST
from domain.documents.incoming import TooLarge
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.documents import addresses, listing, uploading
from web.pages.documents.uploading import Refused
from web.pages.notifications import reading
from web.respond import done, show
from web.wishes import language_of, wants_text
from web.words import documents, refusals


async def shown(
    request: Request,
    name: str,
    connection: Connection,
    reader: Visitor[Actor],
    whose: Mapping[str, object],
    refused: Sequence[Refused] = (),
    sent_count: int | None = None,
) -> Answer:
    """Shape: name of the partial; whose is the other side, with the page's own address; refused is
    what was not taken of how many were sent, None where nothing was.
    """
    hear(request, ("document",))
    language = language_of(request)
    address = str(whose["address"])
    context = {
        **whose,
        **await reading.unread(reader, document.shelf(connection.id)),
        **await listing.context(request, address, connection, reader),
        "refused": refused,
        "arrived_count": (sent_count or 0) - len(refused),
        "is_empty": sent_count == 0,
        "sent_to": addresses.added(address, f"key={uuid4()}"),
        "space_left": documents.size(await space.left(connection.id), language),
        "size_most": documents.size(SIZE_MOST, language),
        "most_bytes": SIZE_MOST,
        "too_large": refusals.sentence(TooLarge(), language),
    }
    return show(request, name, context, status=200 if sent_count is None else 422)


async def taken(
    request: Request,
    name: str,
    connection: Connection,
    reader: Visitor[Actor],
    whose: Mapping[str, object],
) -> Answer:
    """Takes what was sent; each file that is refused is named with its reason."""
    refused, count = await uploading.take(request, connection, by=reader.actor)
    if not refused and count:
        return done(request, to=str(whose["address"]), notice="document.shared")
    if wants_text(request):
        return uploading.told(refused, language_of(request))
    return await shown(request, name, connection, reader, whose, refused, count)

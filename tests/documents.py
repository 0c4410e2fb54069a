"""Documents for tests: files of every kind, as small as they can be, and ways to share them."""

import io
import zipfile
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

from domain.documents import document, incoming, listed, sharing, tie
from domain.documents.document import Document
from domain.documents.listed import Listed
from domain.documents.tie import Tie
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from tests.world import World

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)
TEXT = "Aufgabe 1: Größer oder kleiner?\n".encode()


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    """A zip with these names in it; first with a content."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        if first:
            file.writestr(*first)
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


async def parts(content: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def share(
    connection: Connection,
    content: bytes = PDF,
    name: str = "Blatt.pdf",
    *,
    by: Actor,
    key: UUID | None = None,
    tied: Tie = tie.NONE,
) -> UUID:
    """As a request does."""
    async with incoming.receiving() as coming:
        async for part in parts(content):
            await coming.add(part)
        return await sharing.share(
            key or uuid4(), connection, coming, await coming.whole(name), tied, by=by
        )


async def shared(connection: Connection, content: bytes = PDF, *, by: Actor) -> Document:
    return await document.reachable(await share(connection, content, by=by), by=by)


async def there(world: World) -> list[Listed]:
    """What Kaya and Jonas share, as he sees it."""
    return await listed.of_connection(world.kaya.id, by=world.jonas.actor)

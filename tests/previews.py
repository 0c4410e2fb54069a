"""Previews for tests: as a worker makes them, and what can be read of them again."""

import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from domain import storage
from domain.documents import document, preview, preview_making
from domain.documents.confined import TooMuch
from domain.documents.preview_size import Size
from tests.documents import share
from tests.world import World

TRIES = 4


async def shared(world: World, content: bytes, name: str = "Blatt.pdf") -> UUID:
    return await share(world.kaya, content, name, by=world.nadia.actor)


async def drawn(world: World, content: bytes) -> UUID:
    """Choice: again, as the worker does, where the machine was too busy to do it in time."""
    id = await shared(world, content)
    for _ in range(TRIES):
        with suppress(TooMuch):
            await preview_making.make(id)
            return id
    raise AssertionError("it never was drawn in time")


async def kept(id: UUID, size: Size) -> bytes:
    parts = storage.current().read(preview.key(id, size))
    return b"".join([part async for part in parts])


async def pixels(world: World, id: UUID) -> tuple[int | None, int | None]:
    one = await document.reachable(id, by=world.nadia.actor)
    return one.preview_width, one.preview_height


async def pretended(id: UUID) -> Size:
    """Of what is none; the size that lies in the store."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        await storage.current().put(preview.key(id, Size.SMALL), Path(file.name))
    await preview.settle(id, (1, 1))
    return Size.SMALL

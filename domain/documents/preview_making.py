"""The making of a preview: fetched from the store, drawn by a confined process, and kept. Rule: D1.

Its program is preview_drawing.py.
"""

from pathlib import Path
from uuid import UUID as Id

from domain import storage
from domain.documents import confined, document, incoming, preview
from domain.documents.confined import Most
from domain.documents.outcome import Outcome
from domain.documents.preview_size import Size, beside, measured
from domain.storage import disk, threads

PROGRAM = confined.program("domain.documents.preview_drawing")
MOST = Most(
    file_bytes=1024 * 1024,
    memory_bytes=512 * 1024 * 1024,
    processor_seconds=8,
    patience_seconds=15.0,
)
"""Choice: less than a picture gets that comes in, for who shared it would see that refused."""


async def make(id: Id) -> None:
    """Draws it unless it is there, and writes that it is, or that none can be drawn.

    Errors: StorageAway; TooMuch, nothing is written, and a quieter machine may do it.
    """
    kind = await preview.wanted(id)
    if kind is None:
        return
    try:
        async with incoming.receiving() as coming:
            async for part in storage.current().read(document.key(id)):
                await coming.add(part)
            await preview.settle(id, await _drawn(id, kind, await coming.kept()))
    except storage.Missing:
        await preview.settle(id, None)


async def _drawn(id: Id, kind: str, source: Path) -> tuple[int, int] | None:
    """Both in the store, and how large the large one is; None where none can be drawn."""
    try:
        if await confined.run(PROGRAM, kind, source, source, MOST) != Outcome.CLEAN:
            return None
        return await _stored(id, source)
    finally:
        await threads.run(_removed, source)


async def _stored(id: Id, source: Path) -> tuple[int, int] | None:
    try:
        pixels = await threads.run(_measured, source)
    except ValueError:
        return None
    for size in Size:
        await storage.current().put(preview.key(id, size), beside(source, size))
    return pixels


def _measured(source: Path) -> tuple[int, int]:
    """Errors: ValueError, StorageAway."""
    with disk.told():
        return [measured(beside(source, size).read_bytes()) for size in Size][-1]


def _removed(source: Path) -> None:
    for size in Size:
        beside(source, size).unlink(missing_ok=True)

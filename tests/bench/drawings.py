"""(m) Previews of documents per second, one after the other, and the memory they take."""

import io
import resource
from collections.abc import Callable
from time import perf_counter
from uuid import UUID

from PIL import Image

from domain import database, settings, storage
from domain.documents import document, preview_making
from tests import documents, papers, pictures, world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.documents import PNG
from tests.world import World

COUNT = 12
PHONE = (4000, 3000)
KILOBYTE = 1024
AT_LEAST = 0.5
MOST_MB = preview_making.MOST.memory_bytes / KILOBYTE**2


async def measure(note: Note) -> None:
    """Choice: on SQLite alone, for both databases are asked the same three statements."""
    with databases.places() as places, databases.data_dir():
        await databases.create(next(iter(places)), "drawings")
        try:
            await _measure(note, await world.build())
        finally:
            await database.close()


async def _measure(note: Note, made: World) -> None:
    say(f"{COUNT} previews of each kind, one after the other")
    kinds: dict[str, tuple[bytes, Callable[[], bytes]]] = {
        "a page of a PDF": (papers.page(), papers.page),
        "a photo of 12 megapixels": (pictures.made("JPEG"), _photo),
        "a PNG of 98 megapixels": (PNG, lambda: pictures.bomb(9_900, 9_900, rows=9_900)),
    }
    for what, (small, make) in kinds.items():
        content = make()
        ids = [await _lying(made, small, content) for _ in range(COUNT)]
        began = perf_counter()
        for id in ids:
            await preview_making.make(id)
        per_second = COUNT / (perf_counter() - began)
        assert (await document.reachable(ids[0], by=made.nadia.actor)).preview_width
        note(Figure("m", f"{what}: previews per second", per_second, "/s", at_least=AT_LEAST))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTE
        note(Figure("m", f"{what}: memory that its process takes", peak, "MB", MOST_MB))


async def _lying(made: World, small: bytes, content: bytes) -> UUID:
    """A document of this content, which takes the place of a small one: nothing is cleaned."""
    id = await documents.share(made.kaya, small, by=made.nadia.actor)
    path = settings.current().data_dir / "content"
    path.write_bytes(content)
    await storage.current().put(document.key(id), path)
    return id


def _photo() -> bytes:
    noise = Image.effect_noise((PHONE[0] // 8, PHONE[1] // 8), 60).convert("RGB")
    content = io.BytesIO()
    noise.resize(PHONE).save(content, "JPEG", quality=90)
    return content.getvalue()

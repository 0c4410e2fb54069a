"""A preview is drawn where that can be; whoever made a file hostile costs nobody but its own."""

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain import database, settings, storage
from domain.documents import confined, document, listed, preview, preview_making
from domain.documents.preview_size import SMALL_PIXELS, Size
from tests import papers, pictures, waiting
from tests.documents import PDF
from tests.pictures import made
from tests.previews import drawn, kept, pixels, shared
from tests.rules import rule
from tests.world import World

HOSTILE: dict[str, Callable[[], bytes]] = {
    "locked": papers.locked,
    "endless": papers.endless,
    "broken": lambda: PDF,
    "half": lambda: papers.page()[:400],
    "no page": lambda: papers.written(b"<</Type /Catalog>>"),
}


pytestmark = pytest.mark.one_database


def left(own_store: Path) -> list[Path]:
    return list((own_store / "incoming").iterdir())


@rule("D1")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
async def test_a_picture_has_one_in_two_sizes(
    world: World, either_store: None, own_store: Path, kind: str
) -> None:
    id = await drawn(world, made(kind))
    small, large = [pictures.read(await kept(id, size)) for size in Size]
    assert (small.size, large.size) == ((SMALL_PIXELS, SMALL_PIXELS), pictures.WIDE)
    assert (small.format, large.format) == ("WEBP", "WEBP")
    assert pictures.colours(await kept(id, Size.LARGE), (4, 4), (60, 28)) == ["red", "blue"]
    assert await pixels(world, id) == pictures.WIDE
    assert left(own_store) == []


@rule("D1")
async def test_of_a_pdf_the_first_page_is_drawn(world: World, either_store: None) -> None:
    id = await drawn(world, papers.page())
    large = pictures.read(await kept(id, Size.LARGE))
    assert large.size == (857, 1199)
    assert await pixels(world, id) == large.size
    middle = large.convert("RGB").getpixel((400, 600))
    assert isinstance(middle, tuple)
    assert all(abs(is_ - was) < 12 for is_, was in zip(middle, papers.COLOUR, strict=True))


@rule("D1")
async def test_it_tells_no_more_than_can_be_seen(world: World) -> None:
    id = await drawn(world, made("PNG"))
    for size in Size:
        content = await kept(id, size)
        assert pictures.read(content).info.keys() <= {"loop", "background", "timestamp", "duration"}
        assert len(content) < 4000


@rule("D1")
async def test_a_large_picture_is_made_small_within_its_memory(world: World) -> None:
    id = await drawn(world, pictures.bomb(9_900, 9_900, rows=9_900))
    assert await pixels(world, id) == (1200, 1200)


@rule("D1")
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_of_what_moves_the_first_picture_is_drawn(world: World, kind: str) -> None:
    more = [pictures.read(made("PNG")).rotate(180)]
    id = await drawn(world, made(kind, save_all=True, append_images=more, duration=80, loop=0))
    assert pictures.colours(await kept(id, Size.LARGE), (4, 16), (60, 16)) == ["red", "blue"]


@rule("D1")
@pytest.mark.parametrize("how", ["huge picture", "huge page"])
async def test_a_pdf_that_says_it_is_huge_costs_no_more_than_its_preview(
    world: World, own_store: Path, how: str
) -> None:
    makers: dict[str, Callable[[], bytes]] = {
        "huge picture": papers.huge_picture,
        "huge page": papers.huge_page,
    }
    id = await drawn(world, makers[how]())
    width, height = await pixels(world, id)
    assert max(width or 0, height or 0) <= 1200
    assert left(own_store) == []


@rule("D1")
@pytest.mark.parametrize("how", HOSTILE)
async def test_a_hostile_pdf_costs_its_preview_alone(
    world: World, own_store: Path, how: str
) -> None:
    id = await shared(world, HOSTILE[how]())
    try:
        await preview_making.make(id)
        assert await preview.wanted(id) is None
    except confined.TooMuch:
        assert how == "endless"
        await preview.settle(id, None)
    assert await pixels(world, id) == (None, None)
    assert [
        each.preview_width
        for each in await listed.of_connection(world.kaya.id, by=world.nadia.actor)
    ] == [None]
    assert [each.key for each in await storage.current().listed()] == [document.key(id)]
    assert left(own_store) == []


@rule("D1")
async def test_a_bomb_that_was_let_in_before_has_none(world: World) -> None:
    id = await shared(world, made("PNG"))
    path = settings.current().data_dir / "bomb"
    for width, height in ((50_000, 50_000), (10_001, 10_000)):
        path.write_bytes(pictures.bomb(width, height))
        await storage.current().put(document.key(id), path)
        await database.rows("DELETE FROM document_previews")
        await preview_making.make(id)
        assert await pixels(world, id) == (None, None)


@rule("D1")
@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        "x = bytearray(10**10)",
        "import os; os.kill(os.getpid(), 9)",
        "raise SystemExit(1)",
    ],
)
async def test_a_process_that_is_killed_writes_nothing_and_can_be_tried_again(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    id = await shared(world, made("PNG"))
    with monkeypatch.context() as patched:
        patched.setattr(preview_making, "PROGRAM", [sys.executable, "-I", "-c", text])
        patched.setattr(preview_making, "MOST", preview_making.MOST._replace(patience_seconds=0.5))
        with pytest.raises(confined.TooMuch):
            await preview_making.make(id)
    assert await preview.wanted(id) == "image/png"
    assert left(own_store) == []
    await preview_making.make(id)
    assert await pixels(world, id) == pictures.WIDE


@rule("D2")
@pytest.mark.parametrize(
    "content", [b"<script>alert(1)</script>", b"RIFF\0\0\0\0WEBPVP8X" + bytes(40), b""]
)
async def test_what_is_no_picture_does_not_get_in_by_the_process_that_draws(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    text = (
        "import sys, pathlib\n"
        f"for size in {[*map(str, Size)]}:\n"
        f"    pathlib.Path(sys.argv[3]).with_suffix('.' + size).write_bytes({content!r})"
    )
    monkeypatch.setattr(preview_making, "PROGRAM", [sys.executable, "-I", "-c", text])
    id = await drawn(world, made("PNG"))
    assert await pixels(world, id) == (None, None)
    assert [each.key for each in await storage.current().listed()] == [document.key(id)]
    assert left(own_store) == []


@rule("D1")
async def test_when_the_worker_ends_its_process_ends_too(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = [sys.executable, "-I", "-c", "while True: pass"]
    monkeypatch.setattr(preview_making, "PROGRAM", program)
    noted = []
    start = asyncio.create_subprocess_exec

    async def note(*said: Any, **options: Any) -> object:
        noted.append(await start(*said, **options))
        return noted[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", note)
    works = asyncio.create_task(preview_making.make(await shared(world, papers.page())))
    await waiting.until(lambda: noted)
    works.cancel()
    with pytest.raises(asyncio.CancelledError):
        await works
    assert [each.returncode for each in noted] == [-signal.SIGKILL]
    assert left(own_store) == []

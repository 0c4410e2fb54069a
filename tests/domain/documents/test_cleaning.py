"""A picture is kept upright and tells nothing of where it was taken; a hostile one harms nobody."""

import asyncio
import hashlib
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

import pytest

from domain import storage
from domain.documents import cleaning, confined, document
from domain.documents.document import Document
from domain.documents.outcome import PIXELS_MOST
from domain.storage import StorageAway
from tests import pictures, waiting
from tests.documents import PNG, TEXT, share, there
from tests.pictures import PLACE, PROFILE, TURNED_RIGHT, WIDE, made
from tests.rules import rule
from tests.world import World

UPRIGHT = WIDE[::-1]
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "HEIF": ".heic", "GIF": ".gif"}
FOR_EVER = (
    "import os, sys; open(sys.argv[3] + '.id', 'w').write(str(os.getpid()))\nwhile True: pass"
)


pytestmark = pytest.mark.one_database


async def kept(world: World, content: bytes, name: str = "Bild") -> tuple[Document, bytes]:
    id = await share(world.kaya, content, name, by=world.nadia.actor)
    one = await document.reachable(id, by=world.nadia.actor)
    parts = [part async for part in storage.current().read(document.key(id))]
    return one, b"".join(parts)


async def nothing_is_left(world: World, own_store: Path) -> bool:
    rows = await there(world)
    return not rows and not list((own_store / "incoming").iterdir())


def program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(cleaning, "PROGRAM", [sys.executable, "-I", "-c", text])


@rule("D3")
@pytest.mark.parametrize("kind", ENDINGS)
async def test_it_tells_nothing_of_where_it_was_taken(world: World, kind: str) -> None:
    sent = made(kind)
    assert PLACE.encode() in sent or kind == "PNG"
    one, content = await kept(world, sent)
    picture = pictures.read(content)
    assert PLACE.encode() not in content
    assert not {"exif", "xmp", "comment", "Comment", "XML:com.adobe.xmp"} & picture.info.keys()
    assert dict(picture.getexif()) == {}
    assert picture.size == WIDE
    assert picture.info.get("icc_profile") == (None if kind == "GIF" else PROFILE)
    assert (one.size, one.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@rule("D3")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
async def test_it_stands_upright(world: World, kind: str) -> None:
    _, content = await kept(world, made(kind, orientation=TURNED_RIGHT))
    assert pictures.read(content).size == UPRIGHT
    assert pictures.colours(content, (16, 8), (16, 56)) == ["red", "blue"]


@rule("D3")
@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_way_to_hold_a_camera_is_known(world: World, orientation: int) -> None:
    _, content = await kept(world, made("JPEG", orientation=orientation))
    width, height = pictures.read(content).size
    first, last = pictures.colours(content, (2, 2), (width - 3, height - 3))
    assert (first, last) == (("red", "blue") if orientation in (1, 4, 5, 6) else ("blue", "red"))


@rule("D3")
async def test_a_picture_of_an_iphone_becomes_one_that_every_browser_shows(world: World) -> None:
    one, content = await kept(world, made("HEIF"), "IMG_0815.HEIC")
    assert (one.name, one.kind) == ("IMG_0815.jpg", "image/jpeg")
    assert pictures.read(content).format == "JPEG"


@rule("D3")
async def test_of_a_phones_two_pictures_in_one_the_first_is_kept(world: World) -> None:
    second = pictures.read(made("PNG")).rotate(90)
    sent = made("MPO", orientation=TURNED_RIGHT, save_all=True, append_images=[second])
    one, content = await kept(world, sent)
    assert (pictures.read(sent).format, pictures.read(content).format) == ("MPO", "JPEG")
    assert (one.kind, pictures.read(content).size) == ("image/jpeg", UPRIGHT)
    assert PLACE.encode() not in content


@rule("D3")
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
async def test_what_moves_goes_on_moving(world: World, kind: str) -> None:
    more = [pictures.read(made("PNG")).rotate(angle) for angle in (90, 180)]
    sent = made(kind, save_all=True, append_images=more, duration=80, loop=0)
    _, content = await kept(world, sent)
    assert pictures.read(content).info["loop"] == 0
    assert len(pictures.frames(content)) > 1
    assert pictures.frames(content) == pictures.frames(sent)


@rule("D3")
async def test_what_loses_nothing_loses_nothing(world: World) -> None:
    for sent in (made("PNG"), made("PNG", mode="P"), made("WEBP", lossless=True), made("GIF")):
        _, content = await kept(world, sent)
        assert pictures.read(content).convert("RGB").tobytes() == (
            pictures.read(sent).convert("RGB").tobytes()
        )


@rule("D3")
async def test_what_hides_behind_the_end_goes(world: World) -> None:
    for kind in ENDINGS:
        _, content = await kept(world, made(kind) + b"<script>alert(1)</script>")
        assert b"<script>" not in content, kind


@rule("D3")
@pytest.mark.parametrize("kind", ENDINGS)
async def test_half_a_picture_is_refused_and_leaves_nothing(
    world: World, own_store: Path, kind: str
) -> None:
    whole = made(kind)
    half = whole[: len(whole) - 40]
    for content in (half, whole[:60], whole[:40] + b"\xa5" * 2000):
        with pytest.raises(cleaning.NoPicture):
            await kept(world, content)
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_a_small_file_that_says_it_is_huge_is_refused_unread(
    world: World, own_store: Path
) -> None:
    for size in ((50_000, 50_000), (10_001, 10_000), (2_000_000_000, 2_000_000_000)):
        with pytest.raises(cleaning.TooManyPixels) as refused:
            await kept(world, pictures.bomb(*size))
        assert refused.value.values == {"most": PIXELS_MOST // 1_000_000}
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_one_that_takes_too_much_memory_is_ended(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "MEMORY_BYTES", 256 * 1024 * 1024)
    with pytest.raises(cleaning.TooMuchWork):
        await kept(world, pictures.bomb(9_900, 9_900))
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_one_that_takes_the_processor_for_too_long_is_ended(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "PROCESSOR_SECONDS", 1)
    with pytest.raises(cleaning.TooMuchWork):
        await kept(world, pictures.bomb(9_900, 9_900, rows=9_900))
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_one_that_gets_too_large_is_refused(own_store: Path) -> None:
    path = own_store / "Bild"
    path.write_bytes(made("HEIF"))
    with pytest.raises(cleaning.TooMuchWork):
        await cleaning.clean(path, "image/heic", 100)
    assert not cleaning.beside(path).exists()


@rule("D3")
@pytest.mark.parametrize("ends", ["raise SystemExit(1)", "import os; os.kill(os.getpid(), 11)"])
async def test_one_at_which_the_library_breaks_is_refused(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    program(monkeypatch, ends)
    with pytest.raises(cleaning.TooMuchWork):
        await kept(world, PNG)
    assert await nothing_is_left(world, own_store)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """What was started, each of which would go on for ever."""
    noted = []
    start = asyncio.create_subprocess_exec

    async def note(*said: Any, **options: Any) -> Process:
        noted.append(await start(*said, **options))
        return noted[-1]

    program(monkeypatch, "while True: pass")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", note)
    return noted


@rule("D3")
async def test_one_that_takes_too_long_is_ended(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch, started: list[Process]
) -> None:
    monkeypatch.setattr(cleaning, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(cleaning.TooMuchWork):
        await kept(world, PNG)
    assert [each.returncode for each in started] == [-signal.SIGKILL]
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_when_nobody_waits_any_more_it_is_ended(
    world: World, own_store: Path, started: list[Process]
) -> None:
    waits = asyncio.create_task(kept(world, PNG))
    await waiting.until(lambda: started)
    waits.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waits
    assert [each.returncode for each in started] == [-signal.SIGKILL]
    assert await nothing_is_left(world, own_store)


@rule("D3")
async def test_one_that_cannot_be_written_is_the_storages_fault(own_store: Path) -> None:
    path = own_store / "Bild"
    path.write_bytes(PNG)
    cleaning.beside(path).mkdir()
    with pytest.raises(StorageAway):
        await cleaning.clean(path, "image/png", 1000)


@rule("D3")
async def test_several_at_once_are_read_by_as_many_as_there_are_cores(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = (
        "import os, sys, time, pathlib; me = pathlib.Path(sys.argv[3] + '.runs'); me.touch()\n"
        "time.sleep(0.3); seen = len(list(me.parent.glob('*.runs'))); me.unlink()\n"
        "pathlib.Path(sys.argv[3]).write_bytes(b'x' * seen)"
    )
    program(monkeypatch, counting)
    found = await asyncio.gather(*(kept(world, PNG) for _ in range(4 * confined.AT_ONCE)))
    assert max(one.size for one, _ in found) <= confined.AT_ONCE


@rule("D3")
async def test_several_pictures_at_once_are_kept_each_by_itself(world: World) -> None:
    sent = [made("JPEG", orientation=TURNED_RIGHT), made("PNG"), made("HEIF"), made("WEBP"), TEXT]
    found = await asyncio.gather(*(kept(world, content) for content in sent * 2))
    kinds = [one.kind.partition("/")[2] for one, _ in found]
    assert kinds == ["jpeg", "png", "jpeg", "webp", "plain"] * 2
    assert pictures.read(found[0][1]).size == UPRIGHT

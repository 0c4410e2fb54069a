"""An hour later a file whose version never came leaves the store, however long that is away."""

from pathlib import Path

import pytest

from domain import storage
from domain.agreements import filing
from domain.storage.folder import Folder
from tests.agreements import PAGE, incoming_pdf, uploaded
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.workers.rows import work
from tests.world import World
from workers import agreement_files


async def keys() -> list[str]:
    return [each.key for each in await storage.current().listed()]


@rule("D5")
async def test_an_hour_later_it_is_gone_and_what_was_asked_is_there(
    world: World, own_store: Path, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise storage.StorageAway("away")

    one = await uploaded(by=world.jonas.actor)
    await incoming_pdf(PAGE)
    await work()
    assert len(await keys()) == 2
    frozen_clock.forward(filing.PATIENCE)
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "remove", away)
        await work()
    assert len(await keys()) == 2
    frozen_clock.forward(agreement_files.PAUSE)
    await work()
    assert await keys() == [filing.key(one.id)]

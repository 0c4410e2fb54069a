"""A disk without room: what cannot be stored is said, nothing is half done, and reading goes on."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from domain import database, outbox
from domain.credits import balance
from domain.database.sqlite.engine import Engine
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.domain.test_backup import everything
from tests.web.conftest import PARTIAL, WORKER
from tests.web.login.people import Open
from tests.web.sessions.people import enter, state_of
from tests.world import World
from workers import relay

pytestmark = pytest.mark.parametrize("migrated", ["sqlite"], indirect=True)

SAID = "Der Server hat keinen Platz mehr und konnte das nicht speichern; geändert ist nichts."


@contextmanager
def full_disk() -> Iterator[None]:
    """The log of SQLite may not become longer than it is, as on a disk that is full."""
    engine = database.engine()
    assert isinstance(engine, Engine)
    length = Path(f"{engine.path}-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_confirmation_is_refused_in_a_sentence_and_goes_through_once_there_is_room(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    await world.make.credits(1)
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/confirmation"
    before = await everything()
    with full_disk():
        for headers in ({}, PARTIAL, WORKER):
            answer = await nadia.post(address, headers=headers)
            assert answer.status_code == 507
            assert SAID in answer.text
        assert answer.text.startswith(SAID)
        assert await state_of(made) == State.PENDING
    assert await everything() == before
    assert (await nadia.post(address, headers=PARTIAL)).status_code == 200
    assert await state_of(made) == State.CONFIRMED
    assert (await balance.of(world.kaya.id)).held == 1


async def test_pages_are_read_also_when_their_reader_s_last_use_cannot_be_noted(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    frozen_clock.forward(timedelta(hours=25))
    with full_disk():
        for address in ("/sessions", f"/sessions/{made.id}", "/notifications", "/settings"):
            assert (await nadia.get(address)).status_code == 200, address


async def test_what_was_typed_stays_and_is_said_to_be_there(world: World, browser: Open) -> None:
    """htmx puts the sentence beside the page; a browser without scripts goes back to the form."""
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/decline"
    with full_disk():
        answer = await nadia.post(address, data={"message": "Zahnarzt"}, headers=PARTIAL)
        assert answer.headers["hx-retarget"] == "#notice"
    form = await nadia.get(address)
    assert "no-store" not in form.headers["cache-control"]


async def test_work_waits_and_is_done_once_there_is_room(world: World) -> None:
    await outbox.put("purge", {})
    left = f"SELECT attempts FROM outbox WHERE kind = 'purge' AND {outbox.IS_PENDING}"
    with full_disk():
        await relay.relay()
    assert await database.rows(left) == [(0,)]
    await relay.relay()
    assert await database.rows(left) == []

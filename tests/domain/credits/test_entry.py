"""The database keeps the ledger: nothing is rewritten, and totals are what the entries say."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import database
from domain.credits import balance, entry, package
from domain.credits.entry import Kind, Line
from domain.credits.package import Source
from domain.database import Violation
from domain.sessions.session import State
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World


async def only_package(world: World) -> Source:
    await world.make.credits(3)
    found = await package.sources([world.kaya.id])
    return next(each for each in found if each.kind == package.Kind.PACKAGE)


async def corrected(made: Source, event: UUID, changes: dict[str, Any]) -> None:
    await entry.write([Line(made.id, made.connection, event, Kind.CORRECTED, changes)])


@rule("K1")
@pytest.mark.parametrize(
    "sql",
    ["UPDATE entries SET reason = 'anders'", "UPDATE entries SET free = 9", "DELETE FROM entries"],
)
async def test_no_entry_is_ever_updated_or_deleted(world: World, sql: str) -> None:
    await world.make.session(State.COMPLETED)
    before = await database.rows("SELECT * FROM entries")
    with pytest.raises(Violation) as refused:
        await database.rows(sql)
    assert refused.value.name == "K1_append_only"
    assert await database.rows("SELECT * FROM entries") == before


@rule("K1")
@pytest.mark.parametrize(
    "change",
    [
        "free_count = free_count + 1, granted_count = granted_count + 1",
        "free_count = free_count - 1, spent_count = spent_count + 1",
        "held_count = 1, free_count = free_count - 1",
    ],
)
async def test_a_total_that_is_not_the_sum_of_its_entries_is_refused(
    world: World, change: str
) -> None:
    made = await only_package(world)
    with pytest.raises(Violation) as refused:
        await database.rows(f"UPDATE packages SET {change} WHERE id = {{}}", made.id)
    assert refused.value.name == "K1_total_equals_entries"
    assert (await balance.of(world.kaya.id)).free == 3


@rule("K1")
async def test_a_package_begins_empty(world: World) -> None:
    with pytest.raises(Violation) as refused:
        await database.rows(
            "INSERT INTO packages (id, connection, kind, reason, granted_count, free_count,"
            " held_count, spent_count, lapsed_count, expired_count, overdraft_count, created_at)"
            " VALUES ({}, {}, 'package', '', 5, 5, 0, 0, 0, 0, 0, {})",
            uuid4(),
            world.kaya.id,
            world.kaya.created_at,
        )
    assert refused.value.name == "K1_begins_empty"


@rule("K1", "K3")
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"free": -4, "held": 4}, "K1_free_not_below_overdraft"),
        ({"free": 1, "held": -1}, "K2_counts_not_negative"),
        ({"free": 1}, "K2_entry_adds_up"),
        ({"granted": 1}, "K2_entry_adds_up"),
    ],
)
async def test_an_entry_that_would_make_a_count_what_it_may_not_be_is_refused(
    world: World, changes: dict[str, Any], name: str
) -> None:
    made = await only_package(world)
    with pytest.raises(Violation) as refused:
        await corrected(made, uuid4(), changes)
    assert refused.value.name == name
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held, found.granted) == (3, 0, 3)


@rule("K1")
async def test_an_event_writes_each_kind_of_entry_to_a_package_once(world: World) -> None:
    made, event = await only_package(world), uuid4()
    await corrected(made, event, {"granted": -1, "free": -1})
    with pytest.raises(Violation) as refused:
        await corrected(made, event, {"granted": -1, "free": -1})
    assert refused.value.name == "entries.event,package,kind"
    assert (await balance.of(world.kaya.id)).free == 2


@rule("K3")
async def test_only_the_overdraft_may_be_below_zero(world: World) -> None:
    made = await only_package(world)
    with pytest.raises(Violation) as refused:
        await database.rows("UPDATE packages SET overdraft_count = 5 WHERE id = {}", made.id)
    assert refused.value.name == "K1_overdraft_only_in_its_pot"


@rule("K1")
async def test_two_who_write_entries_of_one_package_do_not_wait_in_a_circle(world: World) -> None:
    """An entry refers to its package before the total follows; both may have come as far."""
    made = await only_package(world)
    referred, written = asyncio.Event(), asyncio.Event()

    async def refer() -> None:
        async with database.transaction():
            if database.dialect() == "postgres":
                # What a foreign key's check does.
                await database.rows("SELECT 1 FROM packages WHERE id = {} FOR KEY SHARE", made.id)
                referred.set()
                await written.wait()
        referred.set()

    async def write() -> None:
        await referred.wait()
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await corrected(made, uuid4(), {"granted": 1, "free": 1})
        finally:
            written.set()

    await asyncio.gather(refer(), write())
    assert (await balance.of(world.kaya.id)).free == 4

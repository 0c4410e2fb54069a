"""A family takes a place of a date that was opened for it. Rule: S18."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.errors import Invalid, NotFound
from domain.sessions import answer, group, group_calling_off, group_joining, group_offer, withdrawal
from domain.sessions import session as sessions
from domain.sessions.group_places import GroupFull
from domain.sessions.session import State
from domain.sessions.state import Stale
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.world import World


@rule("S18", "S3", "K2")
async def test_joining_binds_at_once(world: World) -> None:
    made = await groups.made(world, is_open=True)
    joined = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    assert joined.state == State.CONFIRMED
    assert joined.group_date == made.id
    assert (await balance.of(world.kaya.id)).held == 1
    assert (await group.by_id(made.id)).taken_count == 1


@rule("S18")
async def test_the_same_child_has_one_place(world: World) -> None:
    made = await groups.made(world, is_open=True)
    first = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    again = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    assert first.id == again.id
    assert (await group.by_id(made.id)).taken_count == 1


@rule("S18")
async def test_who_was_asked_says_yes_by_joining(world: World) -> None:
    made = await groups.made(world, mila(world), is_open=True)
    joined = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    assert joined.id == (await groups.of(made))[world.mila.id].id
    assert joined.state == State.CONFIRMED


@rule("S18", "S1")
async def test_joining_can_be_taken_back_and_waits_then(world: World) -> None:
    made = await groups.made(world, is_open=True)
    joined = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    await withdrawal.undo(await sessions.by_id(joined.id), by=world.nadia.actor)
    back = await sessions.by_id(joined.id)
    assert back.is_waiting(clock.now())
    assert (await group.by_id(made.id)).free_count == 3
    await answer.confirm(back, by=world.nadia.actor)
    assert (await group.by_id(made.id)).free_count == 2


@rule("S18", "S4")
async def test_two_families_on_the_last_place(world: World) -> None:
    made = await groups.made(world, places=2, is_open=True)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    ended = await asyncio.gather(
        group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor),
        group_joining.join(uuid4(), made, world.emil.id, by=world.dora.actor),
        return_exceptions=True,
    )
    assert sum(isinstance(each, GroupFull) for each in ended) == 1
    assert (await group.by_id(made.id)).taken_count == 2
    assert await database.row("SELECT count(*) FROM sessions") == (2,)


@rule("S18", "B5")
async def test_only_what_is_open_to_come_and_taught_is_offered(world: World) -> None:
    closed = await groups.made(world)
    later = clock.now() + timedelta(days=6)
    typed = groups.typed(world, starts_at=later, is_open=True)
    made = await group_offer.make(typed, by=world.jonas.actor)
    assert [each.id for each in await group_joining.offered(world.nadia.actor)] == [made.id]
    with pytest.raises(NotFound):
        await group_joining.reachable(closed.id, by=world.nadia.actor)
    await group_calling_off.call_off(made, by=world.jonas.actor)
    assert await group_joining.offered(world.nadia.actor) == []
    with pytest.raises(Stale):
        await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    await database.rows("UPDATE assignments SET ended_at = {}", clock.now())
    with pytest.raises(NotFound):
        await group_joining.reachable(made.id, by=world.nadia.actor)


@rule("S18", "K3")
async def test_whoever_has_no_credit_has_no_place(world: World) -> None:
    await groups.together(world)
    typed = groups.typed(world, is_open=True)
    made = await group_offer.make(typed, by=world.jonas.actor)
    with pytest.raises(NotEnoughCredits):
        await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    assert await database.row("SELECT count(*) FROM sessions") == (0,)


@rule("S18")
async def test_nobody_joins_for_a_child_of_another_family(world: World) -> None:
    made = await groups.made(world, emil(world), is_open=True)
    with pytest.raises(Invalid):
        await group_joining.join(uuid4(), made, world.emil.id, by=world.nadia.actor)

"""Who waits for a place of a full group gets it in order, or all are asked. Rule: S17 S18."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database
from domain.errors import Invalid
from domain.profiles import membership
from domain.profiles.membership import Role
from domain.sessions import (
    answer,
    cancellation,
    group,
    group_calling_off,
    group_joining,
    group_wait,
    proposal_expiry,
)
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_places import GroupFull
from domain.sessions.session import Session
from domain.sessions.terms import Outcome
from tests.domain.notifications.news import told
from tests.domain.sessions import groups
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.world import World

A_MINUTE = timedelta(minutes=1)
A_TURN = timedelta(hours=12)
"""How long the provider lets a place be kept, until they say otherwise."""


async def full(world: World) -> tuple[Group, Session]:
    """Both places are Mila's and Tom's; Mila's session."""
    made = await groups.made(world, places=2, is_open=True)
    mine = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    return await group.by_id(made.id), mine


async def sister(world: World) -> UUID:
    """Another child of Dora's."""
    return (await membership.create(world.rossi.family, Role.CHILD, "Lia")).id


async def offered(made: Group, learner: UUID) -> Session | None:
    return (await groups.of(made)).get(learner)


@rule("S18")
async def test_a_place_that_becomes_free_is_offered_to_the_first(world: World) -> None:
    made, mine = await full(world)
    lia = await sister(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    clock.freeze(clock.now() + A_MINUTE)
    await group_wait.wait(made, lia, by=world.dora.actor)
    waiting = await group_wait.of_family(made, by=world.dora.actor)
    assert [(each.name, each.position) for each in waiting] == [("Emil", 1), ("Lia", 2)]
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    await group_wait.pass_on(made.id)
    first = await offered(made, world.emil.id)
    assert first is not None and first.is_waiting(clock.now())
    assert first.expires_at == clock.now() + A_TURN
    assert await offered(made, lia) is None
    rows = await database.rows(
        "SELECT profile FROM notifications WHERE kind = 'session.place_free'"
    )
    assert [profile for (profile,) in rows] == [world.dora.id]


@rule("S18")
async def test_nobody_else_gets_a_place_while_it_is_kept(world: World) -> None:
    made, mine = await full(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    assert (await group.by_id(made.id)).free_count == 0
    with pytest.raises(GroupFull):
        await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    kept = await offered(made, world.emil.id)
    assert kept is not None
    await answer.confirm(kept, by=world.dora.actor)
    assert (await group.by_id(made.id)).taken_count == 2


@rule("S18")
async def test_who_was_asked_cannot_take_a_place_that_is_kept(world: World) -> None:
    made = await groups.made(world, groups.tom(world), places=2, is_open=True)
    lia = await sister(world)
    for learner in (world.emil.id, lia):
        await group_joining.join(uuid4(), made, learner, by=world.dora.actor)
    await group_wait.wait(made, world.mila.id, by=world.nadia.actor)
    emils = await offered(made, world.emil.id)
    assert emils is not None
    await cancellation.cancel(emils, by=world.dora.actor)
    await group_wait.pass_on(made.id)
    asked = await groups.of(made)
    with pytest.raises(GroupFull):
        await answer.confirm(asked[world.tom.id], by=world.nadia.actor)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)


@rule("S18")
@pytest.mark.parametrize("how", ["expires", "declines"])
async def test_an_offer_that_is_not_taken_goes_to_the_next(world: World, how: str) -> None:
    made, mine = await full(world)
    lia = await sister(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    clock.freeze(clock.now() + A_MINUTE)
    await group_wait.wait(made, lia, by=world.dora.actor)
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    first = await offered(made, world.emil.id)
    assert first is not None
    if how == "expires":
        clock.freeze(first.expires_at)
        await proposal_expiry.expire(first.proposal)
    else:
        await answer.decline(first, by=world.dora.actor)
    sql = "SELECT count(*) FROM outbox WHERE kind = 'group_place' AND done_at IS NULL"
    assert await database.row(sql) == (2,)
    await group_wait.pass_on(made.id)
    second = await offered(made, lia)
    assert second is not None and second.is_waiting(clock.now())


@rule("S18")
async def test_an_offer_ends_with_the_start_at_the_latest(world: World) -> None:
    made, mine = await full(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    clock.freeze(made.starts_at - timedelta(hours=2))
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.jonas.actor)
    await group_wait.pass_on(made.id)
    kept = await offered(made, world.emil.id)
    assert kept is not None and kept.expires_at == made.starts_at


@rule("S18")
async def test_whoever_waits_while_a_place_is_free_is_asked_at_once(world: World) -> None:
    made, mine = await full(world)
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    assert await offered(made, world.emil.id) is not None


@rule("S18")
async def test_nobody_waits_twice_or_for_others_and_leaving_is_final(world: World) -> None:
    made, mine = await full(world)
    for _ in range(2):
        await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    assert len(await group_wait.of_family(made, by=world.dora.actor)) == 1
    for learner in (world.mila.id, world.emil.id):
        with pytest.raises(Invalid):
            await group_wait.wait(made, learner, by=world.nadia.actor)
    await group_wait.leave(made, world.emil.id, by=world.nadia.actor)
    assert len(await group_wait.of_family(made, by=world.dora.actor)) == 1
    await group_wait.leave(made, world.emil.id, by=world.dora.actor)
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    assert await offered(made, world.emil.id) is None


@rule("S18")
async def test_who_waited_for_what_is_called_off_is_told_so(world: World) -> None:
    made, _ = await full(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    await group_calling_off.call_off(made, by=world.jonas.actor)
    await group_wait.pass_on(made.id)
    assert await group_wait.of_family(made, by=world.dora.actor) == []
    rows = await database.rows("SELECT profile FROM notifications WHERE kind = 'group.over'")
    assert [profile for (profile,) in rows] == [world.dora.id]


@rule("S18")
async def test_a_place_given_back_while_somebody_else_joins_is_one_place(world: World) -> None:
    made, mine = await full(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    await cancellation.cancel(await sessions.by_id(mine.id), by=world.nadia.actor)
    await asyncio.gather(
        group_wait.pass_on(made.id),
        group_wait.pass_on(made.id),
        group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor),
        return_exceptions=True,
    )
    now = await group.by_id(made.id)
    assert now.taken_count + now.kept_count <= now.places_count
    sql = "SELECT count(*) FROM sessions WHERE group_date = {} AND learner = {}"
    assert await database.row(sql, made.id, world.emil.id) in {(0,), (1,)}


@rule("S17", "S18")
@pytest.mark.parametrize("how", ["takes", "expires", "withdrawn"])
async def test_whose_invitation_is_open_waits_and_the_place_is_kept_for_it(
    world: World, how: str
) -> None:
    made = await groups.made(world, groups.tom(world), places=2, is_open=True)
    lia = await sister(world)
    for learner in (world.emil.id, lia):
        await group_joining.join(uuid4(), made, learner, by=world.dora.actor)
    await group_wait.wait(made, world.tom.id, by=world.nadia.actor)
    clock.freeze(clock.now() + A_MINUTE)
    await group_wait.wait(made, world.mila.id, by=world.nadia.actor)
    waiting = await group_wait.of_family(made, by=world.nadia.actor)
    assert [each.name for each in waiting] == ["Tom", "Mila"]
    toms, emils = await offered(made, world.tom.id), await offered(made, world.emil.id)
    assert toms is not None and emils is not None
    await cancellation.cancel(emils, by=world.dora.actor)
    await group_wait.pass_on(made.id)
    kept = await sessions.by_id(toms.id)
    assert kept.expires_at == clock.now() + A_TURN
    assert await group_wait.kept_for(made, by=world.nadia.actor) == {world.tom.id}
    assert await told("session.place_free") == {world.nadia.id}
    await group_wait.wait(made, world.tom.id, by=world.nadia.actor)
    waiting = await group_wait.of_family(made, by=world.nadia.actor)
    assert [each.name for each in waiting] == ["Mila"]
    if how == "takes":
        await answer.confirm(kept, by=world.nadia.actor)
    elif how == "expires":
        clock.freeze(kept.expires_at)
        await proposal_expiry.expire(kept.proposal)
    else:
        await cancellation.cancel(kept, by=world.jonas.actor, agreed=Outcome.OFFER)
    await group_wait.pass_on(made.id)
    milas = await offered(made, world.mila.id)
    assert (milas is None) == (how == "takes")


@rule("S17", "S18")
async def test_how_long_a_place_is_kept_is_the_provider_s_choice(world: World) -> None:
    await plans(world, sooner_hours=3)
    made, mine = await full(world)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    await cancellation.cancel(mine, by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    kept = await offered(made, world.emil.id)
    assert kept is not None and kept.expires_at == clock.now() + timedelta(hours=3)

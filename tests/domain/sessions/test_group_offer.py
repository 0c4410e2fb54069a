"""An educator makes a date for several children, and calls it off. Rule: S18."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Forbidden, Invalid, NotFound
from domain.sessions import (
    answer,
    cancellation,
    group,
    group_calling_off,
    group_invitation,
    group_offer,
    habit,
    offer,
)
from domain.sessions.group_calling_off import GroupBegun
from domain.sessions.group_invitation import Invited
from domain.sessions.group_places import GroupFull
from domain.sessions.session import State
from domain.sessions.state import SlotTaken, Stale
from tests import choices, series
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila, tom
from tests.rules import rule
from tests.world import DAYS_AHEAD, World


@rule("S18", "S2")
async def test_each_child_is_asked_by_a_proposal_of_its_own(world: World) -> None:
    made = await groups.made(world, mila(world), tom(world), emil(world))
    asked = await groups.of(made)
    assert {each.state for each in asked.values()} == {State.PENDING}
    assert len({each.proposal for each in asked.values()}) == 3
    assert {each.starts_at for each in asked.values()} == {made.starts_at}
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await answer.decline(asked[world.tom.id], by=world.nadia.actor)
    assert (await group.by_id(made.id)).free_count == 2


@rule("S18")
async def test_the_same_key_twice_is_one_date(world: World) -> None:
    await groups.together(world)
    what = groups.typed(world, mila(world))
    first = await group_offer.make(what, by=world.jonas.actor)
    again = await group_offer.make(what, by=world.jonas.actor)
    assert first.id == again.id
    assert await database.row("SELECT count(*) FROM sessions") == (1,)


@rule("S18")
async def test_a_service_of_one_place_is_no_group(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        await group_offer.make(groups.typed(world, mila(world)), by=world.jonas.actor)
    assert (refused.value.field, refused.value.code) == ("service", "no_group")
    assert await database.row("SELECT count(*) FROM group_dates") == (0,)


@rule("S18", "B5")
async def test_only_children_who_are_taught_are_asked(world: World) -> None:
    await groups.together(world)
    stranger = Invited(world.kaya.family, world.emil.id)
    with pytest.raises(Invalid) as refused:
        await group_offer.make(groups.typed(world, stranger), by=world.jonas.actor)
    assert refused.value.field == "invited"
    assert await database.row("SELECT count(*) FROM group_dates") == (0,)


@rule("S18", "S4")
async def test_a_group_needs_a_time_in_which_its_educator_is_free(world: World) -> None:
    await groups.together(world)
    taken = await world.make.session(State.CONFIRMED, service=world.physics)
    what = groups.typed(world, mila(world), starts_at=taken.starts_at)
    with pytest.raises(Invalid) as refused:
        await group_offer.make(what, by=world.jonas.actor)
    assert refused.value.code == "overlaps"


@rule("S18", "S2")
async def test_nothing_else_is_put_in_beside_a_group(world: World) -> None:
    made = await groups.made(world)
    for learner in (None, world.tom.id):
        typed = world.make.offer(
            learner=learner, service=world.physics, starts_at=made.starts_at + timedelta(minutes=30)
        )
        with pytest.raises(Invalid) as refused:
            await offer.propose(typed, world.kaya, by=world.jonas.actor)
        assert refused.value.code == "overlaps_group"
    await group_calling_off.call_off(made, by=world.jonas.actor)
    await offer.propose(typed, world.kaya, by=world.jonas.actor)


@rule("S18")
async def test_further_families_are_asked_while_there_are_places(world: World) -> None:
    made = await groups.made(world, mila(world), places=2)
    await group_invitation.invite(made, [emil(world), mila(world)], by=world.jonas.actor)
    asked = await groups.of(made)
    assert set(asked) == {world.mila.id, world.emil.id}
    assert await database.row("SELECT count(*) FROM sessions") == (2,)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    with pytest.raises(GroupFull):
        await group_invitation.invite(made, [tom(world)], by=world.jonas.actor)


@rule("S18")
async def test_who_declined_can_be_asked_again(world: World) -> None:
    made = await groups.made(world, mila(world))
    await answer.decline((await groups.of(made))[world.mila.id], by=world.nadia.actor)
    clock.freeze(clock.now() + timedelta(minutes=1))
    await group_invitation.invite(made, [mila(world)], by=world.jonas.actor)
    assert (await groups.of(made))[world.mila.id].state == State.PENDING


@rule("S18")
async def test_nobody_is_asked_once_it_began(world: World) -> None:
    made = await groups.made(world, mila(world))
    clock.freeze(made.starts_at)
    with pytest.raises(Stale):
        await group_invitation.invite(made, [emil(world)], by=world.jonas.actor)


@rule("S18")
async def test_of_two_who_want_the_last_place_one_is_told_that_it_is_gone(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world), places=1 + 1)
    await database.rows("UPDATE group_dates SET places_count = 1 WHERE id = {}", made.id)
    asked = await groups.of(made)
    ended = await asyncio.gather(
        answer.confirm(asked[world.mila.id], by=world.nadia.actor),
        answer.confirm(asked[world.emil.id], by=world.dora.actor),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in ended) == ["GroupFull", "NoneType"]
    assert (await group.by_id(made.id)).taken_count == 1
    holds = [(await balance.of(each.id)).held for each in (world.kaya, world.rossi)]
    assert sorted(holds) == [0, 1]


@rule("S18", "S8")
async def test_a_place_that_is_given_back_is_free_again(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world), places=2)
    await database.rows("UPDATE group_dates SET places_count = 1 WHERE id = {}", made.id)
    asked = await groups.of(made)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await cancellation.cancel(asked[world.mila.id], by=world.nadia.actor)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    assert (await group.by_id(made.id)).taken_count == 1


@rule("S18", "S4")
async def test_a_group_keeps_others_out_of_its_time(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(made)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    alone = await world.make.session(
        learner=world.tom.id, service=world.physics, starts_at=made.starts_at + timedelta(days=1)
    )
    sql = "UPDATE sessions SET starts_at = {}, ends_at = {} WHERE id = {}"
    await database.rows(sql, made.starts_at, made.ends_at, alone.id)
    with pytest.raises(SlotTaken):
        await answer.confirm(alone, by=world.nadia.actor)


@rule("S18", "S10", "K2")
async def test_calling_it_off_ends_everything_at_no_cost(world: World) -> None:
    made = await groups.made(world, mila(world), tom(world), emil(world))
    asked = await groups.of(made)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await answer.decline(asked[world.tom.id], by=world.nadia.actor)
    # Too late for the family to do so free of charge.
    clock.freeze(made.starts_at - timedelta(hours=1))
    await group_calling_off.call_off(made, by=world.jonas.actor, why="Krank")
    states = {who: each.state for who, each in (await groups.of(made)).items()}
    assert states == {
        world.mila.id: State.CANCELLED,
        world.tom.id: State.DECLINED,
        world.emil.id: State.CANCELLED,
    }
    kaya = await balance.of(world.kaya.id)
    assert (kaya.free, kaya.held, kaya.lapsed) == (5, 0, 0)
    with pytest.raises(Stale):
        await group_calling_off.call_off(made, by=world.jonas.actor)
    with pytest.raises(Stale):
        await answer.confirm(asked[world.emil.id], by=world.dora.actor)


@rule("S18")
async def test_it_is_not_called_off_once_it_began(world: World) -> None:
    made = await groups.made(world, mila(world))
    clock.freeze(made.starts_at)
    with pytest.raises(GroupBegun):
        await group_calling_off.call_off(made, by=world.jonas.actor)


@rule("S18")
async def test_calling_off_and_confirming_at_once_end_as_one_after_the_other(
    world: World,
) -> None:
    made = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(made)
    ended = await asyncio.gather(
        answer.confirm(asked[world.mila.id], by=world.nadia.actor),
        group_calling_off.call_off(made, by=world.jonas.actor),
        return_exceptions=True,
    )
    assert ended[1] is None
    assert ended[0] is None or isinstance(ended[0], Stale)
    assert (await groups.of(made))[world.mila.id].state == State.CANCELLED
    assert (await balance.of(world.kaya.id)).held == 0


@rule("S18", "B5")
async def test_a_date_is_its_educators(world: World) -> None:
    made = await groups.made(world, mila(world))
    later = made.starts_at + timedelta(days=3)
    other = await world.make.session(service=world.physics, starts_at=later)
    with pytest.raises(NotFound):
        await group.reachable(other.id, by=world.jonas.actor)
    stranger = type(world.jonas.actor)(world.dora.id, world.jonas.actor.provider_id)
    with pytest.raises(NotFound):
        await group.reachable(made.id, by=stranger)
    with pytest.raises(Forbidden):
        await group_invitation.invite(made, [emil(world)], by=stranger)
    with pytest.raises(Forbidden):
        await group_calling_off.call_off(made, by=stranger)


@rule("S18", "S2")
@pytest.mark.parametrize("form", ["one", "alternatives", "series"])
async def test_a_service_of_several_places_is_proposed_to_nobody_alone(
    world: World, form: str
) -> None:
    await world.make.session()
    await groups.together(world)
    start = clock.now() + 2 * DAYS_AHEAD
    by = world.jonas.actor
    with pytest.raises(Invalid) as refused:
        match form:
            case "one":
                await world.make.session(starts_at=start)
            case "alternatives":
                await choices.proposed(world, [start, start + DAYS_AHEAD])
            case _:
                await series.put_in(world, series.tuesdays(start.date(), 2))
    assert (refused.value.field, refused.value.code) == ("service", "of_group")
    # Nor is it what is usual with a child.
    assert [each.learner for each in await habit.habits(by)] == []

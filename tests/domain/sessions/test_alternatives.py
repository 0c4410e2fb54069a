"""Several times of one proposal: one is picked, and the others are as if they had never been."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.errors import Forbidden, Invalid
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.sessions import (
    alternatives,
    answer,
    asked,
    cancellation,
    passing_over,
    past,
    proposal_expiry,
    state,
    upcoming,
    week,
    withdrawal,
)
from domain.sessions.session import State
from domain.sessions.terms import Outcome
from domain.sessions.undo_window import LENGTH
from tests import choices
from tests.choices import states
from tests.conftest import FrozenClock
from tests.domain.notifications.news import phone, tell_late, told, ways
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.world import World, person


async def listed(world: World) -> list[tuple[str, int]]:
    """What Nadia's list shows, by state."""
    rows = await upcoming.upcoming(world.nadia.actor, clock.now())
    kinds = [row.state for row in rows]
    return [(each, kinds.count(each)) for each in dict.fromkeys(kinds)]


async def father(world: World) -> Guardian:
    made = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    return (await person(made.id, Guardian)).actor


@rule("S2", "K6")
async def test_they_are_one_proposal_and_cost_one_session(world: World) -> None:
    await phone(world.nadia, world.nadia.id)
    made = await choices.proposed(world)
    assert len({each.proposal for each in made}) == 1
    assert {each.asking for each in made} == {"alternatives"}
    found = await balance.of(world.kaya.id)
    assert (found.needed, found.proposals) == (1, 1)
    assert await told("session.proposed") == {world.nadia.id}
    assert await ways("session.proposed") == {("push", world.nadia.id): 1}
    ((count,),) = await database.rows(
        "SELECT facts_count FROM notifications WHERE kind = 'session.proposed'"
    )
    assert count == 3
    assert await listed(world) == [("pending", 3)]


@rule("S2")
async def test_the_same_form_twice_is_one_proposal(world: World) -> None:
    key, at = uuid4(), choices.starts()
    first, second = await asyncio.gather(
        choices.proposed(world, at, key=key), choices.proposed(world, at, key=key)
    )
    assert [each.id for each in first] == [each.id for each in second]
    assert len(await database.rows("SELECT id FROM sessions")) == 3


@rule("S2", "S4")
async def test_every_time_is_checked_at_once(world: World, frozen_clock: FrozenClock) -> None:
    at = choices.starts(4)
    taken = await world.make.session(State.CONFIRMED, learner=world.tom.id, starts_at=at[2])
    past_one = clock.now() - timedelta(hours=1)
    typed = [*choices.times([at[0], past_one, taken.starts_at]), *choices.times([at[0]])]
    draft = world.make.offer(starts_at=at[0]).draft
    checked = await alternatives.check(draft, typed, by=world.jonas.actor)
    assert {number: error.code for number, error in checked.faults} == {
        1: "past",
        2: "overlaps",
        3: "twice",
    }
    for wrong in ([at[0]], choices.starts(6), [at[0], taken.starts_at]):
        with pytest.raises(Invalid):
            await choices.proposed(world, wrong)
    assert await database.rows("SELECT id FROM sessions WHERE state = 'pending'") == []


@rule("S1", "S2", "S3", "K2", "S8")
async def test_picking_one_confirms_it_and_leaves_nothing_of_the_others(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    made = await choices.proposed(world)
    await answer.confirm(made[1], by=world.nadia.actor)
    assert (await choices.now(made))[1].notice_hours == 24
    after = await balance.of(world.kaya.id)
    assert (after.held, after.needed) == (1, 0)
    # At once: they are in no list and nobody can answer them.
    assert await listed(world) == [("confirmed", 1)]
    there = await week.taught_between(world.jonas.id, clock.now(), made[2].ends_at)
    assert [row.state for row in there] == ["confirmed"]
    for one in (made[0], (await choices.now(made))[2]):
        with pytest.raises(state.AnotherPicked):
            await answer.confirm(one, by=world.nadia.actor)
        with pytest.raises(state.Stale):
            await answer.decline(one, by=world.nadia.actor)
    frozen_clock.forward(LENGTH)
    for _ in range(2):
        await passing_over.end_rest(made[0].proposal)
    assert await states(made) == ["cancelled", "confirmed", "cancelled"]
    assert await listed(world) == [("confirmed", 1)]
    done = await database.rows(
        'SELECT kind, "by" FROM events WHERE session = {} ORDER BY happened_at', made[0].id
    )
    assert done[-1] == ("session.unpicked", world.nadia.id)


@rule("S1", "S2", "K2")
async def test_taking_it_back_brings_the_choice_back_as_it_was(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    made = await choices.proposed(world)
    await answer.confirm(made[2], by=world.nadia.actor)
    frozen_clock.forward(LENGTH - timedelta(seconds=1))
    await withdrawal.undo((await choices.now(made))[2], by=world.nadia.actor)
    frozen_clock.forward(timedelta(minutes=1))
    await tell_late()
    await passing_over.end_rest(made[0].proposal)
    assert await states(made) == ["pending"] * 3
    assert await told("session.confirmed") == set()
    assert (await balance.of(world.kaya.id)).held == 0
    await answer.confirm((await choices.now(made))[0], by=world.nadia.actor)
    assert (await states(made))[0] == "confirmed"


@rule("S2", "S3")
async def test_of_two_who_pick_different_ones_one_wins_and_the_other_is_told(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    deniz = await father(world)
    made = await choices.proposed(world)
    outcomes = await asyncio.gather(
        answer.confirm(made[0], by=world.nadia.actor),
        answer.confirm(made[1], by=deniz),
        return_exceptions=True,
    )
    lost = [each for each in outcomes if each is not None]
    assert len(lost) == 1 and isinstance(lost[0], state.AnotherPicked)
    assert sorted(await states(made)) == ["confirmed", "pending", "pending"]
    assert (await balance.of(world.kaya.id)).held == 1


@rule("S2", "N1")
async def test_the_educator_hears_of_one_session_that_was_picked(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    made = await choices.proposed(world)
    await answer.confirm(made[1], by=world.nadia.actor)
    frozen_clock.forward(LENGTH)
    await tell_late()
    await passing_over.end_rest(made[0].proposal)
    rows = await database.rows(
        "SELECT kind, facts_count, session, subject FROM notifications WHERE profile = {}",
        world.jonas.id,
    )
    assert ("session.confirmed", 1, made[1].id, made[0].proposal) in rows
    assert "session.unpicked" not in {kind for kind, *_ in rows}


@rule("S2", "S3")
async def test_one_no_declines_them_all(world: World) -> None:
    made = await choices.proposed(world)
    await answer.decline(made[2], by=world.nadia.actor, why="Da sind wir weg")
    assert await states(made) == ["declined"] * 3
    assert await told("session.declined") == {world.jonas.id}
    # One proposal that came to nothing is one line of what is past.
    over = await past.page(world.nadia.actor, until=clock.now())
    assert [row.id for row in over.rows] == [made[0].id]


@rule("S2")
async def test_nobody_but_a_guardian_picks(world: World) -> None:
    await world.make.credits(5)
    made = await choices.proposed(world)
    for actor in (world.mila.actor, world.jonas.actor, world.dora.actor):
        with pytest.raises(Forbidden):
            await answer.confirm(made[0], by=actor)


@rule("S1", "S2")
async def test_taking_it_back_takes_all_of_it_back(world: World) -> None:
    made = await choices.proposed(world)
    await cancellation.cancel(made[1], by=world.jonas.actor, agreed=Outcome.OFFER)
    assert await states(made) == ["cancelled"] * 3
    assert await told("session.withdrawn") == {world.nadia.id}
    assert await listed(world) == [("cancelled", 1)]


@rule("S1", "S2")
async def test_each_time_ends_when_it_would_begin_and_the_last_with_the_proposal(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await choices.proposed(world)
    due = await database.rows(
        "SELECT due_at FROM outbox WHERE kind = 'proposal_expiry' ORDER BY due_at"
    )
    assert [moment for (moment,) in due] == [each.starts_at for each in made]
    await proposal_expiry.expire(made[0].proposal)
    assert await states(made) == ["pending"] * 3
    frozen_clock.to(made[0].starts_at)
    with pytest.raises(state.Stale):
        await answer.confirm(made[0], by=world.nadia.actor)
    found = await balance.of(world.kaya.id)
    assert (found.needed, found.proposals) == (1, 1)
    await proposal_expiry.expire(made[0].proposal)
    assert await states(made) == ["cancelled", "pending", "pending"]
    assert await told("session.elapsed") == set() == await told("session.expired")
    frozen_clock.to(made[2].starts_at)
    await proposal_expiry.expire(made[0].proposal)
    assert await states(made) == ["cancelled"] * 3
    assert await told("session.expired") == {world.nadia.id, world.jonas.id}


@rule("S2")
async def test_they_end_with_the_time_that_the_provider_gives(
    world: World, frozen_clock: FrozenClock
) -> None:
    await plans(world, answer_hours=12)
    made = await choices.proposed(world)
    assert {each.expires_at for each in made} == {clock.now() + timedelta(hours=12)}
    frozen_clock.forward(timedelta(hours=12))
    await proposal_expiry.expire(made[0].proposal)
    assert await states(made) == ["cancelled"] * 3


@rule("S2", "S5", "S6")
async def test_while_they_wait_they_block_nobody(world: World, frozen_clock: FrozenClock) -> None:
    made = await choices.proposed(world)
    assert await database.rows("SELECT id FROM claims") == []
    other = await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=made[0].starts_at,
    )
    assert other.state == State.CONFIRMED
    await world.make.credits(1)
    with pytest.raises(state.SlotTaken):
        await answer.confirm(made[0], by=world.nadia.actor)
    # The others are still there to be picked.
    await answer.confirm(made[1], by=world.nadia.actor)


@rule("K3")
async def test_without_credits_none_can_be_picked_and_all_still_wait(world: World) -> None:
    made = await choices.proposed(world)
    with pytest.raises(NotEnoughCredits):
        await answer.confirm(made[0], by=world.nadia.actor)
    assert await states(made) == ["pending"] * 3
    more = await asked.of_sessions(made)
    assert {each.kind for each in more} == {"alternatives"}

"""A child of two households: each plans for itself, and the child's time is one."""

from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Forbidden, NotFound
from domain.profiles import membership, permission, profile
from domain.profiles.actor import Guardian
from domain.sessions import answer, answerable, learner, offer, state, upcoming
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.domain.notifications.news import tell_late, told
from tests.domain.sessions import amira
from tests.rules import rule
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
async def world(world: World) -> World:
    """Mila lives at Nadia's and at Dora's."""
    mila = await profile.by_id(world.mila.id)
    await membership.join(world.rossi.family, [mila], clock.now())
    return world


async def both(world: World) -> tuple[Session, Session]:
    """A session of Mila's for each household, one after the other."""
    ours = await world.make.session()
    theirs = await world.make.session(connection=world.rossi, starts_at=ours.ends_at)
    return ours, theirs


@rule("A8")
async def test_each_household_sees_its_own_sessions_and_the_child_both(world: World) -> None:
    ours, theirs = await both(world)
    for who, reached in (
        (world.nadia, [ours]),
        (world.dora, [theirs]),
        (world.mila, [ours, theirs]),
    ):
        rows = await upcoming.upcoming(who.actor, clock.now())
        assert [row.id for row in rows] == [each.id for each in reached]
    with pytest.raises(NotFound):
        await sessions.reachable(theirs.id, by=world.nadia.actor)
    with pytest.raises(NotFound):
        await sessions.reachable(ours.id, by=world.dora.actor)
    assert (await sessions.reachable(theirs.id, by=world.mila.actor)).family_name == "Rossi"


@rule("S3", "A8")
async def test_each_household_answers_for_itself_and_pays_itself(world: World) -> None:
    ours, theirs = await both(world)
    await world.make.credits(1)
    await world.make.credits(1, connection=world.rossi)
    for session, stranger in ((ours, world.dora), (theirs, world.nadia)):
        with pytest.raises(Forbidden):
            await answer.confirm(session, by=stranger.actor)
    await answer.confirm(theirs, by=world.dora.actor)
    kaya, rossi = await balance.of(world.kaya.id), await balance.of(world.rossi.id)
    assert ((kaya.free, kaya.held), (rossi.free, rossi.held)) == ((1, 0), (0, 1))


@rule("S3", "A8")
async def test_a_child_confirms_for_the_household_that_allows_it(world: World) -> None:
    ours, theirs = await both(world)
    await world.make.credits(1)
    await world.make.credits(1, connection=world.rossi)
    await permission.allow(world.mila.id, may_confirm=True, by=world.dora.actor)
    ours, theirs = [await sessions.by_id(each.id) for each in (ours, theirs)]
    with pytest.raises(Forbidden):
        await answer.confirm(ours, by=world.mila.actor)
    await answer.confirm(theirs, by=world.mila.actor)
    assert theirs.state == State.CONFIRMED


@rule("S4", "A8")
async def test_the_time_of_the_child_is_one_for_both(world: World) -> None:
    ours, her = await world.make.session(State.CONFIRMED), await amira.build()
    half = ours.starts_at + HOUR / 2
    theirs = await her.session(world.dora, world.mila.id, half)
    with pytest.raises(state.SlotTaken) as refused:
        await answer.confirm(theirs, by=world.dora.actor)
    assert refused.value.whose == "learner"
    of_emil = await her.session(world.dora, world.emil.id, half)
    await answer.confirm(of_emil, by=world.dora.actor)


@rule("N1", "S14", "A8")
async def test_only_the_household_is_told_and_reminded(
    world: World, frozen_clock: FrozenClock
) -> None:
    ours = await world.make.session(State.CONFIRMED)
    frozen_clock.forward(10 * HOUR)
    await tell_late()
    assert await told("session.proposed") == {world.nadia.id}
    assert await told("session.confirmed") == {world.mila.id, world.jonas.id}
    reminded = await database.rows("SELECT payload FROM outbox WHERE kind = 'reminder'")
    assert reminded
    assert all(str(ours.id) in payload for (payload,) in reminded)
    assert not any(str(world.dora.id) in payload for (payload,) in reminded)


@rule("S2", "A8")
async def test_an_educator_proposes_to_either_household(world: World) -> None:
    found = await learner.learners(world.jonas.actor)
    assert sorted((each.name, each.family_name) for each in found) == [
        ("Emil", "Rossi"),
        ("Mila", "Kaya"),
        ("Mila", "Rossi"),
        ("Tom", "Kaya"),
    ]
    await offer.propose(world.make.offer(), world.rossi, by=world.jonas.actor)


@rule("A8")
async def test_who_has_left_a_household_is_reached_there_no_more(world: World) -> None:
    _, theirs = await both(world)
    await permission.allow(world.mila.id, may_confirm=True, by=world.dora.actor)
    assert answerable.may_answer(await sessions.by_id(theirs.id), by=world.mila.actor)
    sql = "UPDATE memberships SET ended_at = {} WHERE profile = {} AND family = {}"
    await database.rows(sql, clock.now(), world.mila.id, world.rossi.family)
    await permission.allow(world.mila.id, may_confirm=True, by=world.nadia.actor)
    again = await sessions.by_id(theirs.id)
    assert not answerable.may_answer(again, by=world.mila.actor)
    assert answerable.may_answer(again, by=Guardian(world.dora.id, world.rossi.family))
    names = {
        each.name
        for each in await learner.learners(world.jonas.actor)
        if each.family == world.rossi.family
    }
    assert names == {"Emil"}

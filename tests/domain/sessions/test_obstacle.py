"""What stands in the way of a confirmation, said before the tap, and when it is said anew."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database, topics
from domain.credits import grant
from domain.profiles import membership, profile
from domain.sessions import answer, attendance, cancellation, frame, obstacle, upcoming, withdrawal
from domain.sessions import asked as asking
from domain.sessions import session as sessions
from domain.sessions.obstacle import Obstacle
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.domain.sessions import amira, groups
from tests.rules import rule
from tests.statements import watched
from tests.world import World

HOUR = timedelta(hours=1)


async def found(world: World, who: str = "nadia") -> dict[UUID, Obstacle]:
    """What the list of a guardian's family says."""
    by, now = getattr(world, who).actor, clock.now()
    rows = await upcoming.upcoming(by, now)
    around = await frame.of(by.family_id, clock.now())
    sources = [source for one in around.credits for source in one.sources]
    waiting = [row for row in rows if row.is_waiting(now)]
    asked = (await asking.asked(waiting, now)).values()
    obstacles = {one.id: obstacle.of(one, sources) for one in asked}
    return {id: each for id, each in obstacles.items() if each != Obstacle()}


@rule("K3")
async def test_missing_credits_are_counted_for_each_session_that_waits(world: World) -> None:
    await database.rows("UPDATE services SET credits = 3 WHERE id = {}", world.maths.id)
    await world.make.credits(1)
    costly = await world.make.session()
    cheap = await world.make.session(service=world.physics, starts_at=costly.ends_at)
    assert await found(world) == {costly.id: Obstacle(missing=2)}
    await world.make.credits(2)
    assert await found(world) == {}
    await answer.confirm(cheap, by=world.nadia.actor)
    assert await found(world) == {costly.id: Obstacle(missing=1)}


@rule("K2", "K3")
async def test_credits_that_end_before_the_day_are_told_apart(world: World) -> None:
    tomorrow = (clock.now() + timedelta(days=1)).date()
    await world.make.credits(1, expires_on=tomorrow)
    early = await world.make.session(starts_at=clock.now() + 5 * HOUR)
    late = await world.make.session()
    assert await found(world) == {late.id: Obstacle(missing=1, is_ended=True)}
    await answer.confirm(early, by=world.nadia.actor)
    assert await found(world) == {late.id: Obstacle(missing=1)}


@rule("K1", "K3")
async def test_credits_with_one_provider_pay_for_no_other(world: World) -> None:
    await world.make.credits(5, connection=world.rossi)
    session = await world.make.session()
    her = await amira.build()
    await grant.grant(uuid4(), await her.knows(world.nadia), 5, "Karte", by=her.actor)
    await database.rows("UPDATE services SET credits = 1")
    await her.session(world.nadia, world.tom.id, session.starts_at)
    assert await found(world) == {session.id: Obstacle(missing=1)}
    assert await found(world, "dora") == {}


@rule("S4")
@pytest.mark.parametrize(
    ("begins", "is_taken"), [(-HOUR, False), (-HOUR / 2, True), (HOUR / 2, True), (HOUR, False)]
)
async def test_a_time_at_which_the_educator_teaches_others_is_taken(
    world: World, begins: timedelta, is_taken: bool
) -> None:
    await world.make.credits(1)
    session = await world.make.session()
    await world.make.session(starts_at=session.starts_at + timedelta(days=7))
    theirs = await world.make.session(
        learner=world.emil.id, connection=world.rossi, starts_at=session.starts_at + begins
    )
    assert await found(world) == {}
    await world.make.credits(1, connection=world.rossi)
    await answer.confirm(theirs, by=world.dora.actor)
    assert await found(world) == ({session.id: Obstacle(taken="educator")} if is_taken else {})


@rule("S4")
async def test_a_time_at_which_the_child_learns_elsewhere_is_taken(world: World) -> None:
    await world.make.credits(2)
    of_mila = await world.make.session()
    of_tom = await world.make.session(learner=world.tom.id)
    her = await amira.build()
    elsewhere = await her.session(world.nadia, world.mila.id, of_mila.starts_at + HOUR / 2)
    await answer.confirm(elsewhere, by=world.nadia.actor)
    assert await found(world) == {of_mila.id: Obstacle(taken="learner")}
    await answer.confirm(of_tom, by=world.nadia.actor)


@rule("S4", "K3")
async def test_both_obstacles_are_said_together(world: World) -> None:
    session = await world.make.session()
    await world.make.session(State.CONFIRMED, learner=world.emil.id, connection=world.rossi)
    assert await found(world) == {session.id: Obstacle(missing=1, taken="educator")}


@rule("S4", "S18")
async def test_the_others_of_a_group_take_no_time_from_it(world: World) -> None:
    alone = await world.make.session(service=world.physics)
    made = await groups.made(world, groups.mila(world), groups.emil(world))
    ours, theirs = [(await groups.of(made))[each.id] for each in (world.mila, world.emil)]
    await answer.confirm(theirs, by=world.dora.actor)
    assert await found(world) == {alone.id: Obstacle(taken="educator")}
    await answer.confirm(ours, by=world.nadia.actor)
    assert (await sessions.by_id(theirs.id)).state == State.CONFIRMED


async def test_where_nothing_waits_nothing_is_asked(world: World) -> None:
    with watched() as seen:
        assert await asking.asked([], clock.now()) == {}
    assert seen.count == 0, seen.told()


async def test_however_many_wait_one_question_is_asked(world: World) -> None:
    for number in range(7):
        await world.make.session(starts_at=clock.now() + timedelta(days=2 + number))
    rows = await upcoming.upcoming(world.nadia.actor, clock.now())
    with watched() as seen:
        assert len(await asking.asked(rows, clock.now())) == 7
    assert seen.count == 1, seen.told()


async def version(family: UUID) -> str:
    return await topics.versions([topics.name("session", family)])


@rule("S4")
@pytest.mark.parametrize("days", [0, 1])
async def test_a_family_with_a_rival_proposal_hears_that_a_time_is_taken_and_free_again(
    world: World, days: int
) -> None:
    ours = await world.make.session()
    await world.make.session(
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=ours.starts_at + HOUR / 2 + days * timedelta(days=2),
    )
    await world.make.credits(1)
    heard = []
    for act in (
        answer.confirm(ours, by=world.nadia.actor),
        withdrawal.undo(await confirmed_now(ours), by=world.nadia.actor),
    ):
        before = await version(world.rossi.family)
        await act
        heard.append(await version(world.rossi.family) != before)
    await answer.confirm(await sessions.by_id(ours.id), by=world.nadia.actor)
    before = await version(world.rossi.family)
    await cancellation.cancel(await sessions.by_id(ours.id), by=world.nadia.actor)
    heard.append(await version(world.rossi.family) != before)
    assert heard == [days == 0] * 3


@rule("S4", "S11")
async def test_a_family_with_a_rival_proposal_hears_that_a_missed_session_left_its_time(
    world: World, frozen_clock: FrozenClock
) -> None:
    ours = await world.make.session()
    theirs = await world.make.session(
        learner=world.emil.id, connection=world.rossi, starts_at=ours.starts_at + HOUR / 2
    )
    await world.make.credits(1, connection=world.rossi)
    await world.make.credits(1)
    await answer.confirm(ours, by=world.nadia.actor)
    frozen_clock.to(ours.starts_at + attendance.MISSED_FROM)
    assert await found(world, "dora") == {theirs.id: Obstacle(taken="educator")}
    before = await version(world.rossi.family)
    await attendance.mark_missed(ours, by=world.jonas.actor)
    assert await version(world.rossi.family) != before
    assert await found(world, "dora") == {}


async def confirmed_now(session: Session) -> Session:
    """The page as it will be once it is confirmed."""
    page = await sessions.by_id(session.id)
    page.state = State.CONFIRMED
    return page


@rule("S4", "A8")
async def test_a_childs_other_household_hears_that_its_time_is_taken(world: World) -> None:
    await membership.join(world.rossi.family, [await profile.by_id(world.mila.id)], clock.now())
    ours, her = await world.make.session(), await amira.build()
    theirs = await her.session(world.dora, world.mila.id, ours.starts_at)
    assert await found(world, "dora") == {}
    before = await version(world.rossi.family)
    await world.make.credits(1)
    await answer.confirm(ours, by=world.nadia.actor)
    assert await version(world.rossi.family) != before
    assert await found(world, "dora") == {theirs.id: Obstacle(taken="learner")}

"""Nobody teaches or learns twice at one time; it holds in the database, not only in the code."""

from datetime import timedelta

import pytest

from domain import database
from domain.database import Violation
from domain.sessions import answer, cancellation, state
from domain.sessions.session import State
from tests.domain.sessions import amira
from tests.rules import rule
from tests.world import World

CONFIRM = "UPDATE sessions SET state = 'confirmed', notice_hours = 24 WHERE id = {}"
HOUR = timedelta(hours=1)


@rule("S4")
@pytest.mark.parametrize(
    ("begins", "is_free"),
    [(-HOUR, True), (-HOUR / 60 * 59, False), (HOUR / 60 * 59, False), (HOUR, True)],
)
async def test_sessions_may_touch_but_not_overlap(
    world: World, begins: timedelta, is_free: bool
) -> None:
    await world.make.credits(2)
    other = await world.make.session()
    session = await world.make.session(starts_at=other.starts_at + begins)
    await answer.confirm(other, by=world.nadia.actor)
    if is_free:
        await answer.confirm(session, by=world.nadia.actor)
    else:
        with pytest.raises(state.SlotTaken):
            await answer.confirm(session, by=world.nadia.actor)


@rule("S4")
async def test_no_child_learns_from_two_at_one_time(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    other = await (await amira.build()).session(world.nadia, world.mila.id, session.starts_at)
    with pytest.raises(state.SlotTaken) as refused:
        await answer.confirm(other, by=world.nadia.actor)
    assert refused.value.whose == "learner"
    assert other.state == State.PENDING


@rule("S4")
async def test_brother_and_sister_learn_from_two_at_one_time(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    other = await (await amira.build()).session(world.nadia, world.tom.id, session.starts_at)
    await answer.confirm(other, by=world.nadia.actor)
    assert other.state == State.CONFIRMED


@rule("S4")
async def test_a_cancelled_session_gives_its_time_free(world: World) -> None:
    await world.make.credits(2)
    session, other = await world.make.session(), await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    await cancellation.cancel(session, by=world.nadia.actor)
    await answer.confirm(other, by=world.nadia.actor)
    assert other.state == State.CONFIRMED


@rule("S4")
async def test_the_database_itself_refuses_a_second_one(world: World) -> None:
    other = await world.make.session(learner=world.tom.id)
    await world.make.session(State.CONFIRMED)
    with pytest.raises(Violation) as refused:
        await database.rows(CONFIRM, other.id)
    assert refused.value.name == "S4_no_overlap_per_educator"


@rule("S4")
async def test_the_database_itself_refuses_to_move_one_onto_another(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    other = await world.make.session(State.CONFIRMED, starts_at=session.starts_at + HOUR)
    with pytest.raises(Violation) as refused:
        await database.rows(
            "UPDATE sessions SET starts_at = {} WHERE id = {}",
            session.starts_at + HOUR / 2,
            other.id,
        )
    assert refused.value.name in ("S4_no_overlap_per_educator", "S4_no_overlap_per_learner")

"""Nobody teaches or learns twice at one time; it holds in the database, not only in the code."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain import database
from domain.database import Violation
from domain.providers import connection, educator, service
from domain.sessions import answer, cancellation, proposal, state
from domain.sessions.proposal import Offer
from domain.sessions.session import Place, Session, State
from tests.rules import rule
from tests.world import BERLIN, World, person, proven

CONFIRM = "UPDATE sessions SET state = 'confirmed', notice_hours = 24 WHERE id = {}"
HOUR = timedelta(hours=1)


async def with_amira(world: World, child: UUID, session: Session) -> Session:
    """A proposal of another provider to the same family at the same time."""
    login = await proven("amira@lernfaden.example")
    made = await educator.start_as_specialist(login.id, "Amira", language="de", time_zone=BERLIN)
    amira = (await person(made.id)).actor
    assert amira.provider_id
    shared = await connection.make(world.kaya.family, amira.provider_id, by=world.nadia.id)
    english = await service.create(UUID(int=7), "Englisch", 60, 0, "", by=amira)
    typed = world.make.offer(starts_at=session.starts_at)
    offer = Offer(
        UUID(int=8), child, english.id, typed.day, typed.wall_time, BERLIN, Place.AT_FAMILY
    )
    return await proposal.propose(offer, shared, by=amira)


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
    other = await with_amira(world, world.mila.id, session)
    with pytest.raises(state.SlotTaken) as refused:
        await answer.confirm(other, by=world.nadia.actor)
    assert refused.value.whose == "child"
    assert other.state == State.PENDING


@rule("S4")
async def test_brother_and_sister_learn_from_two_at_one_time(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    other = await with_amira(world, world.tom.id, session)
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
    other = await world.make.session(child=world.tom.id)
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
    assert refused.value.name in ("S4_no_overlap_per_educator", "S4_no_overlap_per_child")

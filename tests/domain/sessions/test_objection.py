"""What the family can say to an absence, and what the educator answers."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, database, events
from domain.credits import balance
from domain.errors import Forbidden, Invalid
from domain.sessions import (
    attendance,
    attendance_correction,
    objection,
    objection_standing,
    state,
    upholding,
)
from domain.sessions import session as sessions
from domain.sessions.objection import AlreadyObjected, ObjectionOver
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

SECOND = timedelta(seconds=1)


async def missed(world: World) -> Session:
    """A session that Mila missed yesterday."""
    return await world.make.session(State.MISSED, starts_at=clock.now() - timedelta(hours=20))


async def objected(world: World, why: str = "Sie war da") -> Session:
    session = await missed(world)
    await objection.make(session, why, by=world.nadia.actor)
    return session


async def standing(session: Session) -> Standing:
    found = await objection_standing.of(session)
    assert found is not None
    return found


async def refused(session: Session, world: World) -> Exception | None:
    """Why Nadia could not object now."""
    made = await objection_standing.of(session)
    return objection.refusal(session, made, by=world.nadia.actor, now=clock.now())


async def cannot_be_upheld(session: Session, world: World) -> bool:
    """What the educator's page asks before it shows the button."""
    made, now = await objection_standing.of(session), await sessions.by_id(session.id)
    refusal = upholding.refusal(now, made, by=world.jonas.actor)
    assert refusal is None or isinstance(refusal, state.Stale)
    return refusal is not None


async def said(kind: str) -> list[str]:
    return [why for (why,) in await database.rows("SELECT why FROM events WHERE kind = {}", kind)]


@rule("S11")
async def test_the_family_objects_within_48_hours(world: World, frozen_clock: FrozenClock) -> None:
    session = await world.make.session(State.CONFIRMED)
    marked_at = frozen_clock.to(session.ends_at)
    await attendance.mark_missed(session, by=world.jonas.actor)
    frozen_clock.to(marked_at + timedelta(hours=48) + SECOND)
    assert isinstance(await refused(session, world), ObjectionOver)
    with pytest.raises(ObjectionOver):
        await objection.make(session, "Sie war da", by=world.nadia.actor)
    frozen_clock.to(marked_at + timedelta(hours=48))
    assert await refused(session, world) is None
    await objection.make(session, " Sie war da ", by=world.nadia.actor)
    kept = await standing(session)
    assert (kept.why, kept.by, kept.made_at) == ("Sie war da", "Nadia Kaya", clock.now())
    assert kept.is_open
    assert await said("session.objected") == ["Sie war da"]


@rule("S11")
async def test_48_hours_count_from_the_last_time_it_was_marked(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.MISSED)
    frozen_clock.to(session.ends_at + timedelta(days=6))
    await attendance_correction.make(session, by=world.jonas.actor)
    frozen_clock.forward(SECOND)
    await attendance.mark_missed(session, by=world.jonas.actor)
    frozen_clock.forward(timedelta(hours=47))
    await objection.make(session, "Doch", by=world.nadia.actor)


@rule("S11")
async def test_the_family_objects_once(world: World) -> None:
    session = await missed(world)
    outcomes = await asyncio.gather(
        *(objection.make(session, "Sie war da", by=world.nadia.actor) for _ in range(5)),
        return_exceptions=True,
    )
    assert outcomes.count(None) == 1
    assert sum(isinstance(each, AlreadyObjected) for each in outcomes) == 4
    assert len(await said("session.objected")) == 1
    assert isinstance(await refused(session, world), AlreadyObjected)


@rule("S11")
async def test_an_objection_has_a_reason_and_comes_from_a_guardian(world: World) -> None:
    session = await missed(world)
    with pytest.raises(Invalid, match="why"):
        await objection.make(session, "  ", by=world.nadia.actor)
    for who in (world.mila, world.dora, world.jonas):
        with pytest.raises(Forbidden):
            await objection.make(session, "Doch", by=who.actor)
    assert (await standing(session)).made_at is None


@rule("S11")
async def test_there_is_nothing_to_object_to_once_it_was_corrected(world: World) -> None:
    session = await missed(world)
    page = await sessions.by_id(session.id)
    await attendance_correction.make(session, by=world.jonas.actor)
    with pytest.raises(state.Stale):
        await objection.make(page, "Doch", by=world.nadia.actor)
    assert (await standing(session)).made_at is None


@rule("S11")
async def test_correcting_answers_the_objection(world: World) -> None:
    session = await objected(world)
    await attendance_correction.make(session, by=world.jonas.actor, why="Stimmt")
    kept = await standing(session)
    assert (kept.is_open, kept.answer, kept.answered_at) == (False, "", clock.now())
    assert await cannot_be_upheld(session, world)
    with pytest.raises(state.Stale) as stale:
        await upholding.uphold(session, "Nein", by=world.jonas.actor)
    assert stale.value.state == State.COMPLETED
    assert (await standing(session)).answer == ""


@rule("S11")
async def test_it_stays_missed_with_a_reason_that_the_family_reads(world: World) -> None:
    session = await objected(world)
    assert not await cannot_be_upheld(session, world)
    await upholding.uphold(session, " Der Raum war leer ", by=world.jonas.actor)
    assert await cannot_be_upheld(session, world)
    kept = await standing(session)
    assert (kept.answer, kept.answered_at, kept.is_open) == (
        "Der Raum war leer",
        clock.now(),
        False,
    )
    assert (await sessions.by_id(session.id)).state == State.MISSED
    assert (await balance.of(world.kaya.id)).lapsed == 1
    assert await said("session.upheld") == ["Der Raum war leer"]
    told = await database.rows("SELECT profile FROM notifications WHERE kind = 'session.upheld'")
    assert told == [(world.nadia.id,)]


@rule("S11")
async def test_upholding_asks_for_a_reason(world: World) -> None:
    session = await objected(world)
    with pytest.raises(Invalid, match="why"):
        await upholding.uphold(session, " \n", by=world.jonas.actor)
    assert (await standing(session)).is_open
    assert await said("session.upheld") == []


@rule("S11")
@pytest.mark.parametrize("who", ["nadia", "mila", "dora"])
async def test_only_who_teaches_it_upholds(world: World, who: str) -> None:
    session = await objected(world)
    with pytest.raises(Forbidden):
        await upholding.uphold(session, "Nein", by=getattr(world, who).actor)
    assert (await standing(session)).is_open


@rule("S11")
async def test_what_nobody_objected_to_is_not_upheld(world: World) -> None:
    session = await missed(world)
    with pytest.raises(state.Stale):
        await upholding.uphold(session, "Nein", by=world.jonas.actor)
    assert await said("session.upheld") == []
    assert await cannot_be_upheld(session, world)


@rule("S11")
async def test_an_objection_is_upheld_once_also_by_two_taps(world: World) -> None:
    session = await objected(world)
    outcomes = await asyncio.gather(
        *(upholding.uphold(session, f"Nein {tap}", by=world.jonas.actor) for tap in range(4)),
        return_exceptions=True,
    )
    assert outcomes.count(None) == 1
    assert sum(isinstance(each, state.Stale) for each in outcomes) == 3
    assert [(await standing(session)).answer] == await said("session.upheld")


@rule("S11")
async def test_of_upholding_and_correcting_at_once_one_counts(world: World) -> None:
    session = await objected(world)
    pages = [await sessions.by_id(session.id) for _ in range(2)]
    outcomes = await asyncio.gather(
        upholding.uphold(pages[0], "Nein", by=world.jonas.actor),
        attendance_correction.make(pages[1], by=world.jonas.actor),
        return_exceptions=True,
    )
    kept, stored = await standing(session), (await sessions.by_id(session.id)).state
    if outcomes[0] is None:
        # Correcting is possible afterwards as well, for the educator may have been wrong twice.
        assert (kept.answer, stored) == ("Nein", State.COMPLETED)
    else:
        assert isinstance(outcomes[0], state.Stale)
        assert (kept.answer, stored) == ("", State.COMPLETED)
    assert outcomes[1] is None


@rule("S1", "S11")
async def test_the_history_has_two_answers_in_the_order_in_which_they_counted(
    world: World,
) -> None:
    clock.freeze(None)
    for _ in range(8):
        session = await objected(world)
        await asyncio.gather(
            attendance_correction.make(session, by=world.jonas.actor),
            upholding.uphold(await sessions.by_id(session.id), "Nein", by=world.jonas.actor),
            return_exceptions=True,
        )
        assert (await events.of_session(session.id))[-1][0] == "session.corrected"


@rule("S11")
async def test_the_family_objects_anew_when_it_is_marked_missed_again(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await objected(world)
    await attendance_correction.make(session, by=world.jonas.actor)
    frozen_clock.forward(SECOND)
    await attendance.mark_missed(session, by=world.jonas.actor)
    # What was said of the first time is not said of this one.
    assert (await standing(session)).made_at is None
    assert await refused(session, world) is None
    frozen_clock.forward(SECOND)
    await objection.make(session, "Wirklich", by=world.nadia.actor)
    kept = await standing(session)
    assert (kept.why, kept.is_open, kept.made_at) == ("Wirklich", True, clock.now())
    assert not await cannot_be_upheld(session, world)
    with pytest.raises(AlreadyObjected):
        await objection.make(session, "Noch einmal", by=world.nadia.actor)
    assert await said("session.objected") == ["Sie war da", "Wirklich"]

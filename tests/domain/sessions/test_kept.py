"""What a device keeps of the sessions to come: whole, of the reader alone, in few statements."""

from datetime import timedelta

import pytest

from domain import clock
from domain.sessions import answer, attendance, kept, objection, objection_standing
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.statements import watched
from tests.world import World

MOST = 50


@rule("N4")
async def test_what_is_kept_has_its_history_and_credits(
    world: World, frozen_clock: FrozenClock
) -> None:
    first = await world.make.session(State.CONFIRMED)
    second = await world.make.session(starts_at=first.ends_at)
    await world.make.session(State.DECLINED, starts_at=second.ends_at)
    found = await kept.coming(world.nadia.actor, clock.now(), None, MOST)
    assert [each.session.id for each in found] == [first.id, second.id]
    assert [[kind for kind, *_ in each.history] for each in found] == [
        ["session.proposed", "session.confirmed"],
        ["session.proposed"],
    ]
    assert [tuple(each.credits) for each in found] == [(1, 0, 0), (0, 0, 0)]


@rule("N4", "S11")
async def test_what_was_missed_today_is_kept_with_what_was_said(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    today = frozen_clock.to(session.starts_at + timedelta(minutes=20))
    await attendance.mark_missed(session, by=world.jonas.actor)
    await objection.make(await sessions.by_id(session.id), "Doch", by=world.nadia.actor)
    (found,) = await kept.coming(world.nadia.actor, today, None, MOST)
    said = objection_standing.of_history(found.history)
    assert said is not None
    assert (said.why, said.is_open) == ("Doch", True)
    assert tuple(found.credits) == (0, 0, 1)


@rule("N4", "A8")
@pytest.mark.parametrize(
    ("who", "count"), [("nadia", 2), ("mila", 1), ("tom", 1), ("dora", 1), ("jonas", 3)]
)
async def test_everybody_keeps_what_they_reach_and_nothing_else(
    world: World, who: str, count: int
) -> None:
    of_mila = await world.make.session()
    await world.make.session(learner=world.tom.id, starts_at=of_mila.ends_at)
    await world.make.session(
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=of_mila.starts_at - timedelta(days=1),
    )
    found = await kept.coming(getattr(world, who).actor, clock.now(), None, MOST)
    assert len(found) == count


@rule("N4")
async def test_no_more_is_kept_than_was_asked_for(world: World) -> None:
    first = await world.make.session()
    for days in (1, 2, 3):
        await world.make.session(starts_at=first.starts_at + timedelta(days=days))
    until = first.starts_at + timedelta(days=2)
    assert len(await kept.coming(world.nadia.actor, clock.now(), until, MOST)) == 2
    assert len(await kept.coming(world.nadia.actor, clock.now(), None, 3)) == 3


async def some(world: World, frozen_clock: FrozenClock, count: int) -> None:
    """So many sessions of today that were missed, and as many confirmed ones of tomorrow."""
    await world.make.credits(2 * count)
    began = clock.now()
    for number in range(1, count + 1):
        start = began + number * timedelta(hours=1)
        missed = await world.make.session(starts_at=start)
        await answer.confirm(missed, by=world.nadia.actor)
        await world.make.session(State.CONFIRMED, starts_at=start + timedelta(days=1))
        frozen_clock.to(missed.ends_at)
        await attendance.mark_missed(missed, by=world.jonas.actor)
        frozen_clock.to(began)


@rule("N4")
async def test_however_many_are_kept_as_few_questions_are_asked(
    world: World, frozen_clock: FrozenClock
) -> None:
    midnight = clock.now()
    await some(world, frozen_clock, 1)
    with watched() as few:
        assert len(await kept.coming(world.nadia.actor, midnight, None, MOST)) == 2
    for days in (7, 14):
        frozen_clock.to(midnight + timedelta(days=days))
        await some(world, frozen_clock, 3)
    with watched() as many:
        assert len(await kept.coming(world.nadia.actor, midnight, None, MOST)) == 14
    assert many.count == few.count == 3, many.told()

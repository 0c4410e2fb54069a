"""Reminders: planned, withdrawn and planned anew."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from domain import clock, database
from domain.sessions import answer, attendance, cancellation, reminder
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

HOUR = timedelta(hours=1)
Planned = dict[tuple[UUID, int], tuple[datetime, datetime]]


async def planned() -> Planned:
    """Profile and minutes before, to when it is due and until when it is useful."""
    found = await database.rows(
        "SELECT payload, due_at, useful_until FROM outbox WHERE kind = 'reminder'"
        " AND done_at IS NULL"
    )
    made = [(msgspec.json.decode(payload), due_at, until) for payload, due_at, until in found]
    return {(UUID(w["profile"]), w["minutes"]): (due_at, until) for w, due_at, until in made}


@rule("S14")
async def test_confirming_plans_a_reminder_for_each_time_of_each_person(world: World) -> None:
    assert await planned() == {}
    session = await world.make.session(State.CONFIRMED)
    start = session.starts_at
    free_until = start - 24 * HOUR
    assert await planned() == {
        (world.nadia.id, 26 * 60): (start - 26 * HOUR, free_until),
        (world.nadia.id, 60): (start - HOUR, start),
        (world.mila.id, 10): (start - HOUR / 6, start),
        (world.jonas.id, 60): (start - HOUR, start),
    }


@rule("S14")
async def test_what_would_have_been_before_is_not_planned(world: World) -> None:
    await world.make.credits(1)
    session = await world.make.session(starts_at=clock.now() + 2 * HOUR)
    await answer.confirm(session, by=world.nadia.actor)
    assert sorted(minutes for _, minutes in await planned()) == [10, 60, 60]


@rule("S14")
async def test_cancelling_withdraws_the_reminders_of_that_session_only(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    await world.make.session(State.CONFIRMED, starts_at=session.starts_at + 24 * HOUR)
    before = await planned()
    await cancellation.cancel(session, by=world.nadia.actor)
    after = await planned()
    assert len(after) == len(before) == 4
    found = await database.rows("SELECT id FROM outbox WHERE kind = 'reminder'")
    assert len(found) == 4


@rule("S14")
async def test_missing_withdraws_what_was_not_told(world: World) -> None:
    await world.make.session(State.MISSED)
    assert await planned() == {}
    assert await database.rows("SELECT 1 FROM notifications WHERE kind = 'session.reminded'") == []


@rule("S14")
async def test_other_times_are_planned_for_what_is_coming(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    await reminder.choose(world.nadia.id, [120, 60], by=world.nadia.actor)
    mine = {
        minutes: due for (who, minutes), due in (await planned()).items() if who == world.nadia.id
    }
    assert mine == {
        120: (session.starts_at - 2 * HOUR, session.starts_at),
        60: (session.starts_at - HOUR, session.starts_at),
    }
    assert (world.jonas.id, 60) in await planned()


@rule("S14")
async def test_a_guardian_changes_what_a_child_is_reminded_of(world: World) -> None:
    await world.make.session(State.CONFIRMED)
    await reminder.choose(world.mila.id, [], by=world.nadia.actor)
    assert world.mila.id not in {profile for profile, _ in await planned()}


@rule("S14")
async def test_a_session_that_is_over_plans_nothing_anew(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.ends_at + HOUR)
    await attendance.complete(session.id)
    await database.rows("DELETE FROM outbox")
    await reminder.choose(world.nadia.id, [30], by=world.nadia.actor)
    assert await planned() == {}

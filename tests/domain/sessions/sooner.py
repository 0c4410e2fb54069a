"""Who waits for an earlier time at Jonas's, and what a worker does about it. Rule: S17."""

from datetime import UTC, datetime, timedelta

from domain import clock, database, lease
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.sessions import bookable, cancellation, sooner_wait
from domain.sessions import session as sessions
from domain.sessions.request import Wish
from domain.sessions.session import Session, State
from tests.world import World
from workers import effects

AT = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
"""Next Monday, 14:00 in Berlin."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def working(world: World) -> None:
    """Jonas works on every day from 14:00 to 15:00, so that one session fills it."""
    await hours.replace([Weekly(day, 840, 900) for day in range(7)], by=world.jonas.actor)


async def full(world: World) -> tuple[Session, Session, Session]:
    """Mila's on Monday; Emil's on Thursday and Tom's on Friday wait for earlier, in this order."""
    await working(world)
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    emils = await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=AT + 3 * DAY
    )
    toms = await world.make.session(State.CONFIRMED, learner=world.tom.id, starts_at=AT + 4 * DAY)
    await sooner_wait.wait(emils, by=world.dora.actor)
    clock.freeze(clock.now() + timedelta(minutes=1))
    await sooner_wait.wait(toms, by=world.nadia.actor)
    return mine, await now(emils), await now(toms)


async def work() -> int:
    """Does what lies there and is due; returns how many pieces."""
    due = [each for each in await lease.claim(1000, clock.now()) if each.kind == "sooner"]
    for each in due:
        async with database.transaction():
            assert await lease.finish(each.id)
            await effects.INSIDE["sooner"](each)
    return len(due)


async def offered(waiting: Session) -> Session | None:
    """What waits in its place."""
    found = await sessions.where("s.moved_from = {} AND s.state = 'pending'", waiting.id)
    return found[0] if found else None


async def now(session: Session) -> Session:
    return await sessions.by_id(session.id)


async def free(world: World, mine: Session) -> None:
    """Nadia gives Mila's up, and a worker offers the time."""
    await cancellation.cancel(mine, by=world.nadia.actor)
    assert await work() == 1


async def first(waiting: Session) -> Session:
    found = await offered(waiting)
    assert found is not None
    return found


async def wish(world: World) -> Wish:
    known = await bookable.by_family(world.nadia.actor)
    booked = bookable.one(known, world.jonas.id, world.maths.id)
    return Wish(booked, world.mila.id, AT)

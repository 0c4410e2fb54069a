"""Two at the same moment on a session that is moved: one of the two serial outcomes. Rule: S10."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from domain import clock
from domain.credits import balance, standing
from domain.errors import Conflict
from domain.sessions import answer, cancellation, counter, move, thread
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from tests import moves
from tests.moves import DAY, now, to
from tests.rules import rule
from tests.world import World

Do = Callable[[World, Session, Session], Awaitable[object]]
WEEK = 7 * DAY


async def confirm(world: World, old: Session, new: Session) -> None:
    await answer.confirm(await now(new), by=world.nadia.actor)


async def decline(world: World, old: Session, new: Session) -> None:
    await answer.decline(await now(new), by=world.nadia.actor)


async def reply(world: World, old: Session, new: Session) -> None:
    await counter.reply(await now(new), [old.starts_at + 2 * DAY], by=world.nadia.actor)


async def withdraw(world: World, old: Session, new: Session) -> None:
    await cancellation.cancel(await now(new), by=world.jonas.actor, agreed=Outcome.OFFER)


async def cancel_old(world: World, old: Session, new: Session) -> None:
    await cancellation.cancel(await now(old), by=world.nadia.actor)


async def release_old(world: World, old: Session, new: Session) -> None:
    await cancellation.cancel(await now(old), by=world.jonas.actor)


async def move_again(world: World, old: Session, new: Session) -> None:
    aimed = to(old, old.starts_at + 2 * DAY)
    await move.propose(await now(old), aimed, by=world.jonas.actor)


async def move_new(world: World, old: Session, new: Session) -> None:
    """From the page of what waits."""
    waits = await now(new)
    await move.propose(waits, to(waits, old.starts_at + 2 * DAY), by=world.jonas.actor)


async def give_up(world: World, old: Session, new: Session) -> None:
    aimed = to(old, old.starts_at + 2 * DAY, gives_up=True)
    await move.propose(await now(old), aimed, by=world.jonas.actor)


ALL: list[Do] = [
    confirm, decline, reply, withdraw, cancel_old, release_old, move_again, move_new, give_up
]  # fmt: skip
PAIRS = [(one, other) for at, one in enumerate(ALL) for other in ALL[at:]]


async def pair(world: World, week: int) -> tuple[Session, Session]:
    """What was agreed to, with a credit of its own, and what waits to take its place."""
    await world.make.credits(1)
    old = await world.make.session(starts_at=clock.now() + 3 * DAY + week * WEEK)
    await answer.confirm(old, by=world.nadia.actor)
    return await now(old), await moves.moved(world, await now(old))


async def tried(do: Do, world: World, old: Session, new: Session) -> str:
    try:
        await do(world, old, new)
    except Conflict:
        return "refused"
    return "done"


async def left(world: World, old: Session) -> list[str]:
    """What has become of the thread, in order of time; what stands holds its credit, no more."""
    ids = sorted({each.session for each in await thread.history(old.id)})
    found = [await sessions.by_id(each) for each in ids]
    held = await standing.of_sessions(ids)
    assert all(held[each.id].held == (each.state == State.CONFIRMED) for each in found)
    return [each.state for each in sorted(found, key=lambda each: (each.starts_at, each.state))]


@rule("S10", "S1", "S4", "K2")
@pytest.mark.parametrize(("one", "other"), PAIRS)
async def test_both_at_once_end_as_one_after_the_other(world: World, one: Do, other: Do) -> None:
    serial = []
    # The last two: who read before the first was done is refused.
    for week, order in enumerate(((one, other), (other, one), (one,), (other,))):
        old, new = await pair(world, week)
        for do in order:
            await tried(do, world, old, new)
        serial.append(await left(world, old))
    old, new = await pair(world, 4)
    results = await asyncio.gather(*(tried(do, world, old, new) for do in (one, other)))
    assert "done" in results
    assert await left(world, old) in (serial if "refused" in results else serial[:2])
    credits = await balance.of(world.kaya.id)
    assert credits.free + credits.held == 5


@rule("S10", "S4", "K2")
async def test_a_move_and_another_session_of_the_same_package_do_not_wait_in_a_circle(
    world: World,
) -> None:
    await world.make.credits(20)
    for week in range(8):
        old, new = await pair(world, week)
        other = await world.make.session(starts_at=new.starts_at + DAY)
        answers = (answer.confirm(each, by=world.nadia.actor) for each in (new, other))
        assert await asyncio.gather(*answers) == [None, None]
        assert await left(world, old) == ["cancelled", "confirmed"]

"""A child leaves its family at the moment at which somebody puts a session in for it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from domain import database
from domain.accounts import child_removal
from domain.accounts.child_removal import HasSessions
from domain.errors import Invalid
from domain.profiles import members
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS, until
from tests.world import World


@rule("S2")
@pytest.mark.parametrize(
    ("first", "refused"), [("removing", Invalid), ("offering", HasSessions)], ids=str
)
async def test_a_child_gets_no_session_in_the_moment_of_its_removal(
    world: World, first: str, refused: type[Exception]
) -> None:
    """The second begins while the first is not stored yet, and goes on once it is."""
    acts: dict[str, Callable[[], Awaitable[object]]] = {
        "removing": lambda: child_removal.remove(world.tom.id, by=world.nadia.actor),
        "offering": lambda: world.make.session(learner=world.tom.id),
    }
    is_done, may_end = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with database.transaction():
            await acts.pop(first)()
            is_done.set()
            await may_end.wait()

    # Tasks of their own, or they would be parts of one transaction.
    slow = asyncio.ensure_future(slowly())
    await is_done.wait()
    (second,) = acts.values()
    other = asyncio.ensure_future(second())
    try:
        await until(one_waits)
    finally:
        may_end.set()
    async with asyncio.timeout(LONGEST_SECONDS):
        await slow
        with pytest.raises(refused):
            await other
    is_there = world.tom.id in {each.id for each in await members.children(world.kaya.family)}
    sessions = await database.rows("SELECT id FROM sessions WHERE learner = {}", world.tom.id)
    assert is_there is bool(sessions) is (first == "offering")


async def one_waits() -> bool:
    if database.dialect() == "sqlite":
        return True
    return bool(await database.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))

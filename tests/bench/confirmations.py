"""(c) Confirming while others want the same times: of every three sessions one can be had."""

import asyncio
import time
from datetime import datetime, timedelta

from domain import clock, database
from domain.profiles.actor import Actor
from domain.sessions import answer, state
from domain.sessions.session import Session
from tests import world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.world import World

TIMES = 200
AT_ONCE = 24


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: {TIMES} times that three families want")
            await databases.create(place, "confirmations")
            try:
                await _measure(note, kind)
            finally:
                await database.close()


async def _measure(note: Note, kind: str) -> None:
    people = await world.build()
    wanted = await _wanted(people)
    began = time.perf_counter()
    outcomes = await _all_at_once(people, wanted)
    took = time.perf_counter() - began
    confirmed = outcomes.count(True)
    assert confirmed == TIMES, f"{confirmed} of {TIMES} times were confirmed"
    note(Figure("c", f"{kind}: confirmed, {AT_ONCE} at once", confirmed / took, "per second"))
    note(Figure("c", f"{kind}: answered, refusals too", len(outcomes) / took, "per second"))


async def _wanted(people: World) -> list[tuple[Session, Actor]]:
    """For each time a proposal to each of the three children, all of them with Jonas."""
    await people.make.credits(TIMES)
    await people.make.credits(TIMES, connection=people.rossi)
    first = clock.now() + timedelta(days=1)
    found: list[tuple[Session, Actor]] = []
    async with database.transaction():
        for number in range(TIMES):
            found += await _one_time(people, first + number * timedelta(hours=1))
    return found


async def _one_time(people: World, starts_at: datetime) -> list[tuple[Session, Actor]]:
    return [
        (
            await people.make.session(child=child.id, connection=shared, starts_at=starts_at),
            guardian.actor,
        )
        for child, shared, guardian in (
            (people.mila, people.kaya, people.nadia),
            (people.tom, people.kaya, people.nadia),
            (people.emil, people.rossi, people.dora),
        )
    ]


async def _all_at_once(people: World, wanted: list[tuple[Session, Actor]]) -> list[bool]:
    todo = iter(wanted)
    outcomes: list[bool] = []

    async def answer_some() -> None:
        # All take from the same pile, so that rivals for one time are answered together.
        for session, guardian in todo:
            try:
                await answer.confirm(session, by=guardian)
                outcomes.append(True)
            except state.SlotTaken:
                outcomes.append(False)

    await asyncio.gather(*(answer_some() for _ in range(AT_ONCE)))
    return outcomes

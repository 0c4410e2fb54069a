"""(c) Confirming at once: families of one organisation, and rivals for the same times.

Of every three sessions of the rivals one can be had.
"""

import asyncio
import time
from datetime import datetime, timedelta

from domain import clock, database
from domain.profiles.actor import Actor
from domain.sessions import answer, state
from domain.sessions import session as sessions
from domain.sessions.session import Session
from tests import world
from tests.bench import databases, house
from tests.bench.house import Home
from tests.bench.report import Figure, Note, say
from tests.world import World

TIMES = 200
AT_ONCE = 24
LEAST_ON_POSTGRES = 400.0


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            await databases.create(place, "confirmations")
            try:
                say(f"{kind}: {house.FAMILIES} families, {house.EDUCATORS} educators of one house")
                await _measure_house(note, kind)
                say(f"{kind}: {TIMES} times that three families want")
                await _measure_rivals(note, kind)
            finally:
                await database.close()


async def _measure_house(note: Note, kind: str) -> None:
    homes = await house.build()
    # What autovacuum does within a minute.
    await database.rows("ANALYZE")
    # Each connection of the pool prepares its statements once, which no running server does again.
    await _answer_all(homes, house.SESSIONS_EACH // 4)
    began = time.perf_counter()
    count = await _answer_all(homes, house.SESSIONS_EACH)
    rate = count / (time.perf_counter() - began)
    least = LEAST_ON_POSTGRES if database.dialect() == "postgres" else None
    name = f"{kind}: {house.FAMILIES} families of one house at once"
    note(Figure("c", name, rate, "per second", at_least=least))


async def _answer_all(homes: list[Home], most: int) -> int:
    """Each family answers one after the other, as its pages show them; returns how many."""

    async def answer_some(home: Home) -> int:
        mine = home.waiting[:most]
        del home.waiting[:most]
        for each in mine:
            found = await sessions.reachable(each.id, by=home.guardian)
            await answer.confirm(found, by=home.guardian)
        return len(mine)

    return sum(await asyncio.gather(*(answer_some(home) for home in homes)))


async def _measure_rivals(note: Note, kind: str) -> None:
    people = await world.build()
    wanted = await _wanted(people)
    began = time.perf_counter()
    outcomes = await _all_at_once(people, wanted)
    took = time.perf_counter() - began
    confirmed = outcomes.count(True)
    assert confirmed == TIMES, f"{confirmed} of {TIMES} times were confirmed"
    note(
        Figure("c", f"{kind}: rivals confirmed, {AT_ONCE} at once", confirmed / took, "per second")
    )
    note(Figure("c", f"{kind}: rivals answered, refusals too", len(outcomes) / took, "per second"))


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
            await people.make.session(learner=child.id, connection=shared, starts_at=starts_at),
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

"""(i) A calendar of 500 sessions, as its secret address answers it, and that nothing changed."""

import time
from collections.abc import Mapping
from datetime import timedelta
from statistics import median
from typing import Any

import httpx

from domain import clock, database
from domain.accounts import counters
from domain.calendar import address
from domain.sessions import answer
from domain.sessions import session as sessions
from tests import series, world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.world import World
from web.app import create_app

SESSIONS, SERIES = 500, 50
MOST_MS, MOST_UNCHANGED_MS = 60, 3
RUNS = 30


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: a calendar of {SESSIONS} sessions")
            await databases.create(place, "feeds")
            try:
                people = await build()
                token = (await address.tokens([people.nadia.id]))[people.nadia.id]
                await _measure(note, kind, f"/calendar/{token}.ics")
            finally:
                await database.close()


async def build() -> World:
    """Nadia's family with all of them confirmed, one every day at ten different hours."""
    people = await world.build()
    await people.make.credits(SESSIONS)
    for number in range(SESSIONS // SERIES):
        first = clock.now() + timedelta(days=2, hours=2 * number)
        dates = [(people.mila.id, first + timedelta(days=day)) for day in range(SERIES)]
        asking = await series.propose(people.kaya, people.maths, dates, by=people.jonas.actor)
        picked = await sessions.of_proposal(asking)
        await answer.confirm(*picked, by=people.nadia.actor)
    return people


async def _measure(note: Note, kind: str, link: str) -> None:
    app: Any = create_app()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        tag = (await client.get(link)).headers["etag"]
        whole = await _took(client, link, {}, 200)
        note(Figure("i", f"{kind}: a calendar of {SESSIONS} sessions", whole, "ms", MOST_MS))
        unchanged = await _took(client, link, {"if-none-match": tag}, 304)
        note(Figure("i", f"{kind}: it, unchanged (304)", unchanged, "ms", MOST_UNCHANGED_MS))


async def _took(
    client: httpx.AsyncClient, link: str, headers: Mapping[str, str], status: int
) -> float:
    """Units: milliseconds of processor, with those of whoever asks."""
    found = []
    for _ in range(RUNS):
        # Nobody asks for one calendar so often.
        counters.forget()
        began = time.process_time()
        answered = await client.get(link, headers=headers)
        found.append((time.process_time() - began) * 1000)
        assert answered.status_code == status, answered.text
    return median(found)

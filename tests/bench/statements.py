"""(f) What an act costs the database: statements, and how long SQLite's one writer is held."""

from collections.abc import Awaitable, Callable
from statistics import median
from uuid import uuid4

from domain import database
from domain.providers import acceptance, invitation
from domain.sessions import answer
from domain.sessions import session as sessions
from tests import series, world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.series import SERIES
from tests.statements import Watched, watched
from tests.world import World

MOST_FOR_ONE, MOST_FOR_SERIES, MOST_FOR_INVITATION = 16, 120, 20
MOST_HELD_MS = 40
RUNS = 7

Act = Callable[[World], Awaitable[Watched]]


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: statements of what people do")
            await databases.create(place, "statements")
            try:
                await _measure(note, kind)
            finally:
                await database.close()


async def _measure(note: Note, kind: str) -> None:
    acts: list[tuple[str, Act, int]] = [
        ("a confirmation", confirm_one, MOST_FOR_ONE),
        (f"{SERIES} of one series confirmed", confirm_series, MOST_FOR_SERIES),
        ("an invitation accepted", accept_invitation, MOST_FOR_INVITATION),
    ]
    for name, act, most in acts:
        runs = [await act(await world.build(f"{uuid4().hex}.example")) for _ in range(RUNS)]
        count = max(seen.count for seen in runs)
        note(Figure("f", f"{kind}: {name}", count, "statements", most))
        if database.dialect() == "sqlite":
            held = median(seen.longest_seconds for seen in runs) * 1000
            note(Figure("f", f"{kind}: {name}, the writer held", held, "ms", MOST_HELD_MS))


async def confirm_one(people: World) -> Watched:
    """Nadia confirms what she has just been shown."""
    await people.make.credits(1)
    made = await people.make.session()
    with watched() as seen:
        found = await sessions.reachable(made.id, by=people.nadia.actor)
        await answer.confirm(found, by=people.nadia.actor)
    return seen


async def confirm_series(people: World) -> Watched:
    """Nadia confirms a whole series by one answer."""
    await people.make.credits(SERIES)
    asking = await series.of_jonas(people)
    with watched() as seen:
        picked = await sessions.of_proposal(asking)
        await answer.confirm(*picked, by=people.nadia.actor)
    return seen


async def accept_invitation(people: World) -> Watched:
    """Nadia's family is connected with somebody who did not know it."""
    other = await world.build(f"{uuid4().hex}.example")
    made = await invitation.create(uuid4(), by=other.jonas.actor, uses_limit=None, expires_at=None)
    with watched() as seen:
        found = await invitation.by_code(made.code)
        await acceptance.accept(found, by=people.nadia.actor)
    return seen

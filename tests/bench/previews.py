"""(j) What the preview of 60 dates costs, beside 480 confirmed sessions of the educator."""

from datetime import datetime, timedelta
from statistics import median
from time import process_time
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.providers import provider, service
from domain.sessions import answer, preview, recurrence_fault
from domain.sessions import session as sessions
from domain.sessions.recurrence import Recurrence
from tests import series, world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.series import SERIES
from tests.statements import watched
from tests.world import BERLIN, World

MOST_STATEMENTS, MOST_MS = 3, 30
HOURS_A_WEEK, RUNS = 8, 15


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: the preview of a series")
            await databases.create(place, "previews")
            try:
                await _measure(note, kind)
            finally:
                await database.close()


async def _measure(note: Note, kind: str) -> None:
    people = await world.build()
    first = clock.now() + timedelta(days=2)
    await _fill(people, first)
    wanted = _wanted(first)
    spent, counts = [], []
    mila, jonas = people.mila.id, people.jonas.actor
    for _ in range(RUNS):
        begun = process_time()
        with watched() as seen:
            found = await preview.dates(wanted, people.maths, mila, "de", by=jonas)
        spent.append((process_time() - begun) * 1000)
        counts.append(seen.count)
    assert len(found) == SERIES and not all(each.is_free for each in found)
    name = f"{kind}: a preview of {SERIES} dates"
    note(Figure("j", name, max(counts), "statements", MOST_STATEMENTS))
    note(Figure("j", f"{name}, of processor", median(spent), "ms", MOST_MS))


async def _fill(people: World, first: datetime) -> None:
    """Jonas teaches eight hours a week, for more than a year, where there are holidays."""
    jonas = people.jonas.actor
    await provider.change(
        "Jonas Weber",
        BERLIN,
        notice_hours=24,
        answer_hours=None,
        sooner_hours=12,
        holiday_region="DE-BE",
        by=jonas,
    )
    await hours.replace([Weekly(day, 540, 1080) for day in range(7)], by=jonas)
    free = await service.create(uuid4(), "Mathe", 60, 0, "", by=jonas)
    for number in range(HOURS_A_WEEK):
        starts = first + number * timedelta(hours=2)
        dates = series.weekly(people.mila.id, starts, SERIES)
        asking = await series.propose(people.kaya, free, dates, by=jonas)
        await answer.confirm(*await sessions.of_proposal(asking), by=people.nadia.actor)


def _wanted(first: datetime) -> Recurrence:
    """At a time that is taken on each of its days."""
    local = first.astimezone(ZoneInfo(BERLIN))
    day = local.date()
    wanted = Recurrence(day, 1, (day.weekday(),), local.time(), BERLIN, times=SERIES)
    assert recurrence_fault.of(wanted) == []
    return wanted

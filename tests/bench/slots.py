"""(s) The slots of eight weeks, for an educator with 500 sessions in them, 20 absences and two
calendars elsewhere, which take one to three times of each day of a year.

Then for twice the window, and among 5,000 sessions that were before. It is processor time of this
process. Last, fifty families ask for one slot at once.
"""

import asyncio
import time
from datetime import datetime, timedelta
from statistics import median
from uuid import uuid4

from domain import clock, database
from domain.availability import absence, hours, picture
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.availability.plan import Plan
from domain.profiles import family, membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import connection
from domain.sessions import bookable, request, slot
from domain.sessions.place import Place
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.request import SlotGone, Wish
from domain.sessions.session import State
from domain.sessions.session_row import SessionRow
from tests import calendars, world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.world import BERLIN, World

DAYS = 380
WEEKS, SESSIONS, EARLIER, ABSENCES, TRIES, FAMILIES = 8, 500, 5_000, 20, 30, 50
MOST_MS = 20.0
APART = timedelta(hours=2)


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            kind = databases.kind(place)
            await databases.create(place, "slots")
            try:
                say(f"{kind}: {SESSIONS} sessions, {ABSENCES} absences, 2 calendars elsewhere")
                people = await _educator()
                note(Figure("s", f"{kind}: slots of 8 weeks", await _took(people), "ms", MOST_MS))
                note(Figure("s", f"{kind}: of 16 weeks", await _took(people, 2 * WEEKS), "ms"))
                await _held(people, clock.now() - timedelta(days=1) - EARLIER * APART, EARLIER)
                name = f"{kind}: of 8 weeks, {EARLIER:,} sessions before"
                note(Figure("s", name, await _took(people), "ms", MOST_MS))
                say(f"{kind}: {FAMILIES} families on one slot")
                name = f"{kind}: {FAMILIES} families on one slot, one wins"
                note(Figure("s", name, await _rivals(people), "ms"))
            finally:
                await database.close()


async def _educator() -> World:
    """Works from 6 to 22 every day, so that much can be free."""
    people = await world.build()
    week = [Weekly(day, 6 * 60, 22 * 60) for day in range(7)]
    await hours.replace(week, by=people.jonas.actor)
    today = clock.now().date()
    for number in range(ABSENCES):
        day = today + timedelta(days=2 * number + 1)
        await absence.make(Absence(uuid4(), day, day, 720, 780), by=people.jonas.actor)
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lunches, calls = ((12,), 45), ((7, 9, 20), 30)
    for name, (begins, minutes) in {"Privat": lunches, "Arbeit": calls}.items():
        starts = [midnight + timedelta(days=day, hours=at) for day in range(DAYS) for at in begins]
        times = [(start, start + timedelta(minutes=minutes)) for start in starts]
        await calendars.kept(people.jonas.actor, name, *times)
    await _held(people, clock.now() + timedelta(days=1), SESSIONS)
    return people


async def _held(people: World, first: datetime, count: int) -> None:
    """So many confirmed sessions, as rows, for what they are read by knows nothing else."""
    asking = Proposal(
        connection=people.kaya.id,
        educator=people.jonas.id,
        by=people.jonas.id,
        asked=Side.FAMILY,
        kind=Kind.SERIES,
        expires_at=first,
        created_at=clock.now(),
    )
    await Proposal.insert(asking)
    made = [_session(people, asking, first + number * APART) for number in range(count)]
    for start in range(0, count, SESSIONS):
        await SessionRow.insert(*made[start : start + SESSIONS])
    await database.rows("ANALYZE")


def _session(people: World, asking: Proposal, starts_at: datetime) -> SessionRow:
    return SessionRow(
        proposal=asking.id,
        connection=people.kaya.id,
        provider=people.kaya.provider,
        family=people.kaya.family,
        educator=people.jonas.id,
        learner=people.mila.id,
        service=people.maths.id,
        service_name=people.maths.name,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        time_zone=BERLIN,
        place=Place.ONLINE,
        state=State.CONFIRMED,
        notice_hours=24,
        created_at=clock.now(),
        changed_at=clock.now(),
    )


async def _rivals(people: World) -> float:
    """Until all are answered; one has it, the others are told. Units: milliseconds."""
    by = [await _family(people, number) for number in range(FAMILIES)]
    now = clock.now()
    until = now + timedelta(weeks=WEEKS)
    wishes = []
    for guardian in by:
        booked = bookable.one(await bookable.by_family(guardian), people.jonas.id, people.maths.id)
        wishes.append((guardian, booked))
    guardian, booked = wishes[0]
    found = await slot.between(booked, guardian.profile_id, now, until, by=guardian)
    last = found.starts[-1]
    began = time.perf_counter()
    answers = await asyncio.gather(
        *(_asks(Wish(booked, one.profile_id, last), one) for one, booked in wishes)
    )
    took = 1000 * (time.perf_counter() - began)
    assert answers.count(True) == 1, f"{answers.count(True)} of {FAMILIES} have it"
    return took


async def _family(people: World, number: int) -> Guardian:
    """An adult who learns."""
    home = await family.create(f"Familie {number}")
    one = await membership.create(home.id, Role.GUARDIAN, f"Wer {number}")
    await connection.make(home.id, people.jonas.actor.provider_id, by=one.id)
    return Guardian(one.id, home.id)


async def _asks(wish: Wish, by: Guardian) -> bool:
    try:
        await request.make(uuid4(), wish, "", by=by)
    except SlotGone:
        return False
    return True


async def _took(people: World, weeks: int = WEEKS) -> float:
    """Units: milliseconds of processor, the median of some."""
    today = clock.now().date()
    last = today + timedelta(weeks=weeks)
    took = []
    for _ in range(TRIES):
        began = time.process_time()
        known = await picture.read(people.jonas.id, today, last)
        found = Plan(known, people.maths.id, 60).starts(today, last)
        took.append(1000 * (time.process_time() - began))
        assert found
    return median(took)

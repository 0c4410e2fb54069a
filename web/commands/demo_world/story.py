"""What has happened between the families and Jonas, and what is planned."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4

from domain import clock, database, lease
from domain.credits import grant
from domain.notifications import reading, telling
from domain.sessions import bookable, request, undo_window

from . import life, plans
from .life import Step
from .people import People
from .times import Days

ASKED = "Emil schreibt am Tag darauf einen Test. Passt das bei dir?"

_AT_ONCE = 1000


async def happen(days: Days, people: People) -> None:
    """Everything in the order of time, each thing at its own."""
    steps = [*_grants(days, people), *_readings(days, people)]
    series = plans.series_of_kaya(days)
    steps += life.of_series(series, days.now, people, people.kaya)
    steps.append((days.at(-1, "19:25"), partial(_request, days, people)))
    for plan in plans.of_kaya(days):
        steps += life.of_session(plan, people, people.kaya)
    for plan in plans.of_rossi(days):
        steps += life.of_session(plan, people, people.rossi)
    for moment, step in sorted(steps, key=lambda step: step[0]):
        with clock.at(moment):
            await step()
            await database.take_steps()
        with clock.at(moment + undo_window.LENGTH):
            await _work_off()
    with clock.at(days.now):
        await _work_off()


async def _request(days: Days, people: People) -> None:
    """Rossi asks for the first afternoon on which Jonas works, from the fourth day on."""
    known = await bookable.by_family(people.rossi.guardian)
    booked = next(each for each in known if each.service_name == "Physik")
    learner = people.rossi.children["Emil"].profile_id
    span = days.at(4, "14:00"), days.at(7, "18:00")
    found = await request.slots(booked, learner, *span, by=people.rossi.guardian)
    wish = request.Wish(booked, learner, found.starts[0])
    await request.make(uuid4(), wish, ASKED, by=people.rossi.guardian)


async def _work_off() -> None:
    """Nobody wants mails about last month because a demo was started, but news in the list."""
    while due := await lease.claim(_AT_ONCE, clock.now()):
        for work in due:
            if work.kind == "telling":
                events = [UUID(each) for each in work.payload["events"]]
                await telling.tell_late(events, work.useful_until)
                await database.take_steps()
            await lease.finish(work.id)


def _grants(days: Days, people: People) -> Iterator[Step]:
    """Kaya is granted 25 credits: 10 spent, 1 lapsed and 4 held leave 10 free.

    Rossi is granted 3: 1 spent and 1 held leave 1 free.
    """
    for household, day, count, reason, lasts in (
        (people.kaya, -60, 10, "10er-Karte", 90),
        (people.kaya, -20, 5, "5er-Karte", 120),
        (people.kaya, -9, 10, "10er-Karte", 180),
        (people.rossi, -40, 3, "Drei zum Kennenlernen", 90),
    ):
        ends_on = days.at(lasts, "12:00").date()
        give = partial(grant.grant, uuid4(), household.connection, count, reason, by=people.jonas)
        yield days.at(day, "12:10"), partial(give, expires_on=ends_on)


def _readings(days: Days, people: People) -> Iterator[Step]:
    """Kaya and Jonas have read what is older than two days, Rossi everything."""
    for household, day in ((people.kaya, -2), (people.rossi, -1)):
        children = [child.profile_id for child in household.children.values()]
        for profile in (household.guardian.profile_id, *children):
            yield days.at(day, "21:30"), partial(reading.settle_all, profile)
    yield days.at(-2, "21:30"), partial(reading.settle_all, people.jonas.profile_id)

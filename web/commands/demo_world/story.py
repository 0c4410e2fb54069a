"""What has happened between the families and Jonas, and what is planned."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import uuid4

from domain.busy import busy_calendar, reading
from domain.credits import grant
from domain.notifications import reading as told_reading
from domain.sessions import (
    bookable,
    request,
    rescheduling,
    slot,
    sooner_offer,
    sooner_wait,
)
from domain.sessions import session as sessions

from . import club, consents, helping, life, papers, plans, playing, talks, weekly
from .life import Step
from .people import People
from .plan import Plan
from .times import Days

ASKED = "Emil schreibt am Tag darauf einen Test. Passt das bei dir?"
WISHED = "Tom hat an dem Tag Schwimmfest. Ginge eine dieser Zeiten?"
CALENDAR, CALENDAR_ADDRESS = "Privat", "https://calendar.lernfaden.example/jonas/k7Rm.ics"
READ_BEFORE, OFFERED_BEFORE = timedelta(minutes=4), timedelta(minutes=12)


async def happen(days: Days, people: People) -> None:
    """Everything in the order of time, each thing at its own."""
    await playing.play(_steps(days, people), days.now)


def _steps(days: Days, people: People) -> Iterator[Step]:
    """Choice: of what happens at the same moment this is the order."""
    yield from _grants(days, people)
    yield from _readings(days, people)
    yield days.now - READ_BEFORE, partial(_busy, days, people)
    yield from weekly.of(plans.series_of_kaya(days), days.now, people, people.kaya)
    yield days.at(-1, "19:25"), partial(_request, days, people)
    several = partial(life.propose_several, plans.to_choose(days), people, people.kaya)
    yield days.at(-1, "18:50"), several
    yield from _passed_on(days, people)
    yield from club.of(days, people)
    yield from papers.of(days, people)
    yield from consents.of(days, people)
    yield from talks.of(days, people)
    yield from helping.of(days, people)
    for plan in plans.of_kaya(days):
        yield from life.of_session(plan, people, people.kaya)
    for plan in plans.of_rossi(days):
        yield from life.of_session(plan, people, people.rossi)


def _passed_on(days: Days, people: People) -> Iterator[Step]:
    """What Kaya gives up goes to Rossi, who waits for an earlier time."""
    moved = plans.given_up(days)
    yield from life.of_session(moved, people, people.kaya)
    yield days.at(-1, "20:40"), partial(_reschedule, moved, days, people)
    late = plans.to_be_sooner(days)
    yield from life.of_session(late, people, people.rossi)
    yield days.at(-2, "19:10"), partial(_wait, late, people)
    yield days.now - OFFERED_BEFORE, partial(_offer, moved, people)


async def _busy(days: Days, people: People) -> None:
    """Jonas has a calendar elsewhere: training on an evening of each week, and once a day away.

    Choice: as if it had been read; that it is no more, for nobody holds it, is done with the rest.
    """
    key = uuid4()
    await busy_calendar.add(key, CALENDAR, CALENDAR_ADDRESS, by=people.jonas)
    weekly = [(days.at(day, "17:30"), days.at(day, "19:30")) for day in range(2, 60, 7)]
    times = [*weekly, (days.at(12, "00:00"), days.at(13, "00:00"))]
    await reading.keep(key, [(int(a.timestamp()), int(b.timestamp())) for a, b in times])


async def _request(days: Days, people: People) -> None:
    """Rossi asks for the first afternoon on which Jonas works, from the fourth day on."""
    known = await bookable.by_family(people.rossi.guardian)
    booked = next(each for each in known if each.service_name == "Physik")
    learner = people.rossi.children["Emil"].profile_id
    span = days.at(4, "14:00"), days.at(7, "18:00")
    slots = await slot.between(booked, learner, *span, by=people.rossi.guardian)
    wish = request.Wish(booked, learner, slots.starts[0])
    await request.make(uuid4(), wish, ASKED, by=people.rossi.guardian)


async def _reschedule(given_up: Plan, days: Days, people: People) -> None:
    """Kaya gives a session of Tom's up, and marks two times that would suit."""
    guardian = people.kaya.guardian
    session = await sessions.reachable(given_up.key, by=guardian)
    times = [days.at(10, "16:30"), days.at(11, "16:00")]
    await rescheduling.ask(session, times, WISHED, by=guardian)


async def _wait(late: Plan, people: People) -> None:
    """Rossi would take an earlier time."""
    await sooner_wait.wait(await sessions.by_id(late.key), by=people.rossi.guardian)


async def _offer(given_up: Plan, people: People) -> None:
    """What Kaya gave up goes to Rossi.

    Choice: a while later than it would, so that it waits for its answer whenever this is loaded.
    """
    freed = await sessions.by_id(given_up.key)
    span = freed.starts_at, freed.ends_at
    await sooner_offer.pass_on(people.jonas.profile_id, [span])


def _grants(days: Days, people: People) -> Iterator[Step]:
    """Kaya is granted 25 credits: 10 spent, 1 lapsed and 4 held leave 10 free.

    Rossi is granted 4: 1 spent and 2 held leave 1 free.
    """
    for household, day, count, reason, lasts in (
        (people.kaya, -60, 10, "10er-Karte", 90),
        (people.kaya, -20, 5, "5er-Karte", 120),
        (people.kaya, -9, 10, "10er-Karte", 180),
        (people.rossi, -40, 3, "Drei zum Kennenlernen", 90),
        (people.rossi, -5, 1, "Zum Weiterlernen", 120),
    ):
        ends_on = days.at(lasts, "12:00").date()
        give = partial(grant.grant, uuid4(), household.connection, count, reason, by=people.jonas)
        yield days.at(day, "12:10"), partial(give, expires_on=ends_on)


def _readings(days: Days, people: People) -> Iterator[Step]:
    """Kaya and Jonas have read what is older than two days, Rossi everything."""
    for household, day in ((people.kaya, -2), (people.rossi, -1)):
        children = [child.profile_id for child in household.children.values()]
        for profile in (household.guardian.profile_id, *children):
            yield days.at(day, "21:30"), partial(told_reading.settle_all, profile)
    yield days.at(-2, "21:30"), partial(told_reading.settle_all, people.jonas.profile_id)

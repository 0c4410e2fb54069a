"""Quiet hours: when they begin and end, over midnight and where the clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain import clock, database, outbox
from domain.errors import Invalid
from domain.notifications import quiet_hours, quiet_span
from domain.notifications.quiet_span import Quiet
from domain.sessions import reminding
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.domain.notifications.news import phone, tell_late, ways
from tests.rules import rule
from tests.world import World

BERLIN, AUCKLAND, NEW_YORK = "Europe/Berlin", "Pacific/Auckland", "America/New_York"
NIGHT = quiet_span.between(time(22), time(7))
SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def around(quiet: Quiet, begins: str, ends: str, zone: str) -> list[datetime | None]:
    """When it ends: right before it begins, as it begins, right before it ends, as it ends."""
    first, last = utc(begins), utc(ends)
    return [quiet.ends_at(now, zone) for now in (first - SECOND, first, last - SECOND, last)]


@rule("N1", "A12")
@pytest.mark.parametrize(
    ("begins", "ends", "zone"),
    [
        ("2026-11-24 21:00", "2026-11-25 06:00", BERLIN),
        ("2026-07-24 20:00", "2026-07-25 05:00", BERLIN),
        ("2026-11-24 09:00", "2026-11-24 18:00", AUCKLAND),
        ("2026-11-25 03:00", "2026-11-25 12:00", NEW_YORK),
        ("2026-12-31 21:00", "2027-01-01 06:00", BERLIN),
    ],
)
def test_a_night_lasts_from_one_to_the_other_where_somebody_is(
    begins: str, ends: str, zone: str
) -> None:
    until = utc(ends)
    assert around(NIGHT, begins, ends, zone) == [None, until, until, None]


@rule("N1")
def test_hours_of_one_day_do_not_run_over_midnight() -> None:
    noon = quiet_span.between(time(12), time(14, 30))
    until = utc("2026-11-24 13:30")
    assert around(noon, "2026-11-24 11:00", "2026-11-24 13:30", BERLIN) == [
        None,
        until,
        until,
        None,
    ]
    assert noon.ends_at(utc("2026-11-24 23:30"), BERLIN) is None


@rule("N1", "A12")
@pytest.mark.parametrize(
    ("hours", "begins", "ends"),
    [
        # The clocks go forward on 28 March 2027 at 1:00 UTC, from 2:00 to 3:00.
        ((22, 0, 7, 0), "2027-03-27 21:00", "2027-03-28 05:00"),
        ((22, 0, 2, 30), "2027-03-27 21:00", "2027-03-28 01:30"),
        ((2, 30, 6, 0), "2027-03-28 01:30", "2027-03-28 04:00"),
        # They go back on 25 October 2026 at 1:00 UTC, from 3:00 to 2:00.
        ((22, 0, 7, 0), "2026-10-24 20:00", "2026-10-25 06:00"),
        ((22, 0, 2, 30), "2026-10-24 20:00", "2026-10-25 00:30"),
        ((2, 30, 6, 0), "2026-10-25 00:30", "2026-10-25 05:00"),
    ],
)
def test_a_night_in_which_the_clocks_change_begins_and_ends_once(
    hours: tuple[int, int, int, int], begins: str, ends: str
) -> None:
    quiet = quiet_span.between(time(*hours[:2]), time(*hours[2:]))
    until = utc(ends)
    assert around(quiet, begins, ends, BERLIN) == [None, until, until, None]


@rule("N1")
def test_hours_without_length_are_refused() -> None:
    with pytest.raises(Invalid):
        quiet_span.between(time(7), time(7))


@rule("N1")
async def test_the_database_refuses_hours_of_no_day(world: World) -> None:
    for quiet in (Quiet(0, 1440), Quiet(-1, 60), Quiet(60, 60)):
        with pytest.raises(database.Violation):
            await quiet_hours.replace(world.nadia.id, quiet)


async def due() -> list[tuple[str, datetime]]:
    """Push and mail that wait, with when they are due."""
    sql = "SELECT kind, due_at FROM outbox WHERE kind IN ('push', 'mail') ORDER BY kind, due_at"
    return [(kind, due_at) for kind, due_at in await database.rows(sql)]


@rule("N1", "N2")
async def test_a_push_waits_in_the_outbox_until_they_end_and_a_mail_does_not(
    world: World, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(utc("2026-11-24 22:00"))
    await phone(world.nadia, world.nadia.id)
    await quiet_hours.replace(world.nadia.id, NIGHT)
    await quiet_hours.replace(world.dora.id, NIGHT)
    await outbox.Outbox.delete(force=True)
    await world.make.session()
    await world.make.session(learner=world.emil.id, connection=world.rossi)
    assert await due() == [("mail", clock.now()), ("push", utc("2026-11-25 06:00"))]


@rule("N1", "N2")
async def test_what_is_of_no_use_when_they_end_is_mailed_at_once(
    world: World, frozen_clock: FrozenClock
) -> None:
    """Choice: a reminder of a session within them."""
    await phone(world.nadia, world.nadia.id)
    await quiet_hours.replace(world.nadia.id, NIGHT)
    lesson = await world.make.session(State.CONFIRMED, starts_at=utc("2026-11-25 06:00"))
    await tell_late()
    frozen_clock.to(lesson.starts_at - timedelta(hours=1))
    await outbox.Outbox.delete(force=True)
    await reminding.remind(lesson.id, world.nadia.id, 60)
    assert await ways("session.reminded") == {("mail", world.nadia.id): 1}


@rule("N1", "N2")
async def test_what_is_still_of_use_a_minute_after_they_end_waits_for_that(
    world: World, frozen_clock: FrozenClock
) -> None:
    await phone(world.nadia, world.nadia.id)
    await quiet_hours.replace(world.nadia.id, NIGHT)
    lesson = await world.make.session(State.CONFIRMED, starts_at=utc("2026-11-25 06:01"))
    await tell_late()
    frozen_clock.to(lesson.starts_at - timedelta(hours=1))
    await outbox.Outbox.delete(force=True)
    await reminding.remind(lesson.id, world.nadia.id, 60)
    assert await due() == [("push", utc("2026-11-25 06:00"))]

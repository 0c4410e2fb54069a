"""External calendars are read at once, again and again, and ever more rarely while they fail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database, lease, settings
from domain.availability import rules
from domain.busy import busy_calendar, known, listed, reading, source
from domain.busy.fault import Fault
from domain.busy.listed import Shown
from domain.errors import Invalid, NotFound
from domain.sessions import todo
from tests import calendar_service
from tests.calendar_service import CalendarService
from tests.calendars import berlin, busy, calendar, event
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.workers.rows import row, rows, work
from tests.world import World
from workers import attempt

LESSON = berlin("20261130T1500", "20261130T1600")
AT_THREE = NOON + timedelta(days=7, hours=3)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


@pytest.fixture
def service(default_settings: settings.Settings) -> Iterator[CalendarService]:
    with calendar_service.running() as running:
        settings.use(replace(default_settings, calendar_services=(running.origin,)))
        running.body = calendar(LESSON)
        yield running


async def add(world: World, service: CalendarService, name: str = "Privat") -> UUID:
    key = uuid4()
    await busy_calendar.add(key, name, service.address, by=world.jonas.actor)
    return key


async def the_calendar(world: World) -> Shown:
    (found,) = await listed.of(world.jonas.id)
    return found


async def times(world: World) -> list[tuple[datetime, datetime]]:
    far = timedelta(days=1000)
    found = await busy(world.jonas.id, NOON - far, NOON + far)
    return [(each.starts_at, each.ends_at) for each in found]


async def later(frozen_clock: FrozenClock, pause: timedelta) -> None:
    """Works once more, when the longest jitter is over."""
    frozen_clock.forward(pause * 1.21)
    await work()


@rule("S6")
async def test_a_calendar_is_read_as_soon_as_it_is_there(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    await add(world, service)
    assert (await the_calendar(world)).read_at is None
    await work()
    assert await times(world) == [(AT_THREE, AT_THREE + HOUR)]
    found = await the_calendar(world)
    assert (found.name, found.host, found.ending) == ("Privat", "127.0.0.1", ".ics")
    assert (found.fault, found.read_at, found.tried_at) == (None, NOON, NOON)
    kept = await row("busy_reading")
    assert QUARTER <= kept.due_at - NOON <= 1.2 * QUARTER
    assert (kept.is_pending, kept.attempts) == (True, 0)


@rule("S6")
async def test_it_is_read_again_and_what_is_gone_goes(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    await add(world, service)
    await work()
    service.body = calendar(LESSON, berlin("20261201T1500", "20261201T1600", uid="two"))
    await work()
    assert len(service.asked) == 1
    await later(frozen_clock, QUARTER)
    assert len(await times(world)) == 2
    ids = await database.rows("SELECT id FROM busy_times ORDER BY starts_at")
    service.body = calendar(LESSON)
    await later(frozen_clock, QUARTER)
    assert await times(world) == [(AT_THREE, AT_THREE + HOUR)]
    assert await database.rows("SELECT id FROM busy_times") == ids[:1]
    assert len(await rows("busy_reading")) == 1


@rule("S6")
async def test_what_did_not_change_is_not_sent_but_read_whole_once_a_day(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    service.headers = {"ETag": '"1"'}
    await add(world, service)
    await work()
    await later(frozen_clock, QUARTER)
    assert service.asked[-1].get("if-none-match") == '"1"'
    assert (await the_calendar(world)).read_at == clock.now()
    assert len(await times(world)) == 1
    await later(frozen_clock, known.WHOLE_EVERY)
    assert "if-none-match" not in service.asked[-1]


@rule("S6")
async def test_whole_days_follow_the_zone_of_the_rules(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    service.body = calendar(event(";VALUE=DATE:20261130", ";VALUE=DATE:20261201"))
    service.headers = {"ETag": '"1"'}
    await add(world, service)
    await work()
    chosen = (await rules.of(world.jonas.id))._replace(time_zone="America/New_York")
    await rules.choose(chosen, by=world.jonas.actor)
    before = await times(world)
    await later(frozen_clock, QUARTER)
    assert await times(world) == [(begin + 6 * HOUR, end + 6 * HOUR) for begin, end in before]


@rule("S6")
async def test_the_last_good_copy_stays_while_it_fails_and_pauses_grow(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    await add(world, service)
    await work()
    service.status = 503
    pauses = []
    for _ in range(8):
        await later(frozen_clock, (await row("busy_reading")).due_at - clock.now())
        pauses.append((await row("busy_reading")).due_at - clock.now())
    minutes = [15, 30, 60, 120, 240, 360, 360, 360]
    for pause, least in zip(pauses, minutes, strict=True):
        assert timedelta(minutes=least) <= pause <= 1.2 * timedelta(minutes=least)
    found = await the_calendar(world)
    assert (found.fault, found.read_at, len(await times(world))) == (Fault.UNREACHABLE, NOON, 1)
    assert [each.id for each in (await todo.of(world.jonas.actor, clock.now())).unread] == [
        found.id
    ]
    assert (await row("busy_reading")).is_pending
    service.status = 200
    await later(frozen_clock, reading.LONGEST_PAUSE)
    assert (await the_calendar(world)).fault is None
    assert (await todo.of(world.jonas.actor, clock.now())).unread == []


@rule("S6")
@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (410, b"", Fault.GONE),
        (200, b"<html>", Fault.NO_CALENDAR),
        (200, b"x" * (source.LARGEST_BYTES + 1), Fault.TOO_LARGE),
    ],
)
async def test_what_is_wrong_is_kept_and_not_before_a_day_is_it_long(
    world: World,
    service: CalendarService,
    frozen_clock: FrozenClock,
    status: int,
    body: bytes,
    fault: Fault,
) -> None:
    service.status, service.body = status, body
    await add(world, service)
    await work()
    assert (await the_calendar(world)).fault == fault
    assert (await todo.of(world.jonas.actor, clock.now())).unread == []
    told = [each.last_error for each in await rows("busy_reading")]
    assert not any(service.origin in each for each in told)


@rule("S6")
async def test_read_now_is_now_but_not_twice_a_minute(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    service.headers = {"ETag": '"1"'}
    one = await add(world, service)
    await work()
    await busy_calendar.ask(one, by=world.jonas.actor)
    await work()
    assert len(service.asked) == 1
    frozen_clock.forward(timedelta(minutes=2))
    await busy_calendar.ask(one, by=world.jonas.actor)
    await work()
    assert len(service.asked) == 2 and "if-none-match" not in service.asked[-1]
    assert len(await rows("busy_reading")) == 1


@rule("S6")
async def test_a_calendar_that_is_removed_gives_its_times_back_at_once(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    one = await add(world, service)
    await work()
    with pytest.raises(NotFound):
        await busy_calendar.remove(one, by=world.dora.actor)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        await busy_calendar.ask(one, by=world.dora.actor)  # type: ignore[arg-type]
    await busy_calendar.remove(one, by=world.jonas.actor)
    assert (await times(world), await rows("busy_reading")) == ([], [])
    await later(frozen_clock, QUARTER)
    assert len(service.asked) == 1


async def test_one_that_is_removed_while_it_is_read_leaves_nothing(
    world: World, service: CalendarService
) -> None:
    one = await add(world, service)
    (claimed,) = await lease.claim(10, clock.now(), only=["busy_reading"])
    await busy_calendar.remove(one, by=world.jonas.actor)
    await attempt.attend(claimed)
    assert (await times(world), await rows("busy_reading")) == ([], [])


async def test_nobody_reads_for_who_works_nowhere_any_more(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    await database.rows("UPDATE staff SET ended_at = {}", NOON)
    await add(world, service)
    await work()
    assert service.asked == []
    await database.rows("UPDATE staff SET ended_at = NULL")
    await later(frozen_clock, reading.LONGEST_PAUSE)
    assert len(service.asked) == 1


async def test_who_finds_no_place_comes_soon_again_and_has_tried_nothing(
    world: World, service: CalendarService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PLACES", 0)
    await add(world, service)
    await work()
    kept = await row("busy_reading")
    assert (service.asked, kept.is_pending, kept.attempts) == ([], True, 0)
    assert kept.due_at - clock.now() < timedelta(seconds=30)


async def test_one_that_kills_its_workers_is_tried_again_hours_later(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    await add(world, service)
    await database.rows("UPDATE outbox SET attempts = {}", attempt.ATTEMPTS)
    await work()
    assert service.asked == []
    (again,) = [each for each in await rows("busy_reading") if each.is_pending]
    assert again.due_at == NOON + reading.LONGEST_PAUSE


async def test_the_same_is_added_once_and_not_more_than_ten(
    world: World, service: CalendarService
) -> None:
    one = await add(world, service)
    await busy_calendar.add(one, "Privat", service.address, by=world.jonas.actor)
    assert len(await listed.of(world.jonas.id)) == 1
    with pytest.raises(Invalid, match="calendar_known"):
        await add(world, service)
    with pytest.raises(Invalid, match="missing"):
        await add(world, service, " ")
    for number in range(busy_calendar.CALENDARS_MOST - 1):
        other = f"{service.address}?{number}"
        await busy_calendar.add(uuid4(), "Noch einer", other, by=world.jonas.actor)
    with pytest.raises(Invalid, match="too_many_calendars"):
        await busy_calendar.add(uuid4(), "x", f"{service.address}?x", by=world.jonas.actor)
    assert len(await rows("busy_reading")) == busy_calendar.CALENDARS_MOST


@rule("S6")
async def test_nothing_of_the_past_is_kept_longer_than_its_week_is_shown(
    world: World, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    service.body = calendar(berlin("20261101T1500", "20261101T1600", "RRULE:FREQ=DAILY"))
    await add(world, service)
    await work()
    (first, _), *_, (_, last) = await times(world)
    assert first.date() == date(2026, 11, 15)
    assert last.date() == (NOON + reading.AHEAD).date() - timedelta(days=1)

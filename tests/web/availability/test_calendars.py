"""/availability/calendars: calendars elsewhere, and what they take away."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database, settings
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.busy import busy_calendar, listed, reading
from tests import calendar_service, calendars
from tests.calendar_service import CalendarService
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, asks_before, error_at, value_of, words
from tests.web.people import as_
from tests.world import World

PAGE = "/availability/calendars"
MONDAY = date(2026, 11, 30)
AT_TWO = NOON + timedelta(days=7, hours=2)
HOUR = timedelta(hours=1)
SECRET = "/private-f00/basic.ics"


@pytest.fixture
def service(default_settings: settings.Settings) -> Iterator[CalendarService]:
    with calendar_service.running() as running:
        settings.use(replace(default_settings, calendar_services=(running.origin,)))
        running.body = calendars.calendar(calendars.berlin("20261130T1400", "20261130T1500"))
        yield running


async def the_id(world: World) -> UUID:
    (found,) = await listed.of(world.jonas.id)
    return found.id


async def _told_count(world: World) -> int:
    sql = "SELECT count(*) FROM notifications WHERE profile = {}"
    ((count,),) = await database.rows(sql, world.jonas.id)
    return int(count)


@rule("S6", "N6")
async def test_a_calendar_is_added_read_and_removed_and_its_address_never_shown_again(
    world: World,
    browser: Open,
    service: CalendarService,
    frozen_clock: FrozenClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    jonas = await as_(browser, world.jonas)
    typed = {"key": str(uuid4()), "name": "Privat", "address": service.address}
    answer = await jonas.post(PAGE, data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    page = await jonas.get(PAGE)
    assert "Der Kalender wird gleich gelesen." in words(page)
    assert "Privat 127.0.0.1 … .ics Wird gerade gelesen …" in words(page)
    assert SECRET not in page.text
    await reading.read(await the_id(world))
    frozen_clock.forward(timedelta(minutes=3))
    assert "Zuletzt gelesen vor 3 Minuten." in words(await jonas.get(PAGE))
    assert "Andere Kalender 1" in words(await jonas.get("/availability"))
    one = f"{PAGE}/{await the_id(world)}"
    assert (await jonas.post(f"{one}/reading")).status_code == 303
    other = await as_(browser, world.dora)
    for action in ("reading", "end"):
        assert (await other.post(f"{one}/{action}")).status_code == 404
    assert (await other.get(f"{one}/end")).status_code == 404
    assert await asks_before(jonas, PAGE, f"{one}/end")
    asked = await jonas.get(f"{one}/end")
    assert "„Privat“ entfernen?" in words(asked) and SECRET not in asked.text
    assert (await jonas.post(f"{one}/end")).headers["location"] == PAGE
    assert "Privat" not in words(await jonas.get(PAGE)).partition("Kalender hinzufügen")[0]
    assert await calendars.busy(world.jonas.id, NOON, NOON + timedelta(days=99)) == []
    logged = [each.getMessage() for each in caplog.records if each.name.startswith("lernfaden")]
    assert any("added a busy calendar" in line for line in logged)
    assert not any(SECRET in line for line in logged)


@rule("S6")
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": " "}, "name", "Das fehlt noch."),
        ({"name": "x" * 81}, "name", "Das ist zu lang"),
        ({"address": ""}, "address", "Das fehlt noch."),
        ({"address": "http://calendar.example/a.ics"}, "address", "Von dort wird nicht gelesen."),
        ({"address": "https://192.168.0.1/a.ics"}, "address", "Von dort wird nicht gelesen."),
        ({"address": "https://ä.example/a.ics"}, "address", "Das ist kein Link."),
        ({"address": "http://localhost:8000/calendar/x.ics"}, "address", "Das ist ein Kalender"),
        ({"address": "https://calendar.example/known.ics"}, "address", "Diesen Kalender hast du"),
    ],
)
async def test_what_is_no_source_is_said_at_its_field_and_kept(
    world: World, browser: Open, wrong: dict[str, str], field: str, sentence: str
) -> None:
    jonas = await as_(browser, world.jonas)
    known = {"name": "Arbeit", "address": "https://calendar.example/known.ics"}
    await jonas.post(PAGE, data=known)
    typed = {"name": "Privat", "address": "webcal://calendar.example/a.ics"} | wrong
    answer = await jonas.post(PAGE, data=typed)
    assert answer.status_code == 422
    assert error_at(answer, field).startswith(sentence)
    assert value_of(answer, "address") == typed["address"]
    assert len(await listed.of(world.jonas.id)) == 1


@rule("S6")
async def test_a_source_that_is_away_says_how_old_its_copy_is_and_waits_in_zu_tun_after_a_day(
    world: World, browser: Open, service: CalendarService, frozen_clock: FrozenClock
) -> None:
    jonas, told = await as_(browser, world.jonas), await _told_count(world)
    await busy_calendar.add(uuid4(), "Privat", service.address, by=world.jonas.actor)
    one = await the_id(world)
    await reading.read(one)
    service.status = 503
    frozen_clock.forward(timedelta(hours=3))
    await reading.read(one)
    said = "Zuletzt gelesen vor 3 Stunden: nicht erreichbar. Bis dahin Gelesenes gilt weiter."
    assert said in words(await jonas.get(PAGE))
    assert "Anderer Kalender" not in words(await jonas.get("/calendar"))
    assert len(await calendars.busy(world.jonas.id, NOON, NOON + timedelta(days=9))) == 1
    frozen_clock.forward(timedelta(days=1))
    page = await jonas.get("/calendar")
    assert "Anderer Kalender Privat Zuletzt gelesen vor 1 Tag: nicht erreichbar." in words(page)
    assert f'href="{PAGE}"' in page.text
    service.status = 410
    await reading.read(one)
    assert "unter der Adresse ist nichts mehr" in words(await jonas.get(PAGE))
    assert await _told_count(world) == told


@rule("S6")
async def test_why_nothing_is_free_names_the_calendar_and_leads_to_it(
    world: World, browser: Open
) -> None:
    jonas = await as_(browser, world.jonas)
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
    await calendars.kept(world.jonas.actor, "Privat", (AT_TWO - HOUR, AT_TWO + HOUR))
    day = await jonas.get(f"/availability/why?service={world.maths.id}&date={MONDAY}")
    assert "Am Mo 30. Nov wird angeboten: 15:00, 15:30, 16:00, 16:30 und 17:00." in words(day)
    said = "Dein Kalender „Privat“ ist da belegt: Mo 30. Nov, 13:00 bis Mo 30. Nov, 15:00."
    assert f"{said} nimmt 2 Anfangszeiten weg" in words(day)
    assert f'href="{PAGE}"' in day.text


@rule("S6", "S5")
async def test_a_family_sees_only_that_nothing_is_free(world: World, browser: Open) -> None:
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
    nadia = await as_(browser, world.nadia)
    chosen = f"educator={world.jonas.id}&service={world.maths.id}&learner={world.mila.id}"
    asked = f"/requests/new?{chosen}&date={MONDAY}"
    assert "14:00" in words(await nadia.get(asked))
    slot = {
        **dict(each.split("=") for each in chosen.split("&")),
        "slot": f"{AT_TWO.replace(hour=13):%Y-%m-%dT%H:%M:%SZ}",
        "key": str(uuid4()),
    }
    # It came between looking and asking.
    await calendars.kept(world.jonas.actor, "Geheimnis", (AT_TWO, AT_TWO + HOUR))
    page = await nadia.get(asked)
    assert "14:00" not in words(page) and "15:00" in words(page)
    answer = await nadia.post("/requests/new", data=slot)
    assert answer.status_code == 409
    assert "Diese Zeit ist inzwischen vergeben." in words(answer)
    for each in (page, answer):
        assert "Geheimnis" not in each.text and "Kalender" not in words(each)


@rule("S6", "S2")
async def test_who_proposes_where_a_calendar_is_busy_is_told_and_may(
    world: World, browser: Open
) -> None:
    await calendars.kept(world.jonas.actor, "Privat", (AT_TWO, AT_TWO + HOUR))
    jonas = await as_(browser, world.jonas)
    asked = f"/sessions/new?service={world.maths.id}&date={MONDAY}&time="
    said = "Dein Kalender „Privat“ ist da belegt. Einstellen kannst du es trotzdem."
    assert said in words(await jonas.get(f"{asked}14:30"))
    assert said not in words(await jonas.get(f"{asked}15:00"))


@rule("S6")
async def test_the_week_shows_that_somebody_is_busy_and_not_with_what(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    await world.make.session(starts_at=clock.now() + timedelta(days=4))
    jonas = await as_(browser, world.jonas)
    before = await jonas.get("/calendar")
    assert "week__busy" not in before.text
    begin = clock.now() + timedelta(days=1, hours=2)
    await calendars.kept(world.jonas.actor, "Privat", (begin, begin + HOUR))
    await calendars.kept(
        world.jonas.actor,
        "Arbeit",
        (begin + HOUR / 2, begin + 1.5 * HOUR),
        (begin + 24 * HOUR, begin + 58 * HOUR),
    )
    known = {"if-none-match": before.headers["etag"]}
    page = await jonas.get("/calendar", headers=known)
    assert page.status_code == 200
    found = re.findall(r'"week__busy" data-h="(\d+)".*?<i>(.*?)</i>', page.text, re.DOTALL)
    assert found == [("14", "14:00–15:30"), ("14", "14:00–00:00"), ("0", "ganzer Tag")]
    assert "Privat" not in page.text and "Arbeit" not in page.text
    # What is free to be put in stays so.
    free = re.search(r'to="/sessions/new\?date=2026-11-24" times="([^"]*)"', page.text)
    assert free and "14:00" in free[1]

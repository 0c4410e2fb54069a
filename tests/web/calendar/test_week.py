"""/calendar: an educator's week."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from domain import clock
from domain.availability import absence, hours
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.sessions.session import State
from tests import calendars, choices
from tests.conftest import FrozenClock
from tests.domain.accounts.people import proven, teaching
from tests.rules import rule
from tests.source import ROOT
from tests.statements import watched
from tests.web.login.people import Open, logged_in, words
from tests.web.sessions.people import enter
from tests.world import World
from web.pages.calendar.block import initial


def test_a_family_is_named_by_its_first_capital() -> None:
    assert [initial(name) for name in ("Kaya", "von Ahlen", "d'Amato", "李")] == [
        "K",
        "A",
        "A",
        "李",
    ]


@rule("S2")
async def test_the_week_shows_sessions_free_hours_and_what_is_to_do(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    await world.make.session(starts_at=clock.now() + timedelta(days=1))
    await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=1, minutes=35))
    jonas = await enter(browser, world.jonas)
    page = await jonas.get("/calendar")
    text = words(page)
    assert "23.–29. November" in text
    assert re.search(r"Zu tun <span>\d+</span>", page.text)
    assert place(12, 35, lane=1, lanes=2) in page.text.replace("\n   ", "")
    assert place(12, 0, lane=0, lanes=2) in page.text.replace("\n   ", "")
    assert "Mila K. Mathe 12:00 wartet auf Familie" in text
    hours = free_places(page.text)
    tomorrow = hours["/sessions/new?date=2026-11-24"]
    assert "11:00 13:45 14:00" in tomorrow and "12:" not in tomorrow
    # Of today what is over is offered no more: it is noon.
    assert hours["/sessions/new?date=2026-11-23"].startswith("12:15 13:00")
    assert "Wenig Credits Familie Kaya" in text
    known = {"if-none-match": page.headers["etag"]}
    assert (await jonas.get("/calendar", headers=known)).status_code == 304
    frozen_clock.forward(timedelta(minutes=5))
    assert (await jonas.get("/calendar", headers=known)).status_code == 200
    later = await jonas.get("/calendar?date=2026-12-02")
    assert "30. November – 6. Dezember" in words(later)
    for nonsense in ("x", "9999-12-31", "0001-01-01"):
        assert (await jonas.get(f"/calendar?date={nonsense}")).status_code == 200


async def test_a_new_provider_has_one_large_button(database: str, browser: Open) -> None:
    """Their next step has it, and no session can be put in yet."""
    owner = await proven("jonas@lernfaden.example")
    await teaching(owner.id, "Jonas")
    client = await logged_in(browser, owner.id)
    for address in ("/calendar", "/calendar/month"):
        page = await client.get(address)
        assert "In 5 Schritten" in words(page)
        assert page.text.count("button--main") == 1
    assert "Leistung anlegen" in words(await client.get("/availability/why"))


async def test_each_week_has_seven_whole_days_to_put_a_session_in(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    page = (await jonas.get("/calendar?date=2026-12-02")).text
    assert len(re.findall(r'class="week__day', page)) == 7
    hours = " ".join(f"{hour:02}:00" for hour in range(24))
    for day in ("2026-11-30", "2026-12-06"):
        assert free_places(page)[f"/sessions/new?date={day}"] == hours
        # Without scripts it is the day that leads to the form.
        assert f'week__new" href="/sessions/new?date={day}"' in page
    assert "<now-line" not in page


async def test_without_scripts_a_week_begins_in_the_morning_or_with_its_first_session(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    begins = re.compile(r'<week-grid[^>]* data-h="(\d+)"')
    page = (await jonas.get("/calendar?date=2026-12-02")).text
    assert begins.findall(page) == ["7"]
    assert '<noscript><a class="calendar__night" href="#week-night">' in page
    assert 'id="week-night"' in page
    await world.make.session(starts_at=datetime(2026, 12, 2, 4, 30, tzinfo=UTC))
    page = (await jonas.get("/calendar?date=2026-12-02")).text
    assert begins.findall(page) == ["5"]


async def test_a_phone_is_spared_the_days_before_until_the_whole_week_is_asked_for(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(timedelta(days=2))
    jonas = await enter(browser, world.jonas)
    page = (await jonas.get("/calendar")).text
    assert "week--from-today" in page
    assert 'href="/calendar?date=2026-11-23" data-turns' in page
    assert "<now-line" in page
    assert "week--from-today" not in (await jonas.get("/calendar?date=2026-11-23")).text
    assert 'rel="prev" href="/calendar"' in (await jonas.get("/calendar?date=2026-12-01")).text


async def test_a_session_over_midnight_goes_on_in_the_next_day_and_week(
    world: World, browser: Open
) -> None:
    # 23:40 on Sunday, in Berlin.
    night = clock.now().replace(hour=22, minute=40) + timedelta(days=6)
    assert night.weekday() == 6
    await world.make.session(starts_at=night)
    jonas = await enter(browser, world.jonas)
    sunday = words(await jonas.get(f"/calendar?date={night.date()}"))
    monday = words(await jonas.get(f"/calendar?date={night.date() + timedelta(days=1)}"))
    assert "Mila K. Mathe 23:40" in sunday
    assert "Mila K. Mathe seit So, 23:40" in monday


async def test_a_week_costs_four_statements(world: World, browser: Open) -> None:
    """Who asks, what is taught, when Jonas works or is busy, and what waits for him."""
    await world.make.session(State.CONFIRMED)
    await calendars.kept(
        world.jonas.actor, "Privat", (clock.now(), clock.now() + timedelta(hours=1))
    )
    jonas = await enter(browser, world.jonas)
    await jonas.get("/calendar")
    with watched() as seen:
        assert "week__busy" in (await jonas.get("/calendar")).text
    assert 0 < seen.count <= 4, seen.told()


async def test_what_begins_at_the_end_of_a_day_fills_its_last_quarter(
    world: World, browser: Open
) -> None:
    """Drawn a quarter long, as everything at least is, it would reach over midnight."""
    # 23:50 tomorrow, in Berlin.
    late = clock.now().replace(hour=22, minute=50) + timedelta(days=1)
    await world.make.session(starts_at=late)
    jonas = await enter(browser, world.jonas)
    free = free_places((await jonas.get("/calendar")).text)
    assert free[f"/sessions/new?date={late.date()}"].endswith("22:00 23:00")
    await world.make.session(State.CONFIRMED, starts_at=late - timedelta(minutes=50))
    free = free_places((await jonas.get("/calendar")).text)
    assert free[f"/sessions/new?date={late.date()}"].endswith("21:00 22:00")


def test_the_style_sheet_knows_each_place_in_a_week() -> None:
    styles = (ROOT / "static/css/week-places.css").read_text()
    quarters = range(5, 60, 5)
    known = {"h": range(24), "m": quarters, "l": range(1, 25), "r": quarters, "lane": range(1, 4)}
    for name, values in {**known, "lanes": range(2, 5)}.items():
        assert all(
            f'[data-{name}="{value}"] {{ --{name}: {value}; }}' in styles for value in values
        )


def free_places(page: str) -> dict[str, str]:
    """By the address of the day's form."""
    return dict(re.findall(r'<free-places to="([^"]+)" times="([^"]*)"', page))


def place(hour: int, minute: int, *, lane: int, lanes: int) -> str:
    """Of a session of an hour."""
    begin, length = f'data-h="{hour}" data-m="{minute}"', 'data-l="1" data-r="0"'
    return f'{begin} {length} data-lane="{lane}" data-lanes="{lanes}"'


@rule("S6")
async def test_the_week_shades_when_it_is_not_worked_and_where_somebody_is_away(
    world: World, browser: Open
) -> None:
    await world.make.session(starts_at=clock.now() + timedelta(days=10))
    jonas = await enter(browser, world.jonas)
    before = await jonas.get("/calendar?date=2026-11-30")
    assert "week__shade" not in before.text
    await hours.replace([Weekly(0, 14 * 60, 18 * 60)], by=world.jonas.actor)
    tuesday = date(2026, 12, 1)
    away = Absence(uuid4(), tuesday, tuesday, 15 * 60, 16 * 60)
    await absence.make(away, by=world.jonas.actor)
    known = {"if-none-match": before.headers["etag"]}
    page = await jonas.get("/calendar?date=2026-11-30", headers=known)
    assert page.status_code == 200
    assert "week--shaded" in page.text and "week--shaded" not in before.text
    shades = re.findall(
        r'week__shade( week__shade--away)?"\s+data-h="(\d+)" data-m="0" data-l="(\d+)"', page.text
    )
    assert shades[:4] == [
        *(("", "0", "14"), ("", "18", "6"), ("", "0", "24"), (" week__shade--away", "15", "1"))
    ]
    assert len(shades) == 9
    # Nothing is forbidden there.
    assert "08:00 09:00 10:00" in free_places(page.text)["/sessions/new?date=2026-11-30"]


@rule("S10")
async def test_only_what_its_educator_moves_or_exchanges_can_be_dragged(
    world: World, browser: Open
) -> None:
    """What was agreed or proposed, one of several times too; no wish, and nothing that is over."""
    day = clock.now() + timedelta(days=2)
    agreed = await world.make.session(State.CONFIRMED, starts_at=day)
    offered = await world.make.session(starts_at=day + timedelta(hours=2))
    one, two = await choices.proposed(world, [day + timedelta(hours=4), day + timedelta(hours=6)])
    other = await world.make.session(learner=world.tom.id, starts_at=day + timedelta(hours=8))
    await choices.countered(world, other, [day + timedelta(hours=10)])
    await world.make.session(State.CANCELLED, starts_at=day - timedelta(hours=2))
    jonas = await enter(browser, world.jonas)
    page = (await jonas.get("/calendar")).text
    assert page.count('class="block"') == 6
    moved = [(f"/sessions/{each.id}", "move") for each in (agreed, offered)]
    moved += [(f"/sessions/{each.id}", "exchange") for each in (one, two)]
    found = re.findall(r'data-moves="([^"]*)"\s+href="([^"]*)"', page)
    assert [(address, moves) for moves, address in found] == moved

"""/calendar/month: an educator's six weeks at a glance."""

import re
from datetime import date, timedelta
from uuid import uuid4

from domain import clock
from domain.availability import absence
from domain.availability.absence import Absence
from domain.providers import provider
from domain.sessions.session import State
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World


async def test_a_month_names_who_comes_and_leads_to_each_day(world: World, browser: Open) -> None:
    day = clock.now() + timedelta(days=3)
    await world.make.session(State.CONFIRMED, starts_at=day)
    await world.make.session(starts_at=day + timedelta(hours=2))
    for hours in (4, 6):
        start = day + timedelta(hours=hours)
        await world.make.session(learner=world.tom.id, starts_at=start)
    await world.make.session(State.CANCELLED, starts_at=day + timedelta(days=1))
    jonas = await enter(browser, world.jonas)
    page = await jonas.get("/calendar/month")
    assert "November 2026" in words(page)
    assert page.text.count('class="month__day') == 42
    assert cell(page.text, "2026-11-26") == (
        "Donnerstag, 26. November 2026: 4 Sessions",
        "26 Mila K. 12:00 Mila K. 14:00 Tom K. 16:00 +1",
    )
    assert cell(page.text, "2026-11-27") == ("Freitag, 27. November 2026: nichts geplant", "27")
    # Beside it waits what is to do, as beside the week.
    assert 'id="todo"' in page.text
    known = {"if-none-match": page.headers["etag"]}
    assert (await jonas.get("/calendar/month", headers=known)).status_code == 304
    await world.make.session(starts_at=day + timedelta(days=5))
    assert (await jonas.get("/calendar/month", headers=known)).status_code == 200


async def test_months_follow_each_other_over_the_year(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    page = (await jonas.get("/calendar/month?date=2026-12-31")).text
    assert "Dezember 2026" in page
    assert 'rel="prev" href="/calendar/month"' in page
    assert 'rel="next" href="/calendar/month?date=2027-01-01"' in page
    assert "2026-11-30" in page and "2027-01-10" in page
    for nonsense in ("x", "9999-12-31", "0001-01-01", "2026-02-30"):
        assert "November 2026" in (await jonas.get(f"/calendar/month?date={nonsense}")).text


async def test_a_month_marks_holidays_and_days_away(world: World, browser: Open) -> None:
    await provider.change(
        "Jonas Weber",
        "Europe/Berlin",
        notice_hours=24,
        answer_hours=None,
        sooner_hours=12,
        holiday_region="DE-BE",
        by=world.jonas.actor,
    )
    first, last = date(2026, 12, 28), date(2026, 12, 30)
    noon = 12 * 60
    sixteenth, seventeenth = date(2026, 12, 16), date(2026, 12, 17)
    for away in (
        Absence(uuid4(), first, last, ends_minute=noon),
        Absence(uuid4(), sixteenth, seventeenth, starts_minute=noon),
    ):
        await absence.make(away, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    page = (await jonas.get("/calendar/month?date=2026-12-01")).text
    assert "25. Dezember 2026: nichts geplant, Erster Weihnachtstag" in page
    away_on = re.findall(r'month__day--away">\s*<a[^>]*date=([\d-]+)', page)
    # Half of the first day or of the last is worked.
    assert away_on == ["2026-12-17", "2026-12-28", "2026-12-29"]


def cell(page: str, day: str) -> tuple[str, str]:
    """What a screen reader says of a day, and what stands there."""
    found = re.search(
        rf'href="/calendar/day\?date={day}" aria-label="([^"]*)"[^>]*>(.*?)</a>', page, re.S
    )
    assert found
    return found[1], " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())

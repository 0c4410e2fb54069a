"""/availability: when Jonas can be booked, and why something is not free."""

import re
from datetime import date, timedelta
from uuid import uuid4

import httpx
import pytest

from domain import clock
from domain.availability import absence, exception, hours, rules
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.sessions import request
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.conftest import NOON
from tests.domain.sessions import sooner
from tests.rules import rule
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.people import as_
from tests.world import BERLIN, World

SERVICE = re.compile(r'<option value="[0-9a-f-]{36}"[^>]*>\s*([^<]*)</option>')
MONDAY = date(2026, 11, 30)
TYPED = {"from-0-0": "14:00", "to-0-0": "18:00", "from-0-1": "19:00", "to-0-1": "00:00"}
AFTERNOON, EVENING = Weekly(0, 840, 1080), Weekly(0, 1140, 1440)
CHOSEN = {
    "buffer_before_minutes": "10",
    "buffer_after_minutes": "5",
    "minimum_notice_hours": "12",
    "window_days": "30",
    "day_most": "4",
    "week_most": "",
    "grid_minutes": "0",
    "answer_hours": "24",
    "time_zone": "Asia/Kolkata",
}


def offered(page: httpx.Response) -> list[str]:
    """The services to choose from, with what tells two of one name apart."""
    return SERVICE.findall(page.text)


@rule("S6", "N6")
async def test_hours_are_said_by_weekday_and_shown_again(world: World, browser: Open) -> None:
    jonas = await as_(browser, world.jonas)
    answer = await jonas.post("/availability", data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/availability")
    assert await hours.of(world.jonas.id) == [AFTERNOON, EVENING]
    page = await jonas.get("/availability")
    assert "Deine Zeiten sind gespeichert." in words(page)
    assert [value_of(page, name) for name in TYPED] == list(TYPED.values())
    of_maths = {"from-1-0": "09:00", "to-1-0": "10:00", "for-1-0": str(world.maths.id)}
    await jonas.post("/availability", data=of_maths)
    assert await hours.of(world.jonas.id) == [Weekly(1, 540, 600, world.maths.id)]


@rule("S6")
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"to-0-0": "13:00"}, "to-0-0", "Das Ende liegt nicht nach dem Anfang."),
        ({"to-0-0": ""}, "to-0-0", "Das fehlt noch."),
        ({"from-0-0": "25:00"}, "from-0-0", "Bitte eine Uhrzeit eingeben."),
        ({"from-0-1": "17:59"}, "to-0-1", "Diese Zeiten überschneiden sich"),
        ({"for-0-0": str(uuid4())}, "for-0-0", "Bitte etwas aus der Liste wählen."),
    ],
)
async def test_hours_that_make_no_sense_keep_what_was_typed(
    world: World, browser: Open, wrong: dict[str, str], field: str, sentence: str
) -> None:
    jonas = await as_(browser, world.jonas)
    answer = await jonas.post("/availability", data=TYPED | wrong)
    assert answer.status_code == 422
    assert error_at(answer, field).startswith(sentence)
    assert value_of(answer, "from-0-0") == (TYPED | wrong)["from-0-0"]
    assert await hours.of(world.jonas.id) == []


@rule("S6")
async def test_changing_hours_warns_of_what_lies_outside_and_changes_nothing(
    world: World, browser: Open
) -> None:
    inside = await world.make.session(State.CONFIRMED, starts_at=NOON + timedelta(days=7, hours=3))
    outside = await world.make.session(starts_at=NOON + timedelta(days=8))
    jonas = await as_(browser, world.jonas)
    assert "Außerhalb deiner Zeiten" not in words(await jonas.get("/availability"))
    await jonas.post("/availability", data=TYPED)
    page = await jonas.get("/availability")
    assert "Außerhalb deiner Zeiten vereinbart oder vorgeschlagen" in words(page)
    assert f'href="/sessions/{outside.id}"' in page.text
    assert f'href="/sessions/{inside.id}"' not in page.text
    away = {"first_on": MONDAY.isoformat(), "key": str(uuid4())}
    await jonas.post("/availability/absences", data=away)
    page = await jonas.get("/availability/absences")
    assert f'href="/sessions/{inside.id}"' in page.text
    states = [(await sessions.by_id(each.id)).state for each in (inside, outside)]
    assert states == [State.CONFIRMED, State.PENDING]


@rule("S6")
async def test_rules_are_chosen_and_wrong_ones_are_named(world: World, browser: Open) -> None:
    jonas = await as_(browser, world.jonas)
    assert (await jonas.post("/availability/rules", data=CHOSEN)).status_code == 303
    kept = await rules.of(world.jonas.id)
    assert kept == rules.Rules("Asia/Kolkata", 10, 5, 12, 30, 4, None, 0, 24)
    page = await jonas.get("/availability/rules")
    assert value_of(page, "day_most") == "4"
    for field, value in (
        ("buffer_after_minutes", "241"),
        ("window_days", "0"),
        ("grid_minutes", "20"),
        ("time_zone", "UTC+1"),
        ("answer_hours", ""),
    ):
        answer = await jonas.post("/availability/rules", data=CHOSEN | {field: value})
        assert (answer.status_code, bool(error_at(answer, field))) == (422, True), field
        assert value_of(answer, "minimum_notice_hours") == "12"
    assert await rules.of(world.jonas.id) == kept


@rule("S6")
async def test_an_absence_is_entered_and_deleted(world: World, browser: Open) -> None:
    jonas = await as_(browser, world.jonas)
    typed = {"first_on": "2026-12-01", "starts_at": "14:00", "ends_at": "16:00", "reason": "Zahn"}
    assert (await jonas.post("/availability/absences", data=typed)).status_code == 303
    page = await jonas.get("/availability/absences")
    assert "Di 1. Dez, 14:00–16:00" in words(page) and "Zahn" in words(page)
    (kept,) = await absence.between(world.jonas.id, MONDAY, MONDAY + timedelta(days=9))
    other = await as_(browser, world.dora)
    end = f"/availability/absences/{kept.id}/end"
    assert (await other.post(end)).status_code == 404
    assert (await jonas.post(end)).status_code == 303
    assert await absence.between(world.jonas.id, MONDAY, MONDAY + timedelta(days=9)) == []
    answer = await jonas.post("/availability/absences", data=typed | {"last_on": "2026-11-30"})
    assert error_at(answer, "last_on") == "Der letzte Tag liegt vor dem ersten."
    assert value_of(answer, "reason") == "Zahn"


@rule("S6")
async def test_a_day_has_other_hours_until_it_is_as_usual(world: World, browser: Open) -> None:
    jonas = await as_(browser, world.jonas)
    typed = {"day": MONDAY.isoformat(), "from-0": "10:00", "to-0": "11:00"}
    assert (await jonas.post("/availability/days", data=typed)).status_code == 303
    await jonas.post("/availability/days", data={"day": "2026-12-01"})
    found = words(await jonas.get("/availability/days"))
    assert "Mo 30. Nov 10:00–11:00" in found and "Di 1. Dez keine Zeiten" in found
    await jonas.post("/availability/days/end", data={"day": "2026-12-01"})
    kept = await exception.between(world.jonas.id, MONDAY, MONDAY + timedelta(days=9))
    assert kept == {MONDAY: ((600, 660),)}
    answer = await jonas.post("/availability/days", data=typed | {"to-0": "09:00"})
    assert error_at(answer, "to-0") == "Das Ende liegt nicht nach dem Anfang."


@rule("S6")
async def test_why_nothing_is_free_is_answered_with_the_way_to_the_rule(
    world: World, browser: Open
) -> None:
    jonas = await as_(browser, world.jonas)
    asked = f"/availability/why?service={world.maths.id}&date={MONDAY}"
    nothing = await jonas.get(asked)
    assert "Am Mo 30. Nov ist nichts frei." in words(nothing)
    for page in (nothing, await jonas.get("/availability")):
        assert {name.count(" · ") for name in offered(page)} == {2}
    assert 'href="/availability#hours-0"' in nothing.text
    await hours.replace([AFTERNOON], by=world.jonas.actor)
    await world.make.session(State.CONFIRMED, starts_at=NOON + timedelta(days=7, hours=2))
    away = Absence(uuid4(), MONDAY, MONDAY, 17 * 60, 18 * 60)
    await absence.make(away, by=world.jonas.actor)
    day = await jonas.get(asked)
    assert "Am Mo 30. Nov wird angeboten: 15:00, 15:30 und 16:00." in words(day)
    assert "Da hast du eine bestätigte Session: Mo 30. Nov, 14:00" in words(day)
    assert 'href="/availability/absences"' in day.text
    one = await jonas.get(f"{asked}&time=16:30")
    assert "Mo 30. Nov, 16:30 wird nicht angeboten:" in words(one)
    assert "Du bist abwesend" in words(one)
    assert "16:00 ist frei und wird angeboten" in words(await jonas.get(f"{asked}&time=16:00"))
    grid = await jonas.get(f"{asked}&time=15:10")
    assert 'href="/availability/rules#grid_minutes"' in grid.text
    wrong = await jonas.get("/availability/why?service=x&date=2026-13-40")
    assert wrong.status_code == 422
    assert error_at(wrong, "date") == "Bitte ein Datum eingeben."


@rule("S6", "S17")
async def test_until_when_a_time_is_kept_is_said_with_what_it_is_kept_for(
    world: World, browser: Open
) -> None:
    jonas = await as_(browser, world.jonas)
    asked = f"/availability/why?service={world.maths.id}&date={MONDAY}"
    await sooner.working(world)
    await request.choose(await sooner.wish(world), by=world.nadia.actor)
    chosen = "wählt diese Zeit gerade aus. Bis Mo 23. Nov, 12:05 ist sie für sie frei gehalten."
    assert chosen in words(await jonas.get(asked))
    clock.freeze(NOON + request.HELD)
    assert "wird angeboten: 14:00" in words(await jonas.get(asked))

    mine, *_ = await sooner.full(world)
    await sooner.free(world, mine)
    offered = "ist bis Di 24. Nov, 00:06 einer Familie angeboten, die auf eine frühere wartet."
    assert offered in words(await jonas.get(f"{asked}&time=14:00"))


@rule("S6")
async def test_times_are_asked_in_the_zone_in_which_they_are_meant(
    world: World, browser: Open
) -> None:
    chosen = (await rules.of(world.jonas.id))._replace(time_zone="America/New_York")
    await rules.choose(chosen, by=world.jonas.actor)
    await hours.replace([AFTERNOON], by=world.jonas.actor)
    jonas = await as_(browser, world.jonas)
    asked = f"/availability/why?service={world.maths.id}&date={MONDAY}&time=14:00"
    assert "Mo 30. Nov, 14:00 ist frei" in words(await jonas.get(asked))
    assert "Alle Zeiten in America/New_York" in words(await jonas.get("/availability"))
    assert chosen.time_zone != BERLIN

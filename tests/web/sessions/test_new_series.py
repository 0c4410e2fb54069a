"""/sessions/new: an educator puts a series in, after seeing each of its dates."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx

from domain import database
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.series.test_series import ticked
from tests.web.sessions.people import enter
from tests.world import World


def typed(world: World, **more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "kind": "series",
        "learner": str(world.mila.id),
        "service": str(world.maths.id),
        "date": "2026-12-11",
        "start": "16:30",
        "place": "at_family",
        "message": "Immer freitags?",
        "every_weeks": "1",
        "end": "times",
        "times": "5",
        "until": "",
        **more,
    }


def sent_again(page: httpx.Response) -> dict[str, str | list[str]]:
    """What the form of the dates sends, as it stands there."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {**dict(hidden), "day": ticked(page, "day")}


async def made(world: World) -> list[Session]:
    return await sessions.where("s.learner = {} ORDER BY s.starts_at", world.mila.id)


@rule("S2")
async def test_one_session_is_as_quick_as_before_and_a_series_is_a_choice(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    one = await jonas.get("/sessions/new")
    assert 'name="every_weeks"' not in one.text
    assert re.search(r'href="/sessions/new\?kind=series"[^>]*>Serie</a>', one.text, re.DOTALL)
    many = await jonas.get(f"/sessions/new?kind=series&learner={world.tom.id}&weekday_3=on")
    assert value_of(many, "times") == "10"
    assert f'value="{world.tom.id}" selected' in many.text
    assert re.search(r'name="weekday_3" value="on" checked', many.text)
    assert '<button class="button button--main button--wide">Termine ansehen</button>' in many.text


@rule("S7", "N6")
async def test_every_date_is_shown_before_anything_is_made(world: World, browser: Open) -> None:
    await plans(world, holiday_region="DE-BE")
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=datetime(2026, 12, 11, 15, tzinfo=UTC),
    )
    await world.make.credits(2)
    jonas = await enter(browser, world.jonas)
    page = await jonas.post("/sessions/new", data=typed(world))
    assert page.status_code == 200
    read = words(page)
    assert "freitags 16:30, jede Woche" in read
    assert "5 Termine · 3 sind ausgelassen" in read
    assert "Fr 11. Dez · 16:30–17:30 Da hast du schon eine Session: Mathe, Emil" in read
    assert "Fr 25. Dez · 16:30–17:30 Feiertag: Erster Weihnachtstag" in read
    assert "Fr 1. Jan 2027 · 16:30–17:30 Feiertag: Neujahr" in read
    assert ticked(page, "day") == ["2026-12-18", "2027-01-08"]
    assert re.search(r'value="2026-12-11" disabled', page.text)
    assert "Familie Kaya hat 2 Credits frei." in read
    assert await database.rows("SELECT id FROM series") == []
    # A holiday can be ticked all the same.
    form = {**sent_again(page), "day": ["2026-12-18", "2027-01-01"]}
    done = await jonas.post("/sessions/new", data=form)
    assert (done.status_code, done.headers["location"]) == (303, f"/series/{form['key']}")
    found = [each for each in await made(world) if each.series]
    assert [f"{each.starts_at:%m-%d %H:%M}" for each in found] == ["12-18 15:30", "01-01 15:30"]
    assert {each.series for each in found} == {UUID(str(form["key"]))}
    after = words(await jonas.get(done.headers["location"]))
    assert "Die Serie ist unterwegs zur Familie." in after


@rule("S7")
async def test_what_was_taken_meanwhile_is_named_and_the_ticks_stay(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    page = await jonas.post("/sessions/new", data=typed(world), headers=PARTIAL)
    starts = datetime(2026, 12, 18, 15, tzinfo=UTC)
    await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=starts
    )
    form = sent_again(page)
    form["day"] = [*form["day"]][:3]
    refused = await jonas.post("/sessions/new", data=form)
    assert refused.status_code == 409
    assert "Am Fr 18. Dez, 16:30 geht es nicht mehr" in words(refused)
    assert ticked(refused, "day") == ["2026-12-11", "2026-12-25"]
    none = await jonas.post("/sessions/new", data={**form, "day": []})
    assert none.status_code == 422
    assert "Mindestens ein Termin muss angehakt sein." in words(none)
    back = await jonas.post("/sessions/new", data={**form, "change": "1"})
    assert back.status_code == 200
    assert value_of(back, "times") == "5"
    assert "Immer freitags?" in back.text
    assert [each for each in await made(world) if each.series] == []


@rule("S7")
async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    cases = {
        "date": ({"date": "2026-11-20"}, "Das liegt in der Vergangenheit."),
        "start": ({"start": ""}, "Das fehlt noch."),
        "times": ({"times": "61"}, "Höchstens 60."),
        "every_weeks": ({"every_weeks": "0"}, "Mindestens 1."),
        "until": ({"end": "until", "until": "2026-12-01"}, "Der letzte Tag liegt vor dem ersten."),
        "end": ({"end": "never"}, "Bitte etwas aus der Liste wählen."),
        "learner": ({"learner": ""}, "Das fehlt noch."),
    }
    for field, (wrong, sentence) in cases.items():
        answer = await jonas.post("/sessions/new", data=typed(world, **wrong))
        assert answer.status_code == 422, field
        assert error_at(answer, field) == sentence
        assert "Immer freitags?" in answer.text
    both = {"end": "until", "until": "2026-12-20", "times": "", "weekday_1": "on"}
    page = await jonas.post("/sessions/new", data=typed(world, **both))
    assert ticked(page, "day") == ["2026-12-15"]


@rule("S7")
async def test_a_clock_change_is_said_at_its_date(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    form = typed(world, date="2027-03-21", start="02:30", times="2")
    page = await jonas.post("/sessions/new", data=form)
    assert (
        "So 28. Mär 2027 · 03:30–04:30 Zeitumstellung: Diese Uhrzeit gibt es nicht, Beginn ist um"
        " 03:30"
    ) in words(page)
    assert len(ticked(page, "day")) == 2

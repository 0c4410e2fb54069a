"""What there is to say of a time is said before a session is sent, with scripts and without."""

from uuid import uuid4

import pytest

from domain import database
from domain.availability import hours
from domain.availability.hours import Weekly
from tests import choices
from tests.domain.sessions import groups
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, value_of, words
from tests.web.sessions.people import enter
from tests.web.sessions.test_new import typed
from tests.world import World


@rule("S2", "S6")
async def test_outside_of_published_hours_is_said_before_it_is_sent(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    asked = f"/sessions/new?learner={world.mila.id}&service={world.maths.id}&date=2026-11-30&start="
    said = "Das liegt außerhalb deiner Zeiten."
    assert said not in words(await jonas.get(f"{asked}09:00"))
    for start, is_night in (("03:00", True), ("05:59", True), ("06:00", False), ("22:00", True)):
        assert ("Das ist nachts." in words(await jonas.get(f"{asked}{start}"))) == is_night
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
    assert said in words(await jonas.get(f"{asked}09:00"))
    assert said not in words(await jonas.get(f"{asked}17:00"))
    assert said in words(await jonas.get(f"{asked}17:30"))
    outside = typed(world, date="2026-11-30", start="09:00", message="Nur diesmal")
    answer = await jonas.post("/sessions/new", data=outside, headers=PARTIAL)
    assert answer.headers["hx-redirect"].startswith("/sessions/")


@rule("S2", "N6")
@pytest.mark.parametrize("form", ["one", "several", "group"])
async def test_without_scripts_a_time_outside_of_the_hours_takes_one_step_more(
    world: World, browser: Open, form: str
) -> None:
    jonas = await enter(browser, world.jonas)
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
    address, inside = "/sessions/new", typed(world, date="2026-11-30", start="14:00")
    if form == "several":
        inside |= {"kind": "alternatives", "date_2": "2026-11-30", "start_2": "15:00"}
    elif form == "group":
        await groups.together(world)
        address, inside = "/groups/new", inside | {"place": "at_provider"}
    last = "start_2" if form == "several" else "start"
    outside = inside | {last: "09:00", "message": "Nur diesmal", "key": str(uuid4())}
    asked = await jonas.post(address, data=outside)
    assert asked.status_code == 200
    assert "Das liegt außerhalb deiner Zeiten." in words(asked)
    assert "Trotzdem einstellen" in words(asked)
    assert "Nur diesmal" in asked.text
    assert await database.row("SELECT count(*) FROM proposals") == (0,)
    assert await database.row("SELECT count(*) FROM group_dates") == (0,)
    told = {"anyway": value_of(asked, "anyway")}
    # Of another time nobody was told, and once told of it also of that one.
    again = await jonas.post(address, data=outside | told | {last: "09:30"})
    assert again.status_code == 200 and "Trotzdem einstellen" in words(again)
    assert value_of(again, "anyway") != told["anyway"]
    # What else is wrong is no other question.
    wrong = await jonas.post(address, data=outside | told | {"place": "nowhere"})
    assert wrong.status_code == 422 and "Trotzdem einstellen" in words(wrong)
    assert (await jonas.post(address, data=outside | told)).status_code == 303
    assert (await jonas.post(address, data=inside)).status_code == 303


@rule("S10", "S2", "N6")
@pytest.mark.parametrize("way", ["move", "exchange"])
async def test_without_scripts_another_time_at_night_takes_one_step_more(
    world: World, browser: Open, way: str
) -> None:
    jonas = await enter(browser, world.jonas)
    one = (await choices.proposed(world))[0] if way == "exchange" else await world.make.session()
    address = f"/sessions/{one.id}/{way}"
    night = {"date": "2026-11-30", "start": "03:00", "key": str(uuid4())}
    night |= {"minutes": "60", "place": "at_provider", "message": "Nur diesmal"}
    asked = await jonas.post(address, data=night)
    assert asked.status_code == 200
    assert "Das ist nachts." in words(asked) and "Trotzdem" in words(asked)
    assert value_of(asked, "start") == "03:00"
    ((count,),) = await database.rows("SELECT count(*) FROM sessions WHERE state = 'cancelled'")
    assert count == 0
    told = night | {"anyway": value_of(asked, "anyway")}
    again = await jonas.post(address, data=told | {"start": "04:00"})
    assert again.status_code == 200 and "Das ist nachts." in words(again)
    assert (await jonas.post(address, data=told)).status_code == 303


@rule("S10", "S2")
async def test_with_scripts_a_move_was_told_of_it_while_choosing(
    world: World, browser: Open
) -> None:
    jonas, one = await enter(browser, world.jonas), await world.make.session()
    night = {"date": "2026-11-30", "start": "03:00", "minutes": "60", "place": "at_provider"}
    sent = await jonas.post(f"/sessions/{one.id}/move", data=night, headers=PARTIAL)
    assert sent.headers["hx-redirect"].startswith("/sessions/")

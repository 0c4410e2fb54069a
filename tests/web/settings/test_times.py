"""/settings/times, and what an educator sees of it while planning."""

import re
from datetime import date
from uuid import uuid4

from domain.availability import absence, family_time, hours
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.sessions.session import State
from tests.domain.sessions import groups
from tests.rules import rule
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.people import as_
from tests.world import BERLIN, World

TUESDAY = {"from-1-0": "15:00", "to-1-0": "18:00"}


@rule("S17")
async def test_a_guardian_says_it_and_the_educator_sees_it(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    page = await nadia.get("/settings/times")
    assert "Mila noch nichts gesagt" in words(page)
    place = f"/settings/times/{world.mila.id}"
    typed = {**TUESDAY, "from-3-0": "16:00", "to-3-0": "00:00"}
    assert (await nadia.post(place, data=typed)).headers["location"] == "/settings/times"
    assert "Mila Di 15:00–\u206018:00, Do 16:00–\u206000:00" in words(
        await nadia.get("/settings/times")
    )
    assert 'name="from-1-0" value="15:00"' in " ".join((await nadia.get(place)).text.split())
    jonas = await as_(browser, world.jonas)
    form = await jonas.get(f"/sessions/new?learner={world.mila.id}")
    assert "Mila hat meist Zeit: Di 15:00–\u206018:00, Do 16:00–\u206000:00." in words(form)
    assert "hat meist Zeit" not in words(await jonas.get(f"/sessions/new?learner={world.tom.id}"))


@rule("S6", "S17")
async def test_the_settings_say_of_whom_and_of_which_days_they_hold_times(
    world: World, browser: Open
) -> None:
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    await hours.replace([], by=world.jonas.actor)
    for client, text in ((nadia, "Wann ihr Zeit habt"), (jonas, "Deine Zeiten")):
        page = await client.get("/settings")
        assert f"{text} Noch nichts eingetragen" in words(page)
        # The first of them stands beside the list at once.
        assert re.search(r"<split-view [^>]*at=\"list\"[^>]* opens>", page.text)
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    weekly = [Weekly(day, start, start + 60) for day, start in ((1, 600), (1, 900), (3, 900))]
    await hours.replace(weekly, by=world.jonas.actor)
    assert "Wann ihr Zeit habt Mila" in words(await nadia.get("/settings"))
    assert "Deine Zeiten dienstags und donnerstags" in words(await jonas.get("/settings"))


@rule("S17")
async def test_what_makes_no_sense_is_said_there_and_nothing_typed_is_lost(
    world: World, browser: Open
) -> None:
    nadia = await as_(browser, world.nadia)
    place = f"/settings/times/{world.mila.id}"
    typed = {**TUESDAY, "from-1-1": "17:00", "to-1-1": "19:00", "from-2-0": "9:7", "to-2-0": ""}
    page = await nadia.post(place, data=typed)
    assert page.status_code == 422
    assert error_at(page, "from-2-0") and 'value="17:00"' in page.text
    overlapping = {name: value for name, value in typed.items() if "-2-" not in name}
    page = await nadia.post(place, data=overlapping)
    assert page.status_code == 422 and error_at(page, "to-1-1")
    assert await family_time.of(world.mila.id, world.kaya.family) == []


@rule("S17")
async def test_what_suits_everybody_is_one_tap(world: World, browser: Open) -> None:
    """Times at which the family usually can and the educator is free."""
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    jonas = await as_(browser, world.jonas)
    address = f"/sessions/new?learner={world.mila.id}&service={world.maths.id}"
    assert "Passt allen" not in (await jonas.get(address)).text
    await hours.replace(
        [Weekly(day, 15 * 60 + 30, 19 * 60) for day in range(5)], by=world.jonas.actor
    )
    page = await jonas.get(address)
    assert "Passt allen" in page.text
    # Monday noon: tomorrow is within the educator's own notice of a day, and still one hour free.
    assert slots(page.text) == ["2026-11-24T15:30", "2026-12-01T15:30"]
    first = date(2026, 12, 1)
    await absence.make(Absence(uuid4(), first, first), by=world.jonas.actor)
    assert slots((await jonas.get(address)).text) == ["2026-11-24T15:30"]


@rule("S17")
async def test_a_time_that_does_not_suit_is_said_before_it_is_sent(
    world: World, browser: Open
) -> None:
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    jonas = await as_(browser, world.jonas)
    start = f"/sessions/new?learner={world.mila.id}&service={world.maths.id}&date="
    other = words(await jonas.get(f"{start}2026-12-02&start=15:00"))
    assert "Da hat Mila sonst keine Zeit." in other
    for date_and_time, is_said in (
        ("2026-12-01&start=15:00", False),
        ("2026-12-01&start=16:30", True),
    ):
        page = words(await jonas.get(start + date_and_time))
        assert ("Da hat Mila sonst keine Zeit." in page) == is_said


@rule("S17", "S2")
async def test_what_suits_everybody_fills_the_next_of_several_times(
    world: World, browser: Open
) -> None:
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    everyday = [Weekly(day, 15 * 60 + 30, 19 * 60) for day in range(5)]
    await hours.replace(everyday, by=world.jonas.actor)
    jonas = await as_(browser, world.jonas)
    typed = {
        "kind": "alternatives",
        "learner": str(world.mila.id),
        "service": str(world.maths.id),
        "key": str(uuid4()),
        "date": "2026-11-25",
        "start": "15:00",
    }
    page = await jonas.get("/sessions/new", params={**typed, "slot": "2026-11-24T15:30"})
    # What stands there stays, and is said not to suit.
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-11-25", "15:00")
    assert (value_of(page, "date_2"), value_of(page, "start_2")) == ("2026-11-24", "15:30")
    assert words(page).count("Da hat Mila sonst keine Zeit.") == 1
    assert slots(page.text) == ["2026-11-24T15:30", "2026-12-01T15:30"]
    chips = page.text.partition("Passt allen")[2].partition("</nav>")[0]
    assert chips.count('aria-current="true"') == 1
    full = dict(typed)
    for number in range(2, 6):
        full |= {f"date_{number}": "2026-12-02", f"start_{number}": f"1{number}:00"}
    page = await jonas.get("/sessions/new", params={**full, "slot": "2026-12-01T15:30"})
    assert (value_of(page, "date"), value_of(page, "date_5")) == ("2026-11-25", "2026-12-02")


@rule("S17", "S10")
async def test_what_suits_everybody_is_one_tap_while_moving(world: World, browser: Open) -> None:
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    everyday = [Weekly(day, 15 * 60 + 30, 19 * 60) for day in range(5)]
    await hours.replace(everyday, by=world.jonas.actor)
    agreed = await world.make.session(State.CONFIRMED)
    jonas = await as_(browser, world.jonas)
    page = await jonas.get(f"/sessions/{agreed.id}/move")
    assert slots(page.text) == ["2026-11-24T15:30", "2026-12-01T15:30"]
    page = await jonas.get(f"/sessions/{agreed.id}/move", params={"slot": "2026-12-01T15:30"})
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-12-01", "15:30")
    assert "Di 1. Dez, 15:30 statt" in words(page)


@rule("S17")
async def test_the_week_of_a_child_shows_when_it_usually_has_time(
    world: World, browser: Open
) -> None:
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    jonas = await as_(browser, world.jonas)
    form = await jonas.get(f"/sessions/new?learner={world.mila.id}")
    address = f"/calendar?learner={world.mila.id}"
    assert f'href="{address}"' in form.text
    page = await jonas.get(address)
    assert words(page).count("Mila hat meist Zeit: 15:00–17:00") == 1
    band = 'class="week__band" data-h="15" data-m="0" data-l="2" data-r="0"'
    assert page.text.replace("\n   ", "").count(band) == 1
    # Every way of it stays with the child.
    for way in ("/calendar?date=2026-11-30", "/sessions/new?date=2026-11-24"):
        assert f"{way}&amp;learner={world.mila.id}" in page.text
    for other in ("/calendar", f"/calendar?learner={world.nadia.id}", "/calendar?learner=x"):
        assert "week__band" not in (await jonas.get(other)).text


@rule("S17", "S18")
async def test_the_week_of_several_shows_when_all_of_them_have_time(
    world: World, browser: Open
) -> None:
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    await family_time.replace(world.emil.id, [(1, 960, 1080)], BERLIN, by=world.dora.actor)
    jonas = await as_(browser, world.jonas)
    three = "&".join(f"learner={each.id}" for each in (world.mila, world.tom, world.emil))
    page = await jonas.get(f"/calendar?{three}")
    assert "Mila und Emil haben meist Zeit: 16:00–17:00" in words(page)
    assert page.text.count('class="week__band"') == 1
    asked = three.replace("&", "&amp;")
    assert f'data-planned="{asked}"' in page.text
    # Every way through the weeks stays with them, and none leads to a form of one.
    assert f"/calendar?date=2026-11-30&amp;{asked}" in page.text
    assert f'id="week-today" href="/calendar?{asked}"' in page.text
    assert '<free-places to="/sessions/new?date=2026-11-24" ' in page.text


@rule("S17")
async def test_a_form_has_the_week_beside_it_show_what_it_is_for(
    world: World, browser: Open
) -> None:
    """Both say it alike, or a week that shows it already would be asked for again."""
    await groups.together(world)
    jonas = await as_(browser, world.jonas)
    silent = f"/sessions/new?learner={world.mila.id}"
    assert "data-planned" not in (await jonas.get(silent)).text
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    ticked = f"{world.kaya.family}.{world.mila.id}"
    planned = f"learner={world.mila.id}"
    for address in (silent, f"/groups/new?invited={ticked}"):
        page = (await jonas.get(address)).text
        assert f'data-planned="{planned}"' in page
        assert f'beside="/calendar?{planned}"' in page
    assert f'data-planned="{planned}"' in (await jonas.get(f"/calendar?{planned}")).text


def slots(page: str) -> list[str]:
    _, _, suits = page.partition("Passt allen")
    here, _, _ = suits.partition("</nav>")
    return re.findall(r"slot=([\d:T-]+)", here)

"""/series/{id}: a family looks at all dates and picks, and either side cancels some of them."""

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape

import httpx
import pytest

from domain.sessions import answer, series_cancellation
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import series
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter, state_of
from tests.world import World

FIRST = date(2026, 12, 1)


async def asked(world: World, times: int = 10, credits: int = 10) -> list[Session]:
    await world.make.credits(credits)
    return await series.put_in(world, series.tuesdays(FIRST, times))


def ticked(page: httpx.Response, name: str = "session") -> list[str]:
    boxes = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)" checked>', page.text)
    return [unescape(each) for each in boxes]


def sent(dates: list[Session]) -> dict[str, list[str]]:
    return {"session": [str(each.id) for each in dates]}


async def states(dates: list[Session]) -> Counter[str]:
    return Counter([await state_of(each) for each in dates])


@rule("S7", "S12")
async def test_a_series_is_one_card_that_leads_to_its_dates(world: World, browser: Open) -> None:
    made = await asked(world)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get("/sessions")
    assert page.text.count("card--waiting") == 1
    read = words(page)
    assert "Serie · dienstags 16:00 · 10 Termine ab Di 1. Dez" in read
    assert "für Mila · 60 Min · online · 10 Credits" in read
    assert "Jeden Termin könnt ihr bis 24 Stunden vorher kostenfrei absagen." in read
    assert f'href="/series/{made[0].series}">Termine ansehen</a>' in page.text
    assert f'action="/sessions/{made[0].id}/confirmation"' not in page.text


@rule("S7", "S8", "K3")
async def test_all_of_them_are_confirmed_with_one_tap(world: World, browser: Open) -> None:
    made = await asked(world, credits=12)
    nadia = await enter(browser, world.nadia)
    address = f"/series/{made[0].series}"
    page = await nadia.get(address)
    read = words(page)
    assert re.search(r'href="/sessions"[^>]*aria-current="page"', page.text)
    assert "Dienstags 16:00, jede Woche" in read
    assert "10 Credits werden reserviert, danach habt ihr 2 Credits frei." in read
    assert "16:00–17:00 Kostenfrei absagen bis Mo 30. Nov, 16:00" in read
    assert "Antwort möglich bis Di 1. Dez, 16:00." in read
    assert ticked(page) == [str(each.id) for each in made]
    done = await nadia.post(f"{address}/confirmation", data=sent(made))
    assert (done.status_code, done.headers["location"]) == (303, address)
    assert await states(made) == {State.CONFIRMED: 10}
    after = words(await nadia.get(address))
    assert "Bestätigt! Die gewählten Termine stehen." in after
    assert "Rückgängig" in after
    again = await nadia.post(f"{address}/confirmation", data=sent(made))
    assert again.status_code == 303
    assert "Diese Serie ist schon bestätigt." in words(await nadia.get(address))


@rule("S7", "S8")
async def test_a_date_that_binds_at_once_says_so_and_the_card_too(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(2)
    made = await series.put_in(world, series.tuesdays(date(2026, 11, 24), 2))
    frozen_clock.forward(timedelta(hours=5))
    nadia = await enter(browser, world.nadia)
    read = words(await nadia.get(f"/series/{made[0].series}"))
    assert "17:00 Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr Di 1. Dez" in read
    assert "17:00 Kostenfrei absagen bis Mo 30. Nov, 16:00" in read
    card = words(await nadia.get("/sessions"))
    assert "vorher kostenfrei absagen. Was eher beginnt, ist gleich verbindlich." in card


@rule("S1", "S7")
async def test_what_was_picked_can_be_taken_back_where_it_was_picked(
    world: World, browser: Open
) -> None:
    made = await asked(world)
    nadia = await enter(browser, world.nadia)
    address = f"/series/{made[0].series}"
    answer = await nadia.post(f"{address}/confirmation", data=sent(made[2:5]), headers=PARTIAL)
    assert answer.status_code == 200
    assert f'hx-target="#series-{made[0].series}-show"' in answer.text
    assert 'hx-target="#sessions"' in answer.text
    # What was not picked is neither asked any more nor shown among what is to come.
    listed = await nadia.get("/sessions")
    assert listed.text.count("Rückgängig") == 1
    assert "3 Termine ab Di 15. Dez" in words(listed)
    assert "Ausstehend" not in words(listed)
    back = await nadia.post(f"/sessions/{made[2].id}/confirmation/withdrawal", headers=PARTIAL)
    assert back.status_code == 200
    assert await states(made) == {State.PENDING: 10}
    assert "10 Termine ab Di 1. Dez" in words(await nadia.get("/sessions"))


@rule("K3", "S7")
async def test_credits_for_some_are_said_before_and_tick_those(world: World, browser: Open) -> None:
    made = await asked(world, credits=7)
    nadia = await enter(browser, world.nadia)
    address = f"/series/{made[0].series}"
    page = await nadia.get(address)
    assert "Eure Credits reichen für 7 von 10 Terminen." in words(page)
    assert "Um Credits bitten" in words(page)
    assert "Eure Credits reichen für 7 von 10 Terminen." in words(await nadia.get("/sessions"))
    assert ticked(page) == [str(each.id) for each in made[:7]]
    refused = await nadia.post(f"{address}/confirmation", data=sent(made[1:]))
    assert refused.status_code == 409
    assert "Dafür fehlen noch Credits: 2." in words(refused)
    assert ticked(refused) == [str(each.id) for each in made[1:]]
    none = await nadia.post(f"{address}/confirmation", data={})
    assert none.status_code == 422
    assert "Mindestens ein Termin muss angehakt sein." in words(none)
    assert (await nadia.post(f"{address}/confirmation", data=sent(made[:7]))).status_code == 303
    assert await states(made) == {State.CONFIRMED: 7, State.PENDING: 3}


@rule("S4", "S7")
async def test_a_date_that_is_taken_is_unticked_and_named(world: World, browser: Open) -> None:
    made = await asked(world)
    nadia = await enter(browser, world.nadia)
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=made[3].starts_at,
    )
    address = f"/series/{made[0].series}"
    refused = await nadia.post(f"{address}/confirmation", data=sent(made))
    assert refused.status_code == 409
    assert (
        "Di 22. Dez, 16:00 ist inzwischen vergeben. Ohne diesen Termin könnt ihr bestätigen."
    ) in words(refused)
    assert ticked(refused) == [str(each.id) for each in made if each is not made[3]]
    assert ticked(await nadia.get(address)) == ticked(refused)


@rule("S7")
async def test_one_date_of_it_leads_to_all(world: World, browser: Open) -> None:
    made = await asked(world)
    nadia = await enter(browser, world.nadia)
    address = f"/series/{made[0].series}"
    one = await nadia.get(f"/sessions/{made[4].id}")
    assert f'href="{address}">Termine ansehen</a>' in one.text
    for method in ("GET", "POST"):
        led = await nadia.request(method, f"/sessions/{made[4].id}/confirmation")
        assert (led.status_code, led.headers["location"]) == (303, address)
    assert await states(made) == {State.PENDING: 10}
    declined = await nadia.post(f"/sessions/{made[0].id}/decline", data={"reason": "Chor"})
    assert (declined.status_code, declined.headers["location"]) == (303, address)
    assert await states(made) == {State.DECLINED: 10}


@rule("S1", "S7")
async def test_the_educator_takes_it_back_whole(world: World, browser: Open) -> None:
    made = await asked(world)
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/series/{made[0].series}")
    assert "Vorschlag zurücknehmen" in words(page)
    address = f"/sessions/{made[0].id}/cancellation"
    assert "Das gilt für alle 10 Termine der Serie." in words(await jonas.get(address))
    await jonas.post(address, data={"outcome": "offer"})
    assert await states(made) == {State.CANCELLED: 10}


@rule("S3", "S7")
async def test_a_child_sees_it_and_picks_only_where_it_may(world: World, browser: Open) -> None:
    made = await asked(world)
    mila = await enter(browser, world.mila)
    address = f"/series/{made[0].series}"
    page = await mila.get(address)
    assert page.status_code == 200
    assert ticked(page) == []
    assert "Credit" not in words(page)
    assert (await mila.post(f"{address}/confirmation", data=sent(made))).status_code == 403
    nadia = await enter(browser, world.nadia)
    await nadia.post(f"{address}/confirmation", data=sent(made[:1]))
    home = await mila.get("/sessions")
    assert [home.text.count(f"/sessions/{each.id}") for each in made[1:]] == [0] * 9
    dora = await enter(browser, world.dora)
    assert (await dora.get(address)).status_code == 404
    assert (await dora.post(f"{address}/confirmation", data=sent(made))).status_code == 404


@pytest.fixture
async def confirmed(world: World) -> list[Session]:
    made = await asked(world, times=5)
    await answer.confirm(*made, by=world.nadia.actor)
    return made


@rule("S7", "S8")
async def test_before_the_tap_each_choice_says_what_is_free_and_what_lapses(
    world: World, browser: Open, frozen_clock: FrozenClock, confirmed: list[Session]
) -> None:
    nadia = await enter(browser, world.nadia)
    frozen_clock.to(confirmed[1].starts_at - timedelta(hours=3))
    address = f"/sessions/{confirmed[2].id}/cancellation"
    page = await nadia.get(address)
    read = words(page)
    assert "Nur diesen Termin kostenfrei" in read
    assert "Diesen und alle danach 3 Termine, kostenfrei" in read
    coming = "Alle, die noch kommen 4 Termine, 1 Credit verfällt (Di 8. Dez), die anderen sind"
    assert f"{coming} kostenfrei" in read
    assert re.search(r'name="scope" value="this" checked', page.text)
    agreed = dict(re.findall(r'name="(agreed_\w+)" value="([^"]+)"', page.text))
    typed = {"outcome": "free", "reason": "Wir ziehen um", **agreed}
    wrong = {**typed, "scope": "coming", "agreed_coming": "4-0-0"}
    moved = await nadia.post(address, data=wrong)
    assert moved.status_code == 409
    assert "Wir ziehen um" in moved.text
    assert re.search(r'name="scope" value="coming" checked', moved.text)
    done = await nadia.post(address, data={**typed, "scope": "following"})
    assert (done.status_code, done.headers["location"]) == (303, f"/series/{confirmed[0].series}")
    assert await states(confirmed) == {State.CONFIRMED: 2, State.CANCELLED: 3}
    last = words(await nadia.get(f"/sessions/{confirmed[4].id}"))
    assert "Wir ziehen um" in last


@rule("S7", "S10")
async def test_without_a_choice_one_date_alone_is_cancelled(
    world: World, browser: Open, confirmed: list[Session]
) -> None:
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{confirmed[2].id}/cancellation"
    assert "Alle, die noch kommen 5 Termine, kostenfrei" in words(await jonas.get(address))
    await jonas.post(address, data={"outcome": "released", "scope": "this"})
    assert await states(confirmed) == {State.CONFIRMED: 4, State.CANCELLED: 1}
    parts = await series_cancellation.parts(
        await sessions.by_id(confirmed[0].id), by=world.jonas.actor
    )
    assert [len(part.dates) for part in parts] == [4]

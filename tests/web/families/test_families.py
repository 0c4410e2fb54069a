"""/families and /credits: Jonas looks after his families and their credits."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from domain import clock
from domain.credits import balance
from domain.sessions.session import State
from tests.rules import rule
from tests.web.login.people import Open, error_at, heading, value_of, words
from tests.web.people import PARTIAL, as_, leads_to_login, status
from tests.world import World

GRANT = {"count": "5", "reason": "10er-Karte"}


def places(world: World) -> list[str]:
    there = f"/families/{world.kaya.family}"
    ways = ("", "/account", "/account.csv", "/account/grant", "/account/correction")
    return [there + way for way in (*ways, "/account/overdraft")]


def account(world: World, way: str = "") -> str:
    return f"/families/{world.kaya.family}/account{way}"


async def test_works(world: World, browser: Open) -> None:
    await world.make.credits(3)
    await world.make.session(State.CONFIRMED)
    client = await as_(browser, world.jonas)
    page = words(await client.get("/families"))
    assert (
        "Familie Kaya · Mila, Tom Nächste Session: Do 26. Nov, 12:00, Mathe für Mila 2 frei" in page
    )
    assert "Familie Rossi · Emil Noch keine Session bestätigt 0 frei" in page
    shown = await client.get(places(world)[0])
    assert heading(shown) == "Familie Kaya"
    for text in ("Nadia Kaya Elternteil", "Mila Kind", "Tom Kind", "2 frei 1 reserviert"):
        assert text in words(shown)
    assert f'href="/sessions/new?family={world.kaya.family}"' in shown.text


async def test_works_with_htmx(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    part = await client.get("/families", headers=PARTIAL)
    assert "<html" not in part.text
    answer = await client.post(account(world, "/grant"), data=GRANT, headers=PARTIAL)
    assert answer.headers["hx-redirect"] == account(world)


@rule("K1", "K6")
async def test_credits_are_granted_once_however_often_sent(world: World, browser: Open) -> None:
    client, place = await as_(browser, world.jonas), account(world, "/grant")
    key = value_of(await client.get(place), "key")
    for _ in range(2):
        typed = {**GRANT, "expires_on": "2026-12-31", "key": key}
        answer = await client.post(place, data=typed)
        assert (answer.status_code, answer.headers["location"]) == (303, account(world))
    page = words(await client.get(account(world)))
    assert "5 frei 0 reserviert Davon gelten 5 Credits nur bis Do 31. Dez." in page
    one = {**GRANT, "count": "1", "expires_on": "2026-12-01", "key": str(uuid4())}
    await client.post(place, data=one)
    page = words(await client.get(account(world)))
    assert "Davon gilt 1 Credit nur bis Di 1. Dez." in page
    assert page.count("5 Credits gutgeschrieben 10er-Karte · gültig bis Do 31. Dez") == 1


@rule("K6")
async def test_a_mistake_is_corrected_with_a_reason(world: World, browser: Open) -> None:
    await world.make.credits(5)
    client, place = await as_(browser, world.jonas), account(world, "/correction")
    key = value_of(await client.get(place), "key")
    for _ in range(2):
        typed = {"count": "2", "reason": "Vertippt", "key": key}
        assert (await client.post(place, data=typed)).status_code == 303
    assert (await balance.of(world.kaya.id)).free == 3
    answer = await client.post(place, data={"count": "4", "reason": "Vertippt"})
    assert answer.status_code == 422
    assert error_at(answer, "count") == "So viele sind nicht frei: Es fehlen 1."
    assert value_of(answer, "reason") == "Vertippt"


@rule("K3")
async def test_overdrawing_is_allowed_up_to_a_number(world: World, browser: Open) -> None:
    client, place = await as_(browser, world.jonas), account(world, "/overdraft")
    assert (await client.post(place, data={"overdraft_count": "3"})).status_code == 303
    assert "Überziehen erlaubt: 3 Credits" in words(await client.get(account(world)))
    assert value_of(await client.get(place), "overdraft_count") == "3"
    answer = await client.post(place, data={"overdraft_count": "1000"})
    assert error_at(answer, "overdraft_count") == "Höchstens 100."


@rule("S12")
async def test_what_is_over_stands_on_the_page_of_a_family_and_is_not_called_none(
    world: World, browser: Open
) -> None:
    starts_at = clock.now() - timedelta(days=2)
    await world.make.session(State.COMPLETED, starts_at=starts_at)
    await world.make.session(State.MISSED, starts_at=starts_at - timedelta(days=1))
    for person, index, one in (
        (world.jonas, "/families", f"/families/{world.kaya.family}"),
        (world.nadia, "/providers", f"/providers/{world.kaya.provider}"),
    ):
        client = await as_(browser, person)
        assert "Zuletzt: Sa 21. Nov, 12:00" in words(await client.get(index))
        shown = words(await client.get(one)).partition("Vergangene Sessions ")[2]
        assert shown.index("Abgeschlossen") < shown.index("Verpasst")


@rule("K6")
async def test_who_has_too_few_credits_stands_first(world: World, browser: Open) -> None:
    await world.make.credits(5, connection=world.rossi)
    await world.make.session()
    client = await as_(browser, world.jonas)
    for address in ("/families", "/credits"):
        page = await client.get(address)
        assert re.findall(r"<b>Familie (\w+)</b>", page.text) == ["Kaya", "Rossi"]
        assert f'href="{address}" aria-current="page">' in page.text.partition('"filter"')[2]
    assert "Wenig Credits: 0 Credits frei, Vorschläge über 1" in words(page)
    assert "Für 1 Vorschlag fehlt 1 Credit." in words(await client.get(account(world)))


@pytest.mark.parametrize(
    ("field", "typed"),
    [("count", "0"), ("count", "viele"), ("reason", " "), ("expires_on", "2026-11-22")],
)
async def test_invalid_keeps_the_text_typed(
    world: World, browser: Open, field: str, typed: str
) -> None:
    client, whole = await as_(browser, world.jonas), {**GRANT, "expires_on": "2026-12-31"}
    answer = await client.post(account(world, "/grant"), data={**whole, field: typed})
    assert answer.status_code == 422
    assert error_at(answer, field)
    for name, kept in whole.items():
        assert value_of(answer, name) == (typed if name == field else kept)
    assert (await balance.of(world.kaya.id)).free == 0


async def test_another_educator_gets_404(world: World, browser: Open) -> None:
    client = browser()
    await client.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    assert {await status(client, place) for place in places(world)} == {404}
    for way in ("/grant", "/correction", "/overdraft"):
        typed = {**GRANT, "overdraft_count": "1", "key": str(uuid4())}
        assert (await client.post(account(world, way), data=typed)).status_code == 404


@pytest.mark.parametrize("who", ["mila", "nadia", "dora"])
async def test_a_child_and_a_guardian_reach_nothing(world: World, browser: Open, who: str) -> None:
    client = await as_(browser, getattr(world, who))
    for place in ("/families", "/credits"):
        assert await status(client, place) == 403
    assert {await status(client, place) for place in places(world)} == {404}
    assert (await client.post(account(world, "/grant"), data=GRANT)).status_code == 404


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    for place in ("/families", "/credits", *places(world)):
        assert await leads_to_login(client, place)


async def test_a_family_is_found_by_anybody_in_it(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    # Where they are few, nothing stands in the way.
    assert 'name="find"' not in (await client.get("/families")).text
    assert "autofocus" in (await client.get("/families?find=")).text
    for typed in ("tom", "KAYA", "nad kay", "  mil  "):
        page = await client.get("/families", params={"find": typed})
        assert re.findall(r"<b>(Familie \w+)</b>", page.text) == ["Familie Kaya"], typed
    nobody = await client.get("/families?find=xyz")
    assert "Keine Familie und kein Kind heißt so." in words(nobody)
    assert 'value="xyz"' in nobody.text

"""/providers: whom Nadia's family learns with, and its credits there."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from domain import clock
from domain.credits import correction, grant, overdraft
from domain.profiles import changing
from domain.sessions import answer, withdrawal
from domain.sessions.session import State
from tests.rules import rule
from tests.web.login.people import Open, heading, words
from tests.web.people import PARTIAL, as_, leads_to_login, status
from tests.world import World, at


async def outsider(browser: Open) -> httpx.AsyncClient:
    """A guardian whom Jonas does not know, connected to somebody else."""
    amira, ada = browser(), browser()
    await amira.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    answer = await amira.post("/invitations/new", data={"uses": "one"})
    link = (await amira.get(answer.headers["location"])).text.split("/i/")[1][:10]
    await ada.post(f"/i/{link}", data={"name": "Ada", "email": "ada@x.example", "learner": "self"})
    return ada


def places(world: World) -> list[str]:
    there = f"/providers/{world.kaya.provider}"
    return [there, f"{there}/account", f"{there}/account.csv"]


async def test_works(world: World, browser: Open) -> None:
    await world.make.credits(5)
    await world.make.session(State.CONFIRMED)
    client = await as_(browser, world.nadia)
    page = words(await client.get("/providers"))
    assert "👤 Jonas Weber (Spezialist:in)" in page
    assert "Nächste Session: Do 26. Nov, 12:00, Mathe für Mila" in page
    assert "4 frei" in page
    shown = await client.get(places(world)[0])
    assert heading(shown) == "Jonas Weber"
    assert "4 frei 1 reserviert" in words(shown)
    assert "Do 26. Nov, 12:00–13:00" in words(shown)
    assert "jonas@" not in shown.text


async def test_works_with_htmx(world: World, browser: Open) -> None:
    client = await as_(browser, world.nadia)
    part = await client.get("/providers", headers=PARTIAL)
    assert "<html" not in part.text
    assert 'id="providers"' in part.text


@rule("K5")
async def test_the_statement_tells_every_entry_in_words(world: World, browser: Open) -> None:
    await world.make.credits(5)
    await world.make.session(State.MISSED)
    await world.make.session(State.COMPLETED, learner=world.tom.id)
    await world.make.session(State.CANCELLED)
    taken_back = await world.make.session()
    await answer.confirm(taken_back, by=world.nadia.actor)
    await withdrawal.undo(taken_back, by=world.nadia.actor)
    await correction.correct(world.kaya, 1, "Verzählt", key=uuid4(), by=world.jonas.actor)
    client = await as_(browser, world.nadia)
    page = words(await client.get(places(world)[1]))
    for sentence in (
        "5 Credits gutgeschrieben 10er-Karte",
        "Mathe, Mila: 1 Credit verfallen, weil die Session verpasst wurde Sa 21. Nov, 12:00",
        "Mathe, Tom: 1 Credit eingelöst",
        "Mathe, Mila: 1 Credit wieder frei, weil abgesagt wurde",
        "Mathe, Mila: 1 Credit wieder frei, weil die Bestätigung zurückgenommen wurde",
        "2 Buchungen 1 Credit eingelöst",
        "1 Credit zurückgenommen Verzählt",
    ):
        assert sentence in page
    assert "2 frei 0 reserviert Kontoauszug" in page
    assert page.count("1 Credit reserviert") == 4
    assert "±" not in page


@rule("K5")
async def test_the_statement_is_there_as_csv_without_formulas(world: World, browser: Open) -> None:
    with at(clock.now() - timedelta(hours=1)):
        await grant.grant(uuid4(), world.kaya, 5, "=HYPERLINK(1)", by=world.jonas.actor)
    await changing.rename(world.mila.id, "@Mila", by=world.nadia.actor)
    await world.make.session(State.CONFIRMED)
    client = await as_(browser, world.nadia)
    answer = await client.get(places(world)[2])
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="Kontoauszug.csv"'
    head, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert head[:3] == ["Datum", "Uhrzeit", "Was"]
    assert [(row[2], row[6], row[7], row[8]) for row in rows] == [
        ("1 Credit reserviert", "-1", "1", "4"),
        ("5 Credits gutgeschrieben", "5", "0", "5"),
    ]
    assert {row[9] for row in rows} == {"", "'=HYPERLINK(1)"}
    assert "'@Mila" in {row[4] for row in rows}


@rule("K5")
async def test_a_long_statement_has_pages_that_hold_each_entry_once(
    world: World, browser: Open
) -> None:
    for number in range(33):
        await grant.grant(uuid4(), world.kaya, 1, f"Karte{number}.", by=world.jonas.actor)
    client = await as_(browser, world.nadia)
    first = words(await client.get(places(world)[1]))
    second = words(await client.get(f"{places(world)[1]}?page=2"))
    assert (first.count("Karte"), second.count("Karte")) == (30, 3)
    assert ("Ältere" in first, "Neuere" in second) == (True, True)
    assert all(f"Karte{number}." in first + second for number in range(33))
    assert "danach 33 frei" in first
    assert "danach 1 frei" in second
    for nonsense in ("0", "-1", "x", "99999999", "٣"):
        assert await status(client, f"{places(world)[1]}?page={nonsense}") == 200


@rule("K6")
async def test_fewer_credits_than_proposals_need_is_told(world: World, browser: Open) -> None:
    await world.make.credits(1)
    client, place = await as_(browser, world.nadia), places(world)[0]
    await world.make.session()
    assert "Wenig Credits" not in words(await client.get(place))
    await world.make.session(learner=world.tom.id)
    for address in places(world)[:2]:
        page = words(await client.get(address))
        assert "Für 2 Vorschläge fehlt euch 1 Credit. Bittet um neue." in page


@rule("K6", "N1")
async def test_its_pages_hear_of_credits_that_are_granted(world: World, browser: Open) -> None:
    client = await as_(browser, world.nadia)
    shown, account = [(await client.get(place)).text for place in places(world)[:2]]
    assert 'id="providers-account" data-live data-shows="credits session"' in account
    assert (
        'id="providers-show" data-live data-shows="connection credits document people session"'
        in shown
    )


@rule("K3", "K6")
async def test_an_overdrawn_balance_is_said_in_words(world: World, browser: Open) -> None:
    await overdraft.allow(world.kaya, 2, by=world.jonas.actor)
    first, second = [
        await world.make.session(learner=child.id) for child in (world.mila, world.tom)
    ]
    client, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    asked = words(await client.get(f"/sessions/{first.id}/confirmation"))
    assert "1 Credit wird reserviert, danach habt ihr 1 Credit überzogen." in asked
    await answer.confirm(first, by=world.nadia.actor)
    there, family = places(world), f"/families/{world.kaya.family}"
    for reader, place, told in (
        (client, "/sessions", "1 Credit überzogen"),
        (client, "/providers", "1 überzogen"),
        (client, there[0], "Für 1 Vorschlag fehlt euch 1 Credit."),
        (client, there[1], "1 überzogen 1 reserviert"),
        (client, there[1], "danach 1 überzogen"),
        (jonas, "/calendar", "Für 1 Vorschlag fehlt 1 Credit."),
        (jonas, "/credits", "Wenig Credits: 1 Credit überzogen, Vorschläge über 1"),
        (jonas, f"{family}/account/correction", "Kaya hat 1 Credit überzogen."),
        (jonas, f"/sessions/new?learner={world.tom.id}", "Familie Kaya hat 1 Credit überzogen."),
    ):
        page = words(await reader.get(place))
        assert told in page, place
        assert "-1 " not in page, place
    assert second.is_waiting(clock.now())


async def test_an_outsider_gets_404(world: World, browser: Open) -> None:
    client = await outsider(browser)
    assert [await status(client, place) for place in places(world)] == [404, 404, 404]


async def test_dora_sees_only_what_is_hers(world: World, browser: Open) -> None:
    await world.make.credits(5)
    client = await as_(browser, world.dora)
    page = await client.get(places(world)[1])
    assert "0 frei 0 reserviert" in words(page)
    assert "10er-Karte" not in page.text
    assert "10er-Karte" not in (await client.get(places(world)[2])).text


@pytest.mark.parametrize("who", ["mila", "jonas"])
async def test_a_child_and_an_educator_reach_nothing(world: World, browser: Open, who: str) -> None:
    client = await as_(browser, getattr(world, who))
    assert await status(client, "/providers") == 403
    assert [await status(client, place) for place in places(world)] == [404, 404, 404]


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    for place in ("/providers", *places(world)):
        assert await leads_to_login(client, place)

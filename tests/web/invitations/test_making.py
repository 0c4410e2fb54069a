"""/invitations: Jonas makes links for families."""

import re
from datetime import timedelta

import httpx

from domain.providers import invitation
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, asks_before, error_at, heading, value_of, words
from tests.web.people import as_, leads_to_login, status
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n"


async def made(client: httpx.AsyncClient, **typed: str) -> str:
    """The address of a new invitation."""
    answer = await client.post("/invitations/new", data={"uses": "one", **typed})
    assert answer.status_code == 303
    return str(answer.headers["location"])


@rule("B1")
async def test_works(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    page = await client.get(await made(client))
    link = value_of(page, "link")
    assert heading(page) == "Einladung"
    assert link.startswith("http://localhost:8000/i/")
    assert link in page.text.split("<textarea")[1]
    assert "<svg" in page.text.split('class="qr"')[1]
    assert " style=" not in page.text
    assert "Noch nicht benutzt" in words(page)


@rule("B1")
async def test_the_code_can_be_printed(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    picture = await client.get(f"{await made(client)}/qr.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-disposition"].startswith("attachment")
    assert picture.content.startswith(PNG)


@rule("B1")
async def test_uses_end_and_state_are_told(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    client = await as_(browser, world.jonas)
    await made(client, uses="many", expires_on="2026-11-24")
    assert "Noch nicht benutzt · gilt bis Di 24. Nov" in words(await client.get("/invitations"))
    [found] = await invitation.newest(by=world.jonas.actor)
    assert found.expires_at is not None
    assert found.expires_at - NOON == timedelta(hours=36, seconds=-1)
    await browser().post(
        f"/i/{found.code}", data={"name": "Ada", "email": "ada@x.example", "learner": "self"}
    )
    assert "1 Mal benutzt" in words(await client.get("/invitations"))
    frozen_clock.forward(timedelta(hours=36))
    assert "Abgelaufen" in words(await client.get("/invitations"))


@rule("B1")
async def test_an_invitation_is_revoked(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    place = await made(client)
    code = value_of(await client.get(place), "link").rpartition("/")[2]
    assert await asks_before(client, place, f"{place}/revocation")
    answer = await client.post(f"{place}/revocation")
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    page = words(await client.get(place))
    assert "Die Einladung gilt nicht mehr." in page
    assert "Wer schon verbunden ist, bleibt es." in page
    assert await status(browser(), f"/i/{code}") == 410


async def test_another_provider_gets_404(world: World, browser: Open) -> None:
    place = await made(await as_(browser, world.jonas))
    other = browser()
    await other.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    assert await status(other, place) == 404
    assert await status(other, f"{place}/qr.png") == 404
    assert (await other.post(f"{place}/revocation")).status_code == 404


async def test_a_child_and_a_guardian_reach_nothing(world: World, browser: Open) -> None:
    place = await made(await as_(browser, world.jonas))
    for person in (world.mila, world.dora):
        client = await as_(browser, person)
        for address in ("/invitations", "/invitations/new"):
            assert await status(client, address) == 403
        for address in (place, f"{place}/qr.png"):
            assert await status(client, address) == 404
        assert (await client.post(f"{place}/revocation")).status_code == 404


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    assert await leads_to_login(client, "/invitations")


async def test_invalid_keeps_the_text_typed(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    client = await as_(browser, world.jonas)
    for day in ("2026-11-21", "9999-12-31", "0001-01-01"):
        answer = await client.post("/invitations/new", data={"uses": "many", "expires_on": day})
        assert answer.status_code == 422
        assert error_at(answer, "expires_on")
        assert value_of(answer, "expires_on") == day
        assert 'value="many" checked' in answer.text


@rule("B1")
async def test_an_invitation_has_the_name_that_its_maker_knows_it_by(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    place = await made(client, name="Aushang im Mai")
    assert heading(await client.get(place)) == "Aushang im Mai"
    assert "Aushang im Mai Für eine Familie · Noch nicht benutzt" in words(
        await client.get("/invitations")
    )


@rule("B1")
async def test_it_says_who_came_by_it_and_is_asked_again_once_somebody_does(
    database: str, browser: Open
) -> None:
    client = browser()
    await client.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    place = await made(client, uses="many")
    page = await client.get(place)
    assert re.search(r'id="invitations-show" data-live data-shows="[^"]*connection', page.text)
    assert "ist da!" not in words(page)
    code = value_of(page, "link").rpartition("/")[2]
    typed = {"name": "Ada Nowak", "email": "ada@x.example", "learner": "self"}
    await browser().post(f"/i/{code}", data=typed)
    assert "Familie Nowak ist da!" in words(await client.get(place))
    typed = {"name": "Bo Rossi", "email": "bo@x.example", "learner": "self"}
    await browser().post(f"/i/{code}", data=typed)
    both = words(await client.get(place))
    assert "2 Familien sind da!" in both
    assert "ist da!" not in both


@rule("B1")
async def test_the_page_to_print_has_a_way_back(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    place = await made(client)
    page = await client.get(f"{place}/qr")
    assert "<svg" in page.text.split("qr--printed")[1]
    assert f'class="header__back" href="{place}"' in page.text

"""/settings/passkeys: the list, a new one, its name, and its end."""

from datetime import timedelta
from uuid import UUID

import httpx

from domain.accounts import device
from domain.accounts.passkeys import passkey
from tests.authenticator import PRESENT, Authenticator, registered
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import Enter
from tests.web.login.people import asks_before, error_at, words
from tests.world import World
from web.words.invalid import TEXTS


async def add(client: httpx.AsyncClient, own: Authenticator | None = None) -> httpx.Response:
    asked = (await client.post("/settings/passkeys/challenge")).json()
    made = (own or Authenticator()).make(asked)
    return await client.post("/settings/passkeys", data={"passkey": made})


async def nadias(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.nadia.account, world.nadia.id)


async def only_one(world: World) -> UUID:
    assert world.nadia.account is not None
    [kept] = await passkey.of(world.nadia.account)
    return kept.id


@rule("A5")
async def test_one_is_added_and_shown(world: World, enter: Enter) -> None:
    client = await nadias(world, enter)
    client.headers["user-agent"] = "Mozilla/5.0 (iPhone) Safari"
    answer = await add(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/passkeys")
    page = await client.get("/settings/passkeys")
    assert "iPhone · Safari" in words(page)
    assert "Angelegt:" in words(page)


@rule("A5")
async def test_password_managers_hear_which_there_are(world: World, enter: Enter) -> None:
    client = await nadias(world, enter)
    assert 'handle=""' in (await client.get("/settings/passkeys")).text
    await add(client)
    await add(client)
    page = (await client.get("/settings/passkeys")).text
    assert world.nadia.account is not None
    known = [each.credential for each in await passkey.of(world.nadia.account)]
    assert f'credentials="{" ".join(known)}"' in page
    assert 'handle=""' not in page


@rule("A5")
async def test_what_cannot_be_taken_says_so(world: World, enter: Enter) -> None:
    client = await nadias(world, enter)
    answer = await add(client, Authenticator(flags=PRESENT))
    assert answer.status_code == 422
    assert TEXTS["passkey.refused"] in words(answer)
    assert "Passkey hinzufügen" in words(answer)


@rule("A5")
async def test_a_while_after_logging_in_the_page_says_what_to_do(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    client = await nadias(world, enter)
    await add(client)
    frozen_clock.forward(device.FRESH + timedelta(seconds=1))
    page = await client.get("/settings/passkeys")
    assert "Passkey hinzufügen" not in words(page)
    assert "Noch einmal einloggen" in words(page)
    assert (await client.post("/settings/passkeys/challenge")).status_code == 409


@rule("A5")
async def test_its_name_can_be_changed(world: World, enter: Enter) -> None:
    client = await nadias(world, enter)
    await add(client)
    address = f"/settings/passkeys/{await only_one(world)}"
    answer = await client.post(address, data={"name": "  Mein   Telefon "})
    assert answer.headers["location"] == "/settings/passkeys"
    assert "Mein Telefon" in words(await client.get("/settings/passkeys"))
    for name in ("", "x" * 61):
        answer = await client.post(address, data={"name": name})
        assert answer.status_code == 422
        assert error_at(answer, "name")


@rule("A5")
async def test_removing_one_is_asked_before(world: World, enter: Enter) -> None:
    client = await nadias(world, enter)
    await add(client)
    address = f"/settings/passkeys/{await only_one(world)}"
    assert await asks_before(client, address, f"{address}/removal")
    answer = await client.post(f"{address}/removal")
    assert answer.headers["location"] == "/settings/passkeys"
    assert 'credentials=""' in (await client.get("/settings/passkeys")).text
    assert (await client.get(address)).status_code == 404


@rule("A5", "A8")
async def test_a_child_with_its_own_login_has_them_too(world: World, enter: Enter) -> None:
    client = await enter(world.mila.account, world.mila.id)
    assert (await add(client)).status_code == 303
    assert 'href="/profiles"' in (await client.get("/settings/passkeys")).text


@rule("A5", "A8")
async def test_a_child_in_a_guardians_hands_adds_none(world: World, enter: Enter) -> None:
    client = await enter(world.nadia.account, world.tom.id)
    assert (await client.get("/settings/passkeys")).status_code == 403
    assert (await client.post("/settings/passkeys/challenge")).status_code == 403
    assert (await client.post("/settings/passkeys")).status_code == 403


@rule("A5")
async def test_the_settings_lead_there(world: World, enter: Enter) -> None:
    assert world.nadia.account is not None
    client = await nadias(world, enter)
    page = await client.get("/settings")
    assert 'href="/settings/passkeys"' in page.text
    assert "Noch keiner" in words(page)
    found = await device.active(world.nadia.account)
    await registered(world.nadia.account, found[0].id)
    assert "Passkeys iPhone · Safari" in words(await client.get("/settings"))


@rule("A5", "A10")
async def test_logging_in_again_makes_it_possible_again(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    own, client = Authenticator(), await nadias(world, enter)
    await add(client, own)
    frozen_clock.forward(device.FRESH + timedelta(seconds=1))
    page = await client.get("/login?again=yes&next=/settings/passkeys")
    assert 'value="nadia@lernfaden.example"' in page.text
    signed = own.sign((await client.get("/login/passkey")).json())
    form = {"passkey": signed, "next": "/settings/passkeys"}
    answer = await client.post("/login/passkey", data=form)
    assert answer.headers["location"] == "/settings/passkeys", "and she is still Nadia here"
    assert (await add(client)).status_code == 303
    assert world.nadia.account is not None
    assert len(await device.active(world.nadia.account)) == 1

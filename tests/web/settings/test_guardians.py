"""/settings/family: a second guardian is invited, comes, and goes. Rule: A8 B1."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx

from domain import clock, database, reach
from domain.accounts import account as accounts
from domain.accounts import device, device_login, proof
from domain.accounts.login_email import Used
from domain.profiles import members, membership
from domain.profiles.membership import Role
from domain.providers import invitation, joining
from tests.rules import rule
from tests.web.login.people import Open, error_at, heading, value_of, where, words
from tests.web.people import as_
from tests.world import World

TYPED = {"name": "Deniz Kaya", "email": "deniz@x.example"}


async def link(nadia: httpx.AsyncClient) -> str:
    """Invites as the page does; where the link leads."""
    page = await nadia.get("/settings/family")
    key = re.search(r'name="key" value="([^"]+)"', page.text)
    assert key
    made = await nadia.post("/settings/family/guardians", data={"key": key[1]})
    shown = await nadia.get(made.headers["location"])
    assert heading(shown) == "Einladung"
    found = re.search(r"/i/\w+", shown.text)
    assert found
    return found[0]


async def guardians(world: World) -> list[str]:
    people = await members.of(world.nadia.actor.family_id)
    return sorted(each.name for each in people if each.kind == "guardian")


@rule("A3", "A8", "B1")
async def test_somebody_new_comes_in_by_the_link_and_sees_what_there_is(
    world: World, browser: Open, client: httpx.AsyncClient
) -> None:
    nadia = await as_(browser, world.nadia)
    session = await world.make.session()
    to = await link(nadia)
    page = await client.get(to)
    assert heading(page) == "Nadia Kaya möchte mit dir planen"
    assert "In Familie Kaya" in words(page) and "Mila" not in page.text
    answer = await client.post(to, data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sessions")
    listed = await client.get("/sessions")
    assert f"/sessions/{session.id}" in listed.text
    assert "Ihr plant ab jetzt zusammen." in words(listed)
    assert await guardians(world) == ["Deniz Kaya", "Nadia Kaya"]
    assert "Deniz Kaya plant jetzt mit euch" in words(await nadia.get("/notifications"))
    assert (await client.get(to)).headers["location"] == "/settings/family"


async def test_what_is_missing_is_said_and_what_was_typed_stays(
    world: World, browser: Open, client: httpx.AsyncClient
) -> None:
    to = await link(await as_(browser, world.nadia))
    answer = await client.post(to, data={**TYPED, "email": "deniz"})
    assert (answer.status_code, value_of(answer, "name")) == (422, "Deniz Kaya")
    assert error_at(answer, "email")
    assert await guardians(world) == ["Nadia Kaya"]


@rule("A7", "A8")
async def test_who_has_an_account_comes_in_with_one_button_and_is_there(
    world: World, browser: Open
) -> None:
    to = await link(await as_(browser, world.nadia))
    jonas = await as_(browser, world.jonas)
    assert "als Jonas Weber eingeloggt" in words(await jonas.get(to))
    assert (await jonas.post(to)).headers["location"] == "/sessions"
    assert (await jonas.get("/sessions")).status_code == 200
    assert await guardians(world) == ["Jonas Weber", "Nadia Kaya"]


@rule("A8")
async def test_a_child_never_becomes_a_guardian(world: World, browser: Open) -> None:
    to = await link(await as_(browser, world.nadia))
    mila = await as_(browser, world.mila)
    assert "Das ist etwas für Erwachsene" in words(await mila.get(to))
    assert (await mila.post(to)).status_code == 403
    assert await guardians(world) == ["Nadia Kaya"]


@rule("B1")
async def test_a_link_that_is_used_lets_nobody_else_in(
    world: World, browser: Open, client: httpx.AsyncClient
) -> None:
    to = await link(await as_(browser, world.nadia))
    await (await as_(browser, world.dora)).post(to)
    assert (await client.get(to)).status_code == 410
    assert (await client.post(to, data=TYPED)).status_code == 409
    assert await guardians(world) == ["Dora Rossi", "Nadia Kaya"]


@rule("A8")
async def test_who_is_removed_is_out_at_once_on_every_page(world: World, browser: Open) -> None:
    nadia, dora = await as_(browser, world.nadia), await as_(browser, world.dora)
    session = await world.make.session()
    await dora.post(await link(nadia))
    assert (await dora.get(f"/sessions/{session.id}")).status_code == 200
    people = await members.of(world.nadia.actor.family_id)
    other = next(each for each in people if each.name == "Dora Rossi")
    address = f"/settings/family/guardians/{other.id}/removal"
    assert "Dora Rossi entfernen?" in words(await nadia.get(address))
    assert (await nadia.post(address)).headers["location"] == "/settings/family"
    assert await where(dora, f"/sessions/{session.id}") == "/profiles"


@rule("A8")
async def test_the_last_one_is_told_why_they_stay(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    assert "Verlassen" not in (await nadia.get("/settings/family")).text
    address = f"/settings/family/guardians/{world.nadia.id}/removal"
    for answer in (await nadia.get(address), await nadia.post(address)):
        assert answer.status_code == 409
        assert "Sonst plant niemand mit bestätigter E-Mail-Adresse für euch." in words(answer)


@rule("A8")
async def test_who_leaves_and_has_no_other_profile_can_come_back_by_a_new_link(
    world: World, browser: Open
) -> None:
    nadia = await as_(browser, world.nadia)
    await membership.create(
        world.nadia.actor.family_id,
        Role.GUARDIAN,
        "Ayla Kaya",
        account=(await accounts.register("ayla@x.example")).id,
    )
    await database.rows("UPDATE accounts SET email = claimed_email WHERE email IS NULL")
    address = f"/settings/family/guardians/{world.nadia.id}/removal"
    assert (await nadia.post(address)).headers["location"] == "/profiles"
    assert "Hier ist noch niemand" in words(await nadia.get("/profiles"))
    [ayla] = [each for each in await members.of(world.nadia.actor.family_id) if "Ayla" in each.name]
    actor = await reach.acting_as(ayla.id)
    again = await invitation.create_for_guardian(uuid4(), by=actor)  # type: ignore[arg-type]
    page = await nadia.get(f"/i/{again.code}")
    assert "E-Mail-Adresse" not in page.text
    back = await nadia.post(f"/i/{again.code}", data={"name": "Nadia Kaya"})
    assert back.headers["location"] == "/sessions"
    assert await guardians(world) == ["Ayla Kaya", "Nadia Kaya"]


@rule("A7")
async def test_who_plans_for_two_families_sees_which_profile_is_whose(
    world: World, browser: Open
) -> None:
    dora = await as_(browser, world.dora)
    assert "Familie" not in words(await dora.get("/profiles"))
    await dora.post(await link(await as_(browser, world.nadia)))
    chooser = words(await dora.get("/profiles"))
    assert "Elternteil · Familie Rossi" in chooser
    assert "Elternteil · Familie Kaya" in chooser


@rule("A3", "A8")
async def test_who_comes_by_a_known_address_into_the_own_family_stays_one_person(
    world: World, browser: Open
) -> None:
    found = await invitation.create_for_guardian(uuid4(), by=world.nadia.actor)
    address = await accounts.by_id(world.nadia.account)  # type: ignore[arg-type]
    assert address.email
    # In the same second it would be either.
    sql = "UPDATE memberships SET created_at = {} WHERE profile = {}"
    await database.rows(sql, clock.now() - timedelta(days=1), world.nadia.id)
    where = {"language": "de", "time_zone": "Europe/Berlin"}
    made = await joining.join_as_newcomer(found, "Nadia K.", address.email, **where)
    entered = await device_login.log_in(made.account, user_agent="", as_profile=made.id)
    await proof.prove(Used(made.account, True))
    assert await guardians(world) == ["Nadia Kaya"]
    device_now = await device.by_token(entered.token)
    assert device_now is not None
    assert device_now.profile == world.nadia.id

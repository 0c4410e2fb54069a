"""/i/{code}: a newcomer, a guardian and others open an invitation."""

from uuid import uuid4

import httpx
import pytest

from domain import reach
from domain.accounts import limits
from domain.profiles import members
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile
from domain.providers import connected, connection, invitation
from tests.rules import rule
from tests.statements import watched
from tests.web.login.people import Open, error_at, heading, logged_in, value_of, where, words
from tests.web.people import as_, status
from tests.world import World

TYPED = {"name": "Ada Beck", "email": "ada@x.example", "learner": "child", "child_name": "Lio"}


async def invited(world: World, uses_limit: int | None = None) -> str:
    """The address that Jonas gives out."""
    made = await invitation.create(
        uuid4(), by=world.jonas.actor, uses_limit=uses_limit, expires_at=None
    )
    return f"/i/{made.code}"


async def ada() -> Guardian:
    found = await Profile.objects().get(Profile.name == "Ada Beck")
    assert found is not None
    actor = await reach.acting_as(found.id)
    assert isinstance(actor, Guardian)
    return actor


@rule("B2")
async def test_it_says_who_invites_before_any_login(
    world: World, client: httpx.AsyncClient
) -> None:
    page = await client.get(await invited(world))
    assert heading(page) == "Jonas Weber lädt euch ein"
    assert "JW 👤 Spezialist:in Lernfaden ist die App" in words(page)


@rule("A3", "B2")
async def test_a_newcomer_is_registered_and_connected_in_one_step(
    world: World, client: httpx.AsyncClient
) -> None:
    answer = await client.post(await invited(world), data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sessions")
    assert await where(client, "/") == "/sessions"
    page = await client.get("/sessions")
    assert "Ihr seid verbunden." in words(page)
    assert "Jonas Weber schlägt euch jetzt Termine vor" in words(page)
    assert "Mitteilungen einschalten" in words(page)
    assert "App installieren" in words(page)
    home = (await ada()).family_id
    assert [child.name for child in await members.children(home)] == ["Lio"]


@rule("B2")
async def test_who_names_no_child_learns_alone(world: World, client: httpx.AsyncClient) -> None:
    await client.post(await invited(world), data={**TYPED, "learner": "self"})
    [learner] = await members.learners((await ada()).family_id)
    assert learner.name == "Ada Beck"


@rule("A8", "B2")
async def test_several_children_come_in_one_step(world: World, client: httpx.AsyncClient) -> None:
    typed = {**TYPED, "child_name_2": "Mia", "child_name_4": "Ben"}
    assert (await client.post(await invited(world), data=typed)).status_code == 303
    children = await members.children((await ada()).family_id)
    assert sorted(child.name for child in children) == ["Ben", "Lio", "Mia"]
    # A child in a guardian's hands is not asked for what the guardian's mail says.
    assert "Bestätige deine E-Mail-Adresse" in words(await client.get("/sessions"))
    assert (await client.post(f"/profiles/{children[0].id}/choice")).status_code == 303
    home = words(await client.get("/sessions"))
    assert "Hallo" in home
    assert "E-Mail-Adresse" not in home


async def test_whoever_comes_for_a_child_names_it(world: World, client: httpx.AsyncClient) -> None:
    typed = {**TYPED, "child_name": " ", "email": "ada"}
    answer = await client.post(await invited(world), data=typed)
    assert answer.status_code == 422
    assert error_at(answer, "child_name")
    assert error_at(answer, "email")


@rule("B2")
async def test_a_guardian_connects_with_one_button_and_never_twice(
    world: World, browser: Open
) -> None:
    other = browser()
    await other.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    answer = await other.post("/invitations/new", data={"uses": "many"})
    place = "/i/" + value_of(await other.get(answer.headers["location"]), "link")[-10:]
    client = await as_(browser, world.nadia)
    assert ">Verbinden</button>" in (await client.get(place)).text
    first = await client.post(place)
    assert first.status_code == 303
    assert (await client.get(place)).headers["location"] == first.headers["location"]
    assert (await client.post(place)).headers["location"] == first.headers["location"]
    known = await connected.providers(by=world.nadia.actor)
    assert [one.name for one in known] == ["Amira", "Jonas Weber"]
    assert "1 Mal benutzt" in words(await other.get("/invitations"))


@rule("B2")
async def test_a_child_and_an_educator_are_told_kindly(world: World, browser: Open) -> None:
    place = await invited(world)
    for person, says in ((world.mila, "für deine Eltern"), (world.jonas, "ist für Familien")):
        client = await as_(browser, person)
        page = await client.get(place)
        assert page.status_code == 200
        assert says in words(page)
        assert ">Verbinden</button>" not in page.text
        assert (await client.post(place)).status_code == 403


@rule("B1")
async def test_a_used_one_says_so_and_what_to_do(world: World, browser: Open) -> None:
    place = await invited(world, uses_limit=1)
    await browser().post(place, data=TYPED)
    page = await browser().get(place)
    assert page.status_code == 410
    assert "schon benutzt" in words(page)
    assert "neue schicken" in words(page)
    late = await browser().post(place, data={**TYPED, "email": "b@x.example"})
    assert late.status_code == 409
    assert "gilt nicht mehr" in words(late)


async def test_an_unknown_code_is_404_and_trying_on_is_slowed(
    world: World, client: httpx.AsyncClient
) -> None:
    known = await invited(world)
    for _ in range(limits.PER_NETWORK.free_count):
        assert await status(client, "/i/abcdefghjk") == 404
    answer = await client.get("/i/abcdefghjk")
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
    assert await status(client, known) == 429


async def test_who_has_not_said_who_they_are_is_asked_first(world: World, browser: Open) -> None:
    assert world.nadia.account
    client = await logged_in(browser, world.nadia.account)
    place = await invited(world)
    assert (await client.get(place)).headers["location"] == f"/profiles?next={place}"


@pytest.mark.parametrize("field", ["name", "email"])
async def test_invalid_keeps_the_text_typed(
    world: World, client: httpx.AsyncClient, field: str
) -> None:
    answer = await client.post(await invited(world), data={**TYPED, field: "@"[: field == "email"]})
    assert answer.status_code == 422
    assert error_at(answer, field)
    assert value_of(answer, "child_name") == "Lio"
    kept = "name" if field == "email" else "email"
    assert value_of(answer, kept) == TYPED[kept]
    assert len(await connected.families(by=world.jonas.actor)) == 2


@rule("B2")
async def test_opening_changes_nothing(world: World, browser: Open) -> None:
    place = await invited(world, uses_limit=1)
    await browser().get(place)
    await (await as_(browser, world.dora)).get(place)
    found = await invitation.by_code(place[-10:])
    assert found.uses_count == 0
    assert await connection.between(world.rossi.family, world.rossi.provider)


@rule("B2")
async def test_a_newcomer_costs_twenty_statements_at_most(
    world: World, client: httpx.AsyncClient
) -> None:
    address = await invited(world)
    with watched() as seen:
        answer = await client.post(address, data=TYPED)
    assert answer.status_code == 303
    assert seen.count <= 20, seen.told()

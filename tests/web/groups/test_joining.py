"""/groups/{id}/joining: Nadia takes a place of Jonas' group, found under "Termin anfordern"."""

from datetime import timedelta
from uuid import uuid4

from domain import clock
from domain.sessions import answer, group, group_joining, group_offer
from tests.domain.sessions import amira, groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.web.login.people import Open, heading, words
from tests.web.people import PARTIAL, as_, leads_to_login, status
from tests.world import World


@rule("S18", "S8")
async def test_works(world: World, browser: Open) -> None:
    made = await groups.made(world, emil(world), is_open=True)
    client = await as_(browser, world.nadia)
    address = f"/groups/{made.id}/joining"
    requests = await client.get("/requests/new")
    assert address in requests.text
    assert "Gruppe, noch 3 Plätze frei" in words(requests)
    page = await client.get(address)
    assert heading(page) == "Mathe mit Jonas Weber"
    assert "1 Credit wird reserviert" in words(page)
    assert "Kostenfrei absagen bis" in words(page)
    typed = {"key": str(uuid4()), "learner": str(world.mila.id)}
    done = await client.post(address, data=typed)
    assert done.headers["location"] == f"/sessions/{typed['key']}"
    session = words(await client.get(done.headers["location"]))
    assert "Angemeldet! Ihr habt den Platz." in session
    assert "Gruppe, noch 2 Plätze frei" in session
    assert "Mila ist dabei." in words(await client.get(address))
    offered = words(await client.get("/requests/new"))
    assert "Gruppe, noch 2 Plätze frei · Mila ist dabei." in offered
    await client.post(address, data={"key": str(uuid4()), "learner": str(world.tom.id)})
    offered = words(await client.get("/requests/new"))
    assert "Mila ist dabei. · Tom ist dabei." in offered
    assert "frei · Mila ist dabei." not in offered


async def test_works_with_htmx(world: World, browser: Open) -> None:
    made = await groups.made(world, is_open=True)
    client = await as_(browser, world.nadia)
    typed = {"key": str(uuid4()), "learner": str(world.tom.id)}
    done = await client.post(f"/groups/{made.id}/joining", data=typed, headers=PARTIAL)
    assert done.headers["hx-redirect"] == f"/sessions/{typed['key']}"


async def test_invalid_is_said_at_the_child(world: World, browser: Open) -> None:
    made = await groups.made(world, is_open=True)
    client = await as_(browser, world.nadia)
    for learner in ("", str(world.emil.id)):
        answered = await client.post(f"/groups/{made.id}/joining", data={"learner": learner})
        assert answered.status_code == 422
        assert 'id="learner-error"' in answered.text


@rule("S18")
async def test_a_place_that_went_meanwhile_is_said_on_the_page(world: World, browser: Open) -> None:
    made = await groups.made(world, emil(world), mila(world), places=2, is_open=True)
    for learner, guardian in ((world.emil, world.dora), (world.mila, world.nadia)):
        await answer.confirm((await groups.of(made))[learner.id], by=guardian.actor)
    client = await as_(browser, world.nadia)
    answered = await client.post(f"/groups/{made.id}/joining", data={"learner": str(world.tom.id)})
    assert answered.status_code == 409
    said = words(answered)
    assert "Die Gruppe ist inzwischen voll." in said and "alle Plätze vergeben" in said
    assert "Emil" not in answered.text


@rule("S18", "K3")
async def test_too_few_credits_are_said_before(world: World, browser: Open) -> None:
    await groups.together(world)
    typed = groups.typed(world, is_open=True)
    made = await group_offer.make(typed, by=world.jonas.actor)
    client = await as_(browser, world.nadia)
    page = await client.get(f"/groups/{made.id}/joining")
    assert "Dafür fehlt euch 1 Credit." in words(page)
    assert "Bestätigen" not in words(page)
    address = f"/providers/{world.jonas.actor.provider_id}/account/credit-request"
    assert f'action="{address}"' in page.text
    from_there = {"hx-current-url": f"http://test/groups/{made.id}/joining"}
    asked = await client.post(address, headers=from_there)
    assert asked.headers["location"] == f"/groups/{made.id}/joining"
    page = await client.get(f"/groups/{made.id}/joining")
    assert "Jonas Weber weiß Bescheid." in words(page) and address not in page.text


@rule("S18", "S4")
async def test_who_is_elsewhere_at_that_time_cannot_be_chosen(world: World, browser: Open) -> None:
    made = await groups.made(world, is_open=True)
    her = await amira.build()
    await her.knows(world.nadia)
    half_later = made.starts_at + timedelta(minutes=30)
    clash = await her.session(world.nadia, world.mila.id, half_later)
    await answer.confirm(clash, by=world.nadia.actor)
    client, address = await as_(browser, world.nadia), f"/groups/{made.id}/joining"
    page = await client.get(address)
    assert "Mila hat zu dieser Zeit schon eine andere Session." in words(page)
    assert "Für Tom" in words(page) and "Bestätigen" in words(page)
    assert f'value="{world.mila.id}"' not in page.text


@rule("S18")
async def test_a_full_group_cannot_be_confirmed_and_says_so(world: World, browser: Open) -> None:
    made = await groups.made(world, mila(world), places=2, is_open=True)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    await group_joining.join(uuid4(), made, world.emil.id, by=world.dora.actor)
    client = await as_(browser, world.nadia)
    clock.freeze(clock.now() + timedelta(minutes=1))
    said = words(await client.get("/sessions"))
    assert "Die Gruppe ist inzwischen voll." in said
    assert "Tom · in der Gruppe" in said
    assert (await group.by_id(made.id)).free_count == 0


@rule("S18", "B5")
async def test_who_is_not_taught_reaches_nothing(world: World, browser: Open) -> None:
    made = await groups.made(world, emil(world))
    address = f"/groups/{made.id}/joining"
    for person in (world.nadia, world.mila, world.jonas):
        assert await status(await as_(browser, person), address) == 404
    assert await leads_to_login(browser(follow_redirects=False), address)


@rule("S18")
async def test_a_full_group_has_a_waiting_list(world: World, browser: Open) -> None:
    made = await groups.made(world, places=2, is_open=True)
    for learner in (world.mila.id, world.tom.id):
        await group_joining.join(uuid4(), made, learner, by=world.nadia.actor)
    client, address = await as_(browser, world.dora), f"/groups/{made.id}"
    page = await client.get(f"{address}/joining")
    assert "Auf die Warteliste" in words(page) and "Bestätigen" not in words(page)
    typed = {"learner": str(world.emil.id)}
    done = await client.post(f"{address}/waiting", data=typed)
    assert done.headers["location"] == f"{address}/joining"
    said = words(await client.get(f"{address}/joining"))
    assert "Emil steht auf der Warteliste, an Stelle 1." in said
    assert "Auf die Warteliste" not in said
    await client.post(f"{address}/waiting/end", data=typed)
    said = words(await client.get(f"{address}/joining"))
    assert "an Stelle" not in said and "Auf die Warteliste" in said
    for what in ({}, {"learner": str(world.mila.id)}):
        assert (await client.post(f"{address}/waiting", data=what)).status_code == 422
    assert (await client.post(f"{address}/waiting/end")).status_code == 422


@rule("S18", "S17")
async def test_whose_invitation_is_open_can_wait_for_a_place_too(
    world: World, browser: Open
) -> None:
    made = await groups.made(world, mila(world), places=2, is_open=True)
    await group_joining.join(uuid4(), made, world.emil.id, by=world.dora.actor)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    client = await as_(browser, world.nadia)
    address = f"/groups/{made.id}"
    page = words(await client.get(f"{address}/joining"))
    assert "Mila ist eingeladen" in page and "Auf die Warteliste" in page
    await client.post(f"{address}/waiting", data={"learner": str(world.mila.id)})
    page = words(await client.get(f"{address}/joining"))
    assert "Mila steht auf der Warteliste, an Stelle 1." in page
    assert "Auf die Warteliste" not in page

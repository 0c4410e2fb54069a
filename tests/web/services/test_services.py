"""/services: what Jonas offers."""

from uuid import uuid4

import httpx

from domain.providers import service
from tests import school as schools
from tests.rules import rule
from tests.web.login.people import Open, asks_before, error_at, heading, value_of, words
from tests.web.people import PARTIAL, as_, leads_to_login, status
from tests.world import World

TYPED = {"name": "Chemie", "duration_minutes": "45", "credits": "2", "description": "Versuche"}


async def test_works(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    assert heading(await client.get("/services/new")) == "Leistung anlegen"
    typed = {**TYPED, "key": str(uuid4())}
    for _ in range(2):
        answer = await client.post("/services/new", data=typed)
        assert (answer.status_code, answer.headers["location"]) == (303, "/services")
    page = words(await client.get("/services"))
    assert "Die Leistung ist angelegt." in page
    assert page.count("Chemie") == 1
    assert "45 Min · 2 Credits" in page


async def test_works_with_htmx(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    answer = await client.post("/services/new", data=TYPED, headers=PARTIAL)
    assert answer.headers["hx-redirect"] == "/services"
    part = await client.get("/services", headers=PARTIAL)
    assert "<html" not in part.text
    assert "Chemie" in part.text


async def test_a_service_is_changed_and_offered_no_longer(world: World, browser: Open) -> None:
    client, place = await as_(browser, world.jonas), f"/services/{world.maths.id}"
    assert value_of(await client.get(place), "name") == "Mathe"
    assert (await client.post(place, data=TYPED)).status_code == 303
    changed = await service.reachable(world.maths.id, by=world.jonas.actor)
    assert (changed.name, changed.duration_minutes, changed.credits) == ("Chemie", 45, 2)
    assert await asks_before(client, place, f"{place}/retirement")
    assert (await client.post(f"{place}/retirement")).status_code == 303
    assert "Chemie" not in words(await client.get("/services"))
    assert "bietest du nicht mehr an" in words(await client.get(place))


async def test_another_provider_gets_404(world: World, browser: Open) -> None:
    start = browser()
    await start.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    place = f"/services/{world.maths.id}"
    assert await status(start, place) == 404
    assert (await start.post(place, data=TYPED)).status_code == 404
    assert (await start.post(f"{place}/retirement")).status_code == 404


async def test_a_child_and_a_guardian_reach_nothing(world: World, browser: Open) -> None:
    one = f"/services/{world.maths.id}"
    for person in (world.mila, world.dora):
        client = await as_(browser, person)
        for place in ("/services", "/services/new"):
            assert await status(client, place) == 403
        assert await status(client, one) == 404
        for address in (one, f"{one}/retirement"):
            assert (await client.post(address, data=TYPED)).status_code == 404
        assert (await client.post("/services/new", data=TYPED)).status_code == 403


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    assert await leads_to_login(client, "/services")


async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    for place in ("/services/new", f"/services/{world.maths.id}"):
        answer = await client.post(place, data={**TYPED, "duration_minutes": "3"})
        assert answer.status_code == 422
        assert error_at(answer, "duration_minutes") == "Mindestens 5."
        assert value_of(answer, "name") == "Chemie"
        assert "Versuche" in answer.text
    answer = await client.post("/services/new", data={**TYPED, "name": " "})
    assert error_at(answer, "name")
    assert value_of(answer, "credits") == "2"


async def test_a_new_provider_is_led_through_five_steps(world: World, browser: Open) -> None:
    newcomer = browser()
    await newcomer.post("/start", data={"name": "Amira", "email": "amira@x.example"})
    page = await newcomer.get("/services")
    assert "In 5 Schritten zur ersten Session" in words(page)
    assert page.text.count(">Leistung anlegen</a>") == 1
    await newcomer.post("/services/new", data=TYPED)
    assert "Geschafft: Leistung" in words(await newcomer.get("/services"))
    await world.make.session()
    await (client := await as_(browser, world.jonas)).post("/invitations/new", data={"uses": "one"})
    assert "In 5 Schritten" not in words(await client.get("/services"))


@rule("B5")
async def test_an_educator_of_an_organisation_looks_and_is_told_who_decides(
    world: World, browser: Open
) -> None:
    school = await schools.build(world)
    lea = await as_(browser, school.lea)
    page = await lea.get("/services")
    assert "Mathe" in words(page)
    assert "/services/new" not in page.text and str(school.maths.id) not in page.text
    answer = await lea.get("/services/new")
    assert answer.status_code == 403
    assert "Das legt die Leitung deiner Organisation fest." in words(answer)
    ines = await as_(browser, school.ines)
    assert f"/services/{school.maths.id}" in (await ines.get("/services")).text


@rule("S18")
async def test_a_service_becomes_a_group_with_its_smallest_size(
    world: World, browser: Open
) -> None:
    client, place = await as_(browser, world.jonas), f"/services/{world.maths.id}"
    several = {"places_count": "5", "minimum_count": "3", "call_off_hours": "48"}
    assert (await client.post(place, data={**TYPED, **several})).status_code == 303
    assert "Gruppe mit 5 Plätzen" in words(await client.get("/services"))
    page = await client.get(place)
    assert [value_of(page, name) for name in several] == ["5", "3", "48"]


@rule("S18")
async def test_a_group_needs_no_more_children_than_it_has_places(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    several = {"places_count": "3", "minimum_count": "4"}
    answer = await client.post("/services/new", data={**TYPED, **several})
    assert answer.status_code == 422
    assert "höchstens 3" in error_at(answer, "minimum_count")

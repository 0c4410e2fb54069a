"""/groups: Jonas teaches several children at one time."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx

from domain import clock, database
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.providers import service
from domain.sessions import answer, group
from domain.sessions.group_invitation import Invited
from domain.sessions.session import State
from tests import calendars
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila, tom
from tests.rules import rule
from tests.web.login.people import Open, error_at, heading, words
from tests.web.people import PARTIAL, as_, leads_to_login, status
from tests.world import World


def typed(world: World, *invited: Invited, **more: Any) -> dict[str, Any]:
    day = (clock.now() + timedelta(days=4)).date().isoformat()
    ticked = [f"{each.family}.{each.learner}" for each in invited]
    return {
        "key": str(uuid4()),
        "service": str(world.maths.id),
        "date": day,
        "start": "16:00",
        "place": "at_provider",
        "message": "Wir üben Brüche.",
        "invited": ticked,
        **more,
    }


async def made(client: httpx.AsyncClient, world: World, *invited: Invited) -> str:
    """The address of a date that Jonas made by the form."""
    await groups.together(world)
    answered = await client.post("/groups/new", data=typed(world, *invited, is_open="on"))
    assert answered.status_code == 303
    return str(answered.headers["location"])


@rule("S18")
async def test_works(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    address = await made(client, world, mila(world), emil(world))
    page = await client.get(address)
    assert heading(page) == "Gruppe: Mathe"
    said = words(page)
    assert "0 von 3. 3 Plätze frei" in said
    assert "Mila Familie Kaya" in said and "Emil Familie Rossi" in said
    assert "Familien dürfen sich anmelden." in said


async def test_works_with_htmx(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    await groups.together(world)
    assert "<html" not in (await client.get("/groups/new", headers=PARTIAL)).text
    answered = await client.post("/groups/new", data=typed(world, mila(world)), headers=PARTIAL)
    assert answered.headers["hx-redirect"].startswith("/groups/")


async def test_without_a_group_the_way_leads_to_the_services(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    page = await client.get("/groups/new")
    assert "Gib einer Leistung mehrere Plätze." in words(page)
    assert "/groups/new" not in (await client.get("/sessions/new")).text
    await groups.together(world)
    assert "/groups/new" in (await client.get("/sessions/new")).text


async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    await groups.together(world)
    what = typed(world, mila(world), date="", place="at_family")
    answered = await client.post("/groups/new", data=what)
    assert answered.status_code == 422
    assert error_at(answered, "date") and error_at(answered, "place")
    assert "Wir üben Brüche." in answered.text
    assert re.search(rf'value="{what["invited"][0]}" checked', answered.text)
    single = await client.post("/groups/new", data=typed(world, service=str(world.physics.id)))
    assert "nur einen Platz" in error_at(single, "service")
    strange = await client.post("/groups/new", data=typed(world, invited=["nobody"]))
    assert strange.status_code == 422
    assert await database.row("SELECT count(*) FROM group_dates") == (0,)


@rule("S18")
async def test_further_children_are_proposed_to(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    address = await made(client, world, mila(world))
    page = await client.get(address)
    assert f"{world.kaya.family}.{world.mila.id}" not in page.text
    nobody = await client.post(f"{address}/proposals", data={})
    assert (nobody.status_code, error_at(nobody, "invited")) == (
        422,
        "Hake mindestens ein Kind an.",
    )
    ticked = {"invited": [f"{each.family}.{each.learner}" for each in (tom(world), emil(world))]}
    assert (await client.post(f"{address}/proposals", data=ticked)).status_code == 303
    assert words(await client.get(address)).count("Ausstehend") == 3


@rule("S18")
async def test_a_full_group_asks_nobody_else(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    one = await groups.made(world, mila(world), tom(world), places=2)
    for each in (await groups.of(one)).values():
        await answer.confirm(each, by=world.nadia.actor)
    address = f"/groups/{one.id}"
    page = await client.get(address)
    assert "2 von 2. 0 Plätze frei" in words(page)
    assert 'name="invited"' not in page.text
    ticked = {"invited": [f"{world.rossi.family}.{world.emil.id}"]}
    full = await client.post(f"{address}/proposals", data=ticked)
    assert full.status_code == 409
    assert "Die Gruppe ist inzwischen voll." in words(full)


@rule("S18", "S10")
async def test_the_whole_date_is_called_off(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    address = await made(client, world, mila(world))
    asked = await client.get(f"{address}/cancellation")
    assert "Ohne Kosten für die Familien" in words(asked)
    too_long = await client.post(f"{address}/cancellation", data={"reason": "x" * 501})
    assert too_long.status_code == 422
    assert "x" * 501 in too_long.text
    done = await client.post(f"{address}/cancellation", data={"reason": "Krank"})
    assert done.headers["location"] == address
    page = words(await client.get(address))
    assert "Diese Gruppe ist abgesagt." in page and "Abgesagt" in page
    assert (await client.get(f"{address}/cancellation")).status_code == 409


@rule("S18", "B5")
async def test_who_does_not_teach_it_reaches_nothing(world: World, browser: Open) -> None:
    address = await made(await as_(browser, world.jonas), world, mila(world))
    for person in (world.nadia, world.mila, world.dora):
        client = await as_(browser, person)
        assert await status(client, address) == 404
        assert await status(client, f"{address}/cancellation") == 404
        assert (await client.post(f"{address}/cancellation")).status_code == 404
        assert (await client.post(f"{address}/proposals")).status_code == 404
        assert (await client.post("/groups/new", data=typed(world))).status_code == 403
    assert await group.where("g.called_off_at IS NOT NULL") == []


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    assert await leads_to_login(client, "/groups/new")


@rule("S18")
async def test_no_family_reads_of_another(world: World, browser: Open) -> None:
    """Pages, list and notifications of Nadia, once Emil is in the group as well."""
    one = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(one)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    assert {each.state for each in (await groups.of(one)).values()} == {State.CONFIRMED}
    client = await as_(browser, world.nadia)
    session = asked[world.mila.id].id
    for address in (f"/sessions/{session}", "/sessions", "/notifications", "/calendar"):
        page = (await client.get(address)).text
        assert "Emil" not in page and "Rossi" not in page


@rule("S18")
async def test_the_week_shows_a_date_once_with_how_many_come(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    one = await groups.made(world, mila(world), emil(world), ahead=timedelta(hours=2))
    page = await client.get(f"/calendar?date={one.starts_at.date()}")
    assert page.text.count(f"/groups/{one.id}") == 1
    assert "0 von 3" in words(page) and "noch niemand bestätigt" in words(page)
    for each in (await groups.of(one)).values():
        assert str(each.id) not in page.text
    await answer.confirm((await groups.of(one))[world.emil.id], by=world.dora.actor)
    page = await client.get(f"/calendar?date={one.starts_at.date()}")
    assert "1 von 3" in words(page) and "Mathe-Gruppe" in words(page)
    assert "1 von 3" in words(await client.get(f"/calendar/month?date={one.starts_at.date()}"))


@rule("S4", "S18")
async def test_every_form_says_that_there_is_a_group_before_it_is_sent(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    one = await groups.made(world)
    alone = world.physics
    agreed = await world.make.session(State.CONFIRMED, service=alone, starts_at=one.ends_at)
    there = {"date": f"{one.starts_at:%Y-%m-%d}", "start": "12:10"}
    typed_so_far = {"learner": str(world.tom.id), "service": str(alone.id), **there}
    moved = f"/sessions/{agreed.id}/move"
    for address, more in (
        ("/sessions/new", {}),
        ("/sessions/new", {"kind": "alternatives"}),
        (moved, {"minutes": "45", "place": "online", "old": "stands"}),
    ):
        page = await client.get(address, params={**typed_so_far, **more})
        assert "Zu dieser Zeit hast du schon eine Gruppe." in words(page), (address, more)
    weekly = {"kind": "series", "every_weeks": "1", "end": "times", "times": "2"}
    form = {**typed_so_far, **weekly, "place": "at_provider", "key": str(uuid4())}
    page = await client.post("/sessions/new", data=form)
    assert "Da hast du schon eine Gruppe: Mathe" in words(page)


@rule("S18")
async def test_a_group_is_not_offered_where_one_session_is_put_in(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    await groups.together(world)
    page = await client.get("/sessions/new", params={"service": str(world.maths.id)})
    assert f'<option value="{world.maths.id}"' not in page.text
    assert f'<option value="{world.physics.id}"' in page.text
    assert 'href="/groups/new">Gruppe' in page.text
    form = {"learner": str(world.tom.id), **typed(world), "place": "at_provider"}
    refused = await client.post("/sessions/new", data=form)
    assert refused.status_code == 422
    said = "Diese Leistung ist eine Gruppe. Stell sie oben unter „Gruppe“ ein."
    assert error_at(refused, "service") == said
    await service.retire(world.physics, by=world.jonas.actor)
    page = await client.get("/sessions/new")
    assert "Nur Gruppen" in words(page) and 'href="/groups/new"' in page.text


@rule("S18", "S2", "S6", "S7")
async def test_what_there_is_to_say_of_a_time_is_said_before_a_group_is_sent(
    world: World, browser: Open
) -> None:
    await groups.together(world)
    await world.make.session(service=world.physics, starts_at=clock.now() + timedelta(days=1))
    client = await as_(browser, world.jonas)
    asked = {"service": str(world.maths.id), "date": "2026-11-24", "start": "12:30"}

    async def said(**more: str) -> str:
        return words(await client.get("/groups/new", params={**asked, **more}))

    assert "Zur selben Zeit wartet schon ein Vorschlag: Mila." in await said()
    assert "wartet schon" not in await said(start="13:00")
    assert "wartet schon" in await said(service="")
    await hours.replace([Weekly(1, 9 * 60, 13 * 60)], by=world.jonas.actor)
    at = clock.now() + timedelta(days=1)
    await calendars.kept(world.jonas.actor, "Privat", (at, at + timedelta(hours=1)))
    told = await said()
    assert "Das liegt außerhalb deiner Zeiten. Einstellen kannst du es trotzdem." in told
    assert "Dein Kalender „Privat“ ist da belegt." in told
    assert "Diese Uhrzeit" in await said(date="2027-03-28", start="02:30")
    assert "Vergangenheit" in await said(date="2026-11-01")

"""/settings/calendar: addresses to subscribe to, and new ones."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from domain.sessions.session import State
from tests.rules import rule
from tests.statements import watched
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import Person, World


def links(page: httpx.Response) -> list[str]:
    """The addresses that a page shows."""
    return re.findall(r'value="(http://localhost:8000/calendar/[\w-]{43}\.ics)"', page.text)


@rule("S16", "A8")
async def test_everybody_finds_the_own_address_and_a_guardian_the_childrens(
    world: World, browser: Open
) -> None:
    counts = {}
    people: dict[str, Person[Any]] = {
        "nadia": world.nadia,
        "mila": world.mila,
        "jonas": world.jonas,
    }
    for name, person in people.items():
        client = await enter(browser, person)
        assert 'href="/settings/calendar"' in (await client.get("/settings")).text
        shown = links(await client.get("/settings/calendar"))
        counts[name] = len(set(shown))
        for link in shown:
            assert (await browser().get(link)).status_code == 200
    assert counts == {"nadia": 3, "mila": 1, "jonas": 1}


@rule("S16")
async def test_the_page_asks_as_often_for_a_child_as_for_many(world: World, browser: Open) -> None:
    nadia, dora = await enter(browser, world.nadia), await enter(browser, world.dora)
    counts = []
    for client in (dora, nadia):
        with watched() as seen:
            await client.get("/settings/calendar")
        counts.append(seen.count)
    assert 0 < counts[0] == counts[1]


@rule("S16")
async def test_buttons_lead_to_apple_and_google(world: World, browser: Open) -> None:
    page = await (await enter(browser, world.jonas)).get("/settings/calendar")
    (link,) = links(page)
    subscribed = link.replace("http://", "webcal://")
    assert f'href="{subscribed}"' in page.text
    google = re.search(r'href="(https://calendar\.google\.com/[^"]*)" rel="noreferrer"', page.text)
    assert google
    assert parse_qs(urlsplit(google[1]).query) == {"cid": [subscribed]}
    assert "Adresse kopieren" in words(page)


@rule("S16")
async def test_renewing_says_what_it_ends_and_ends_it_at_once(world: World, browser: Open) -> None:
    nadia = await enter(browser, world.nadia)
    own, mila, tom = links(await nadia.get("/settings/calendar"))
    address = f"/settings/calendar/{world.nadia.id}/renewal"
    asked = await nadia.get(address)
    assert "Nadia Kaya Die jetzige Adresse gilt dann sofort nicht mehr" in words(asked)
    assert (await nadia.post(address)).headers["location"] == "/settings/calendar"
    page = await nadia.get("/settings/calendar")
    assert "Die Adresse ist neu." in words(page)
    assert links(page)[1:] == [mila, tom]
    assert links(page)[0] != own
    assert [(await browser().get(each)).status_code for each in (own, mila)] == [404, 200]


@rule("S16")
async def test_only_the_own_address_and_the_childrens_are_renewed(
    world: World, browser: Open
) -> None:
    dora, mila = await enter(browser, world.dora), await enter(browser, world.mila)
    tom = await enter(browser, world.tom, world.nadia.account)
    address = f"/settings/calendar/{world.tom.id}/renewal"
    assert [(await each.post(address)).status_code for each in (dora, mila, tom)] == [404, 404, 403]


@rule("S16")
async def test_a_session_that_is_to_come_goes_into_a_calendar_by_a_button(
    world: World, browser: Open
) -> None:
    lesson = await world.make.session()
    nadia = await enter(browser, world.nadia)
    assert f'href="/sessions/{lesson.id}.ics"' in (await nadia.get(f"/sessions/{lesson.id}")).text
    over = await world.make.session(State.COMPLETED)
    assert f'href="/sessions/{over.id}.ics"' not in (await nadia.get(f"/sessions/{over.id}")).text


@rule("S16", "N4")
async def test_what_a_device_keeps_offers_no_file_that_it_cannot_fetch(
    world: World, browser: Open
) -> None:
    lesson = await world.make.session()
    kept = await (await enter(browser, world.nadia)).get("/sessions/offline")
    assert str(lesson.id) in kept.text
    assert ".ics" not in kept.text

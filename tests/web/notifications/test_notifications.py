"""/notifications: what a profile was told of, read when somebody says so."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from domain import clock, database
from domain.notifications.notification import PAGE
from tests.conftest import FrozenClock
from tests.domain.accounts.people import Home, kaya
from tests.rules import rule
from tests.web.conftest import PARTIAL, Enter

_EVENT = """
INSERT INTO events (id, kind, family, why, particulars, happened_at)
VALUES ({}, {}, {}, {}, {}, {})
"""
_NOTIFICATION = """
INSERT INTO notifications (id, profile, event, session, kind, created_at)
VALUES ({}, {}, {}, {}, {}, {})
"""
FACTS = {
    "service": "Mathe",
    "child": "Mila",
    "educator": "Jonas Weber",
    "starts_at": "2026-11-24T15:00:00+00:00",
    "ends_at": "2026-11-24T15:45:00+00:00",
}


@pytest.fixture
async def home(database: str, frozen_clock: FrozenClock) -> Home:
    return await kaya()


async def tell(profile: UUID, family: UUID, minutes_ago: int = 0) -> UUID:
    """Tells a profile of a proposal; returns its session's id."""
    event, session = uuid4(), uuid4()
    at = clock.now() - timedelta(minutes=minutes_ago)
    facts = msgspec.json.encode(FACTS).decode()
    await database.rows(_EVENT, event, "session.proposed", family, "", facts, at)
    await database.rows(_NOTIFICATION, uuid4(), profile, event, session, "session.proposed", at)
    return session


async def nadia(enter: Enter, home: Home) -> httpx.AsyncClient:
    return await enter(home.account, home.nadia.id)


@rule("N1")
async def test_the_list_says_what_happened_and_leads_there(enter: Enter, home: Home) -> None:
    session = await tell(home.nadia.id, home.id)
    page = (await (await nadia(enter, home)).get("/notifications")).text
    assert "Vorschlag: Mathe mit Jonas Weber" in page
    assert "Di 24. Nov · 16:00–16:45 · für Mila" in page
    assert f'href="/sessions/{session}"' in page


async def test_without_anything_new_it_says_what_will_be_here(enter: Enter, home: Home) -> None:
    assert "Noch nichts Neues" in (await (await nadia(enter, home)).get("/notifications")).text


@rule("N1")
async def test_reading_them_is_a_button_and_empties_the_bell(enter: Enter, home: Home) -> None:
    await tell(home.nadia.id, home.id)
    client = await nadia(enter, home)
    assert "told__one--new" in (await client.get("/notifications")).text
    assert "told__one--new" in (await client.get("/notifications")).text
    answer = await client.post("/notifications/reading")
    assert (answer.status_code, answer.headers["location"]) == (303, "/notifications")
    assert "told__one--new" not in (await client.get("/notifications")).text


async def test_a_new_one_makes_a_new_page(enter: Enter, home: Home) -> None:
    client = await nadia(enter, home)
    known = {"if-none-match": (await client.get("/notifications")).headers["etag"]}
    assert (await client.get("/notifications", headers=known)).status_code == 304
    await tell(home.nadia.id, home.id)
    assert (await client.get("/notifications", headers=known)).status_code == 200


async def test_older_ones_are_on_further_pages(enter: Enter, home: Home) -> None:
    for minutes in range(PAGE + 3):
        await tell(home.nadia.id, home.id, minutes)
    client = await nadia(enter, home)
    first = (await client.get("/notifications", headers=PARTIAL)).text
    assert first.count("told__one") >= PAGE
    link = first.split('href="/notifications?before=')[1].split('"')[0]
    second = (await client.get(f"/notifications?before={link}", headers=PARTIAL)).text
    assert second.count("<li") == 3
    assert "before=" not in second


async def test_nobody_reads_what_another_was_told(enter: Enter, home: Home) -> None:
    await tell(home.nadia.id, home.id)
    mila = await enter(home.account, home.mila.id)
    page = (await mila.get("/notifications")).text
    assert "Vorschlag" not in page
    await mila.post("/notifications/reading")
    assert "told__one--new" in (await (await nadia(enter, home)).get("/notifications")).text


async def test_signed_out_goes_to_login(client: httpx.AsyncClient) -> None:
    for answer in (await client.get("/notifications"), await client.post("/notifications/reading")):
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login")
    assert (await client.get("/notifications/stream")).status_code == 303

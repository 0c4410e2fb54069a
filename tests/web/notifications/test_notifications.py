"""/notifications: what a profile was told of, read when somebody says so."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from domain import clock, database, events
from domain.facts import Fact, Subject
from domain.notifications.notification_list import PAGE
from tests.conftest import FrozenClock
from tests.domain.accounts.people import Home, kaya
from tests.rules import rule
from tests.web.conftest import PARTIAL, Enter

FACTS = {
    "service": "Mathe",
    "learner": "Mila",
    "educator": "Jonas Weber",
    "starts_at": "2026-11-24T15:00:00+00:00",
    "ends_at": "2026-11-24T15:45:00+00:00",
}


@pytest.fixture
async def home(database: str, frozen_clock: FrozenClock) -> Home:
    return await kaya()


async def tell(profile: UUID, family: UUID, minutes_ago: int = 0) -> UUID:
    """Tells a profile of a proposal; returns its session's id."""
    session, before = uuid4(), clock.now()
    clock.freeze(before - timedelta(minutes=minutes_ago))
    async with database.transaction():
        events.record(
            Fact(
                "session.proposed",
                by=None,
                subject=Subject(family=family, session=session),
                happened_at=clock.now(),
                particulars=FACTS,
                only_to=profile,
            )
        )
    clock.freeze(before)
    return session


async def nadia(enter: Enter, home: Home) -> httpx.AsyncClient:
    return await enter(home.account, home.nadia.id)


@rule("N1")
async def test_the_list_says_what_happened_and_leads_there(enter: Enter, home: Home) -> None:
    session = await tell(home.nadia.id, home.id)
    page = (await (await nadia(enter, home)).get("/notifications")).text
    assert "Vorschlag: Mathe mit Jonas Weber" in page
    assert "Di\xa024.\xa0Nov · 16:00–16:45 · für Mila" in page
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


@rule("N1")
async def test_opening_what_it_tells_reads_that_one_only(enter: Enter, home: Home) -> None:
    opened, other = [await tell(home.nadia.id, home.id) for _ in range(2)]
    client = await nadia(enter, home)
    answer = await client.post("/notifications/reading", data={"subjects": f"{opened} nonsense"})
    assert answer.status_code == 303
    page = (await client.get("/notifications", headers=PARTIAL)).text
    assert page.count("told__one--new") == 1
    assert f'href="/sessions/{other}"' in page.split("told__one--new")[1].split("</li>")[0]


@rule("N1")
async def test_no_subjects_read_nothing(enter: Enter, home: Home) -> None:
    await tell(home.nadia.id, home.id)
    client = await nadia(enter, home)
    for said in ("", "nonsense", "nonsense and more"):
        answer = await client.post("/notifications/reading", data={"subjects": said})
        assert answer.status_code == 303
    assert "told__one--new" in (await client.get("/notifications")).text


@rule("N1")
async def test_the_bell_counts_what_waits_and_is_drawn_without_its_page(
    enter: Enter, home: Home
) -> None:
    session = await tell(home.nadia.id, home.id)
    await tell(home.nadia.id, home.id)
    client = await nadia(enter, home)
    bell = (await client.get("/notifications/bell", headers=PARTIAL)).text
    assert '<app-badge count="2">' in bell and "<html" not in bell
    for part in ("<header", '<span class="tabs__count'):
        drawn = bell[bell.index(part) :].partition("</header>")[0].partition("</div>")[0]
        assert drawn in (await client.get("/notifications")).text
    await client.post("/notifications/reading", data={"subjects": str(session)})
    assert 'count="1"' in (await client.get("/notifications/bell", headers=PARTIAL)).text


async def test_the_bell_alone_leads_to_the_list(enter: Enter, home: Home) -> None:
    answer = await (await nadia(enter, home)).get("/notifications/bell")
    assert (answer.status_code, answer.headers["location"]) == (303, "/notifications")


async def test_the_bell_hears_of_news_and_the_list_of_its_sessions_too(
    enter: Enter, home: Home
) -> None:
    page = (await (await nadia(enter, home)).get("/notifications")).text
    assert page.count('data-shows="told people"') == 1
    assert page.count('data-shows="session told"') == 1


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
    assert second.count("<li ") == 3
    assert "before=" not in second


async def test_nobody_reads_what_another_was_told(enter: Enter, home: Home) -> None:
    await tell(home.nadia.id, home.id)
    mila = await enter(home.account, home.mila.id)
    page = (await mila.get("/notifications")).text
    assert "Vorschlag" not in page
    await mila.post("/notifications/reading")
    assert "told__one--new" in (await (await nadia(enter, home)).get("/notifications")).text


async def test_signed_out_goes_to_login(client: httpx.AsyncClient) -> None:
    for answer in (
        await client.get("/notifications"),
        await client.get("/notifications/bell"),
        await client.post("/notifications/reading"),
    ):
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login")
    assert (await client.get("/notifications/stream")).status_code == 303

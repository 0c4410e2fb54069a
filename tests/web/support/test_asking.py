"""Asking the support: from within as a conversation, from outside by mail address."""

import re

import httpx
import pytest

from domain import database
from domain.profiles.actor import Supporter
from domain.support import overview
from domain.support.case import State
from tests import support
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.world import Person, World

OLGA = {"email": "olga@mail.example", "words": "Ich komme nicht hinein."}


@rule("C6")
async def test_support_in_the_menu_leads_to_a_conversation_that_supporters_answer(
    world: World, nadia: httpx.AsyncClient, ben: httpx.AsyncClient, asked: str
) -> None:
    assert 'href="/support"' in (await nadia.get("/settings")).text
    there = await nadia.get("/support")
    assert (there.status_code, there.headers["location"]) == (303, f"/conversations/{asked}")
    assert "Lernfaden Support" in (await nadia.get(f"/conversations/{asked}")).text
    assert "Lernfaden Support" not in (await nadia.get("/conversations")).text
    await nadia.post(f"/conversations/{asked}/messages", data={"words": "Hilfe!"})
    inbox = (await ben.get("/support")).text
    assert "Nadia Kaya" in inbox and "Hilfe!" in inbox and "Elternteil" in inbox
    assert 'id="talks-count"' in inbox and 'class="count">1' in inbox
    await ben.post(f"/conversations/{asked}/messages", data={"words": "Gern."})
    chats = (await nadia.get("/conversations")).text
    assert "Lernfaden Support" in chats and "Ben: Gern." in chats


@rule("C6")
async def test_whoever_is_not_logged_in_writes_by_mail_address(
    client: httpx.AsyncClient, ben: httpx.AsyncClient
) -> None:
    assert 'href="/support"' in (await client.get("/login")).text
    page = (await client.get("/support")).text
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    for _ in range(2):
        sent = await client.post("/support", data={**OLGA, "key": key})
        assert (sent.status_code, sent.headers["location"]) == (303, "/support/received")
    assert "Spam-Ordner" in (await client.get("/support/received")).text
    inbox = (await ben.get("/support")).text
    assert inbox.count("Ich komme nicht hinein.") == 1 and "olga@mail.example" in inbox


@rule("C6", "A3")
async def test_nothing_tells_whether_an_address_has_an_account(
    world: World, client: httpx.AsyncClient, nadia: httpx.AsyncClient
) -> None:
    answers = [
        await client.post("/support", data={"email": email, "words": "Hilfe!"})
        for email in ("nadia@lernfaden.example", "nobody@lernfaden.example")
    ]
    assert len({(each.status_code, each.text, each.headers["location"]) for each in answers}) == 1
    assert "Hilfe!" not in (await nadia.get("/conversations")).text


@rule("C6", "A6")
async def test_a_flood_is_slowed_with_a_time_to_come_back(
    world: World, client: httpx.AsyncClient
) -> None:
    for _ in range(5):
        assert (await client.post("/support", data=OLGA)).status_code == 303
    slowed = await client.post("/support", data=OLGA)
    assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) > 0


@rule("C6")
@pytest.mark.parametrize(
    ("email", "words"), [("olga", "Ich bin es"), ("olga@mail.example", ""), ("", "Ich bin es")]
)
async def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    world: World, client: httpx.AsyncClient, email: str, words: str
) -> None:
    refused = await client.post("/support", data={"email": email, "words": words})
    assert refused.status_code == 422 and 'aria-invalid="true"' in refused.text
    assert f'value="{email}"' in refused.text and words in refused.text
    assert await database.rows("SELECT 1 FROM support_cases") == []


@rule("C6")
async def test_who_has_logged_in_meanwhile_asks_as_themselves(
    world: World, nadia: httpx.AsyncClient, supporter: Person[Supporter], asked: str
) -> None:
    sent = await nadia.post("/support", data=OLGA)
    assert sent.headers["location"] == f"/conversations/{asked}#end"
    (listed,) = await overview.of(by=world.nadia.actor)
    assert (listed.asker, listed.words) == (world.nadia.id, OLGA["words"])


@rule("C6", "C1")
async def test_a_guardian_reads_what_a_child_asks_and_another_family_does_not(
    world: World, nadia: httpx.AsyncClient, dora: httpx.AsyncClient
) -> None:
    await support.say(world.mila, "Wie geht das?")
    page = (await nadia.get("/conversations")).text
    assert "Lernfaden Support · Mila" in page and "Wie geht das?" in page
    address = re.findall(r'href="(/conversations/[^"]+)"', page)
    assert {(await nadia.get(each)).status_code for each in address} == {200}
    statuses = [(await dora.get(each)).status_code for each in address]
    assert statuses.count(404) == len(address)
    assert "Mila" not in (await dora.get("/conversations")).text


@rule("C6")
async def test_who_asked_sees_that_it_is_done_and_opens_it_by_writing(
    world: World, nadia: httpx.AsyncClient, ben: httpx.AsyncClient, asked: str
) -> None:
    await nadia.post(f"/conversations/{asked}/messages", data={"words": "Hilfe!"})
    await ben.post(f"/support/{asked}/state", data={"state": "closed"})
    assert "Erledigt." in (await nadia.get(f"/conversations/{asked}")).text
    missed = await nadia.get(f"/conversations/{asked}/messages?after=1", headers=PARTIAL)
    assert missed.status_code == 200 and "Erledigt." in missed.text
    await nadia.post(f"/conversations/{asked}/messages", data={"words": "Doch nicht"})
    (listed,) = await overview.of(by=world.nadia.actor)
    assert listed.state == State.OPEN
    assert "Erledigt." not in (await nadia.get(f"/conversations/{asked}")).text

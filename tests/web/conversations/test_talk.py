"""A conversation as a page: written and read on either side, with scripts and without."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from domain import database
from domain.accounts import throttle
from domain.conversations.thread import PAGE_ROWS
from domain.profiles import permission
from domain.profiles.profile import Profile
from tests.conftest import FrozenClock
from tests.conversations import say, written
from tests.rules import rule
from tests.world import World

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
PLAIN = {"Accept": "text/plain"}


def words(page: str) -> list[str]:
    return re.findall(r'<p class="talk__words" dir="auto">(?!</p>)(.*?)</p>', page, re.S)


@rule("C1", "C3")
async def test_a_message_is_sent_by_a_form_and_stands_on_the_other_side(
    nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    typed = {
        "key": str(uuid4()),
        "words": " Hallo <b>Jonas</b>,\r\nsiehe https://a.example/?x=1&y=2! ",
    }
    for _ in range(2):
        answer = await nadia.post(f"{address}/messages", data=typed)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{address}#end")
    page = (await jonas.get(address)).text
    link = (
        '<a href="https://a.example/?x=1&amp;y=2" target="_blank"'
        ' rel="noopener noreferrer nofollow ugc">https://a.example/?x=1&amp;y=2</a>'
    )
    assert words(page) == [f"Hallo &lt;b&gt;Jonas&lt;/b&gt;,\nsiehe {link}!"]
    assert "Nadia Kaya" in page and "Familie Kaya" in page


async def test_whom_one_writes_to_reads_well_in_english(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    ours = Profile.id.is_in([world.nadia.id, world.jonas.id])
    await Profile.update({Profile.language: "en"}).where(ours)
    assert 'placeholder="Message to the Kaya family"' in (await jonas.get(address)).text
    assert 'placeholder="Message to Jonas Weber"' in (await nadia.get(address)).text


@rule("C3")
async def test_what_is_refused_stays_typed(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for typed, sentence in (("  ", "Das fehlt noch."), ("x" * 4001, "höchstens 4000 Zeichen")):
        answer = await nadia.post(f"{address}/messages", data={"words": typed})
        assert answer.status_code == 422 and sentence in answer.text
        assert typed.strip() in answer.text
        told = await nadia.post(f"{address}/messages", data={"words": typed}, headers=PLAIN)
        assert told.status_code == 422 and sentence in told.text and "<" not in told.text
    assert await written(world.kaya) == []


@rule("C1")
async def test_the_list_says_what_came_last_and_how_much_is_unread(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient
) -> None:
    await say(world.kaya, "Hallo,\nJonas!", by=world.nadia.actor)
    await say(world.kaya, "Ja?", by=world.mila.actor)
    page = (await jonas.get("/conversations")).text
    assert "Mila: Ja?" in page and re.search(r'talks__count">2<', page)
    assert page.index("Familie Kaya") < page.index("Familie Rossi")
    assert "Noch keine Nachrichten" in page
    own = (await nadia.get("/conversations")).text
    assert "Jonas Weber" in own and "Familie" not in own.partition('id="conversations"')[2]
    assert re.search(r'talks__count">1<', own)


@rule("C2")
async def test_the_tab_counts_conversations_and_the_bell_does_not(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for _ in range(2):
        await say(world.kaya, "Hallo!", by=world.jonas.actor)
    counts = (await nadia.get("/notifications/bell", headers=PARTIAL)).text
    assert 'id="talks-count"' in counts and re.search(r'class="count">1<', counts)
    assert '<app-badge count="0">' in counts
    assert "Hallo!" not in (await nadia.get("/notifications")).text
    await nadia.post(f"{address}/reading", data={"number": 2})
    counts = (await nadia.get("/notifications/bell", headers=PARTIAL)).text
    assert 'class="count"' not in counts


@rule("C2", "C4")
async def test_an_open_page_catches_up_once_and_in_order(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for number in range(3):
        await say(world.kaya, f"Nr {number}", by=world.jonas.actor)
    missed = await nadia.get(f"{address}/messages?after=1", headers=PARTIAL)
    assert words(missed.text) == ["Nr 1", "Nr 2"]
    assert 'data-change="3"' in missed.text and "<html" not in missed.text
    nothing = await nadia.get(f"{address}/messages?after=3", headers=PARTIAL)
    assert words(nothing.text) == [] and 'data-change="3"' in nothing.text
    for asked in ("?after=1", "", "?before=x"):
        page = await nadia.get(f"{address}/messages{asked}")
        assert (page.status_code, page.headers["location"]) == (303, address)


@rule("C5")
async def test_earlier_messages_come_page_by_page(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for number in range(PAGE_ROWS + 2):
        await say(world.kaya, f"Nr {number}", by=world.jonas.actor)
    newest = (await nadia.get(address)).text
    (older,) = re.findall(r'href="([^"]+)" data-older', newest)
    before = (await nadia.get(older)).text
    assert words(before) + words(newest) == [f"Nr {at}" for at in range(PAGE_ROWS + 2)]
    assert "data-older" not in before and "Zu den neuesten" in before


@rule("C2")
async def test_the_thread_says_what_is_new_what_was_seen_and_which_day_it_was(
    world: World, nadia: httpx.AsyncClient, address: str, frozen_clock: FrozenClock
) -> None:
    await say(world.kaya, "Gestern", by=world.nadia.actor)
    frozen_clock.forward(timedelta(days=1))
    await say(world.kaya, "Heute", by=world.jonas.actor)
    await say(world.kaya, "Und noch etwas", by=world.jonas.actor)
    page = (await nadia.get(address)).text
    assert page.count("Neue Nachrichten") == 1
    assert page.index("Gelesen") < page.index("Neue Nachrichten") < page.index("Und noch etwas")
    assert page.count("data-same-day") == page.count("data-follows") == 1
    await nadia.post(f"{address}/reading", data={"number": 3})
    assert "Neue Nachrichten" not in (await nadia.get(address)).text


@rule("C1")
async def test_a_child_writes_unless_its_guardians_do_not_want_it_and_knows_who_reads(
    world: World, mila: httpx.AsyncClient, address: str
) -> None:
    page = (await mila.get(address)).text
    assert "Deine Eltern lesen hier mit." in page and 'href="/conversations"' in page
    await permission.allow(world.mila.id, may_write=False, by=world.nadia.actor)
    assert (await mila.get(address)).status_code == 404
    told = await mila.get("/conversations")
    assert told.status_code == 403 and "Deine Eltern haben den Chat" in told.text
    assert (await mila.post(f"{address}/messages", data={"words": "x"})).status_code == 404
    assert 'href="/conversations"' not in (await mila.get("/sessions")).text


@rule("B6")
async def test_what_is_over_has_no_field(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    await say(world.kaya, "Hallo!", by=world.nadia.actor)
    ended = "UPDATE connections SET ended_at = created_at WHERE id = {}"
    await database.rows(ended, world.kaya.id)
    page = (await nadia.get(address)).text
    assert words(page) == ["Hallo!"] and "Verbindung beendet" in page and "<textarea" not in page
    sent = await nadia.post(f"{address}/messages", data={"words": "Noch da?"}, headers=PLAIN)
    assert sent.status_code == 409 and "beendet" in sent.text


@rule("A6", "C4")
async def test_whoever_is_slowed_is_told_so_and_loses_nothing(
    world: World,
    nadia: httpx.AsyncClient,
    address: str,
    frozen_clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody types so fast; the device sends it again under its id (static/js/lib/unsent.js)."""
    monkeypatch.setattr(throttle, "CHANGES_A_MINUTE", 2)
    typed = [{"key": str(uuid4()), "words": f"Nr {at}"} for at in range(3)]
    answers = [await nadia.post(f"{address}/messages", data=one, headers=PLAIN) for one in typed]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "60" and "<" not in answers[2].text
    assert "Minute" in answers[2].text
    assert len(await written(world.kaya)) == 2
    frozen_clock.forward(timedelta(minutes=1))
    for _ in range(2):
        assert (await nadia.post(f"{address}/messages", data=typed[2])).status_code == 303
    assert [line.words for line in await written(world.kaya)] == ["Nr 0", "Nr 1", "Nr 2"]

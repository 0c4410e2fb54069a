"""Searching in one conversation and in all of one's own, and coming to a message in its place."""

import re
from html import unescape

import httpx

from domain.conversations.search import FOUND_MOST
from domain.conversations.thread import PAGE_ROWS
from tests.conversations import say
from tests.rules import rule
from tests.web.conversations.test_talk import words
from tests.world import World

RESULT = re.compile(
    r'href="([^"]+)"><span class="rows__text"><b>(.*?)</b>.*?dir="auto">(.*?)</s', re.S
)


def results(page: str) -> list[tuple[str, str, str]]:
    """Shape: address, title, words."""
    return [(unescape(address), title, found) for address, title, found in RESULT.findall(page)]


@rule("C5")
async def test_what_is_found_stands_with_its_words_marked_and_leads_to_its_place(
    world: World, jonas: httpx.AsyncClient, address: str
) -> None:
    key = await say(world.kaya, "<b>Brüche</b> &\nmehr", by=world.nadia.actor)
    await say(world.rossi, "Ein Bruch", by=world.jonas.actor)
    page = (await jonas.get("/conversations", params={"q": "brüche"})).text
    assert 'value="brüche"' in page and "2 Nachrichten gefunden" in page
    (_, own, bruch), (there, title, found) = sorted(results(page), key=lambda each: each[1])
    assert (own, bruch) == ("Du · Familie Rossi", "Ein <mark>Bruch</mark>")
    assert title == "Nadia Kaya · Familie Kaya"
    assert found == "&lt;b&gt;<mark>Brüche</mark>&lt;/b&gt; &amp; mehr"
    middle = 1 + PAGE_ROWS // 2
    assert there == f"{address}/messages?before={middle}&all=br%C3%BCche#message-{key}"
    thread = (await jonas.get(there)).text
    assert f'id="message-{key}"' in thread
    assert 'href="/conversations?q=br%C3%BCche"' in thread


@rule("C5")
async def test_one_conversation_is_searched_alone(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    await say(world.kaya, "Hallo Jonas", by=world.nadia.actor)
    await say(world.rossi, "Hallo Dora", by=world.jonas.actor)
    page = (await jonas.get(f"{address}/messages?q=hallo")).text
    assert [title for _, title, _ in results(page)] == ["Nadia Kaya"]
    assert f'href="{address}/messages?q=hallo"' in (await jonas.get(results(page)[0][0])).text
    assert "1 Nachricht gefunden" in page and 'value="hallo"' in page
    empty = (await jonas.get(f"{address}/messages?q=")).text
    assert "gefunden" not in empty and f'href="{address}#end"' in empty
    nothing = (await nadia.get(f"{address}/messages?q=Zebra")).text
    assert "Nichts gefunden" in nothing and "Zebra" in nothing
    assert (await nadia.get(f"/conversations/{world.rossi.id}/messages?q=hallo")).status_code == 404


@rule("C5")
async def test_what_is_no_word_is_not_found_and_breaks_nothing(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    for typed in ("🙈", "<script>", "'\"*:()", "%00\x00", "x" * 200):
        for place in ("/conversations", f"{address}/messages"):
            page = await nadia.get(place, params={"q": typed})
            assert page.status_code == 200 and "Nichts gefunden" in page.text
            assert "<script>" not in page.text.partition("<main")[2]
    everything = (await nadia.get("/conversations?q=")).text
    assert "Jonas Weber" in everything


@rule("C5")
async def test_more_than_fit_follow_on_a_page_of_their_own(
    world: World, nadia: httpx.AsyncClient
) -> None:
    for number in range(FOUND_MOST + 1):
        await say(world.kaya, f"Hallo {number}", by=world.jonas.actor)
    page = (await nadia.get("/conversations?q=hallo")).text
    (older,) = re.findall(r'href="([^"]+)"[^>]*>Ältere Treffer', page)
    rest = (await nadia.get(unescape(older))).text
    assert [found for _, _, found in results(rest)] == ["<mark>Hallo</mark> 0"]
    assert len(results(page)) == FOUND_MOST and "Ältere Treffer" not in rest


@rule("C5")
async def test_the_page_around_a_message_leads_to_older_and_newer_ones(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for number in range(3 * PAGE_ROWS):
        await say(world.kaya, f"Nr {number}", by=world.jonas.actor)
    at = PAGE_ROWS + 10
    ((there, _, _),) = results((await nadia.get(f"{address}/messages?q=nr+{at}")).text)
    page = (await nadia.get(there)).text
    assert f"Nr {at}" in words(page) and len(words(page)) == PAGE_ROWS
    (older,) = re.findall(r'href="([^"]+)" data-older', page)
    (newer,) = re.findall(r'href="([^"]+)" data-newer', page)
    assert "Zu den neuesten" in page and " newest" not in page
    after = (await nadia.get(newer)).text
    everything = words((await nadia.get(older)).text) + words(page) + words(after)
    first = int(everything[0].removeprefix("Nr "))
    assert everything == [f"Nr {number}" for number in range(first, first + len(everything))]
    end = (await nadia.get(f"{address}/messages?before={4 * PAGE_ROWS}")).text
    assert " newest" in end and "data-newer" not in end
    assert words(end)[-1] == f"Nr {3 * PAGE_ROWS - 1}"

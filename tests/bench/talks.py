"""(n) The newest 50 of 500 messages beside a bare answer, what a page asks after a message, and
messages per second with all that follows from each; and searches in 100,000.
"""

import time
from urllib.parse import urlencode
from uuid import uuid4

from domain.conversations.thread import PAGE_ROWS
from tests import world
from tests.bench import databases, people, searches
from tests.bench.load import Client, interleaved, serving
from tests.bench.report import Figure, Note, say
from tests.conversations import say as write
from tests.world import World

MESSAGES, SENT = 500, 200
TIMES_BARE = 10.0


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: a conversation of {MESSAGES} messages")
            url = await databases.create(place, "talks")
            made = await _build()
            token = await people.log_in(made.nadia)
            with serving(data, url) as port:
                client = Client(port, token)
                await _page(note, kind, client, f"/conversations/{made.kaya.id}")
                await _sent(note, kind, client, f"/conversations/{made.kaya.id}/messages")
            await searches.measure(note, place)


async def _build() -> World:
    made = await world.build()
    for number in range(MESSAGES):
        by = made.nadia.actor if number % 3 else made.jonas.actor
        await write(
            made.kaya, f"Nachricht {number}: " + "Wie wäre Dienstag? " * (number % 7), by=by
        )
    return made


async def _page(note: Note, kind: str, client: Client, address: str) -> None:
    assert (await client.ask(f"/bench/record{address}")).status == 200
    partial = {"hx_request": "true", "hx_request_type": "partial"}
    missed = f"{address}/messages?after={MESSAGES - 1}"
    ways = {
        "bare": (client.request("/bench/bare", cookie=""), 200),
        "page": (client.request(address), 200),
        "missed": (client.request(missed, **partial), 200),
    }
    found = await interleaved(client, ways)
    bare, page, one = (found[way].processor_us for way in ways)
    note(Figure("n", f"{kind}: a bare handler, the bytes of the page", bare, "µs"))
    note(Figure("n", f"{kind}: the newest {PAGE_ROWS} of {MESSAGES} messages", page, "µs"))
    note(Figure("n", f"{kind}: it, beside bare", page / bare, "x", TIMES_BARE))
    note(Figure("n", f"{kind}: the one message that an open page has missed", one, "µs"))


async def _sent(note: Note, kind: str, client: Client, address: str) -> None:
    """One after the other, as one device sends, each stored with its event, news and hint."""
    began, before = time.perf_counter(), await client.processor_time()
    for number in range(SENT):
        assert await _post(client, address, f"Nachricht {number}") == 303
    took = time.perf_counter() - began
    processor = (await client.processor_time() - before) / SENT
    note(Figure("n", f"{kind}: a message sent", processor * 1e3, "ms"))
    note(Figure("n", f"{kind}: messages per second of one device", SENT / took, "/s"))


async def _post(client: Client, address: str, words: str) -> int:
    body = urlencode({"key": str(uuid4()), "words": words}).encode()
    return await client.post(address, body, "application/x-www-form-urlencoded")

"""(a) A guardian's list of 50 sessions, beside the same server answering the same bytes."""

import asyncio
import time

from tests.bench import databases, people
from tests.bench.load import Client, Measured, interleaved, serving
from tests.bench.report import Figure, Note, say
from web.freshness import CLOCK_SECONDS

TIMES_BARE = 12.0
TIMES_BARE_UNCHANGED = 3.0
LONGEST_SECONDS = 40.0
"""Of one measuring."""


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            say(f"{databases.kind(place)}: 50 sessions to come")
            url = await databases.create(place, "lists")
            _, token = await people.build()
            with serving(data, url) as port:
                _note(note, databases.kind(url), await _measured(Client(port, token)))


async def _measured(client: Client) -> dict[str, Measured]:
    await _past_a_turn()
    found = await client.ask("/bench/record")
    assert found.status == 200, found.head
    ways = {
        # Without the cookie, or it would be a look-up in the database too.
        "bare": (client.request("/bench/bare", cookie=""), 200),
        "raw": (client.request("/bench/raw"), 200),
        "list": (client.request(), 200),
    }
    if found.etag:
        ways["unchanged"] = (client.request(if_none_match=found.etag), 304)
    return await interleaved(client, ways)


async def _past_a_turn() -> None:
    """Every ETag turns with the clock; one that turned meanwhile would be no 304 any more."""
    left = CLOCK_SECONDS - time.time() % CLOCK_SECONDS
    if left < LONGEST_SECONDS:
        await asyncio.sleep(left)


def _note(note: Note, kind: str, found: dict[str, Measured]) -> None:
    bare = found["bare"].processor_us
    note(Figure("a", f"{kind}: a bare handler, the same bytes", bare, "µs"))
    note(Figure("a", f"{kind}: the server without a framework", found["raw"].processor_us, "µs"))
    for way, words, times in (
        ("list", "the list", TIMES_BARE),
        ("unchanged", "the list, unchanged (304)", TIMES_BARE_UNCHANGED),
    ):
        if way not in found:
            continue
        measured = found[way]
        note(Figure("a", f"{kind}: {words}", measured.processor_us, "µs"))
        note(Figure("a", f"{kind}: {words}, beside bare", measured.processor_us / bare, "x", times))
        note(Figure("a", f"{kind}: {words}", measured.rate, "requests/s"))
        note(Figure("a", f"{kind}: {words}, median of 8 at once", measured.latency_ms, "ms"))
        note(Figure("a", f"{kind}: {words}, 19 of 20 below", measured.slow_ms, "ms"))

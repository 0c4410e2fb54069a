"""(o) From sending a message to its being seen, with 1,000 devices that listen; what telling them
costs; and 5,000 open streams.

Each device is logged in by itself and has one stream; half are of the guardian who writes, half of
the educator who reads, so each message concerns all of them. Heard is when a stream's hint has come
to a device, of all devices and messages; seen is when the words have come to a page that asks for
what it has missed once it is hinted.

Choice: the devices are in a process of their own, whose arrivals the kernel stamps (ears.py), so
what they cost is in no figure, but by the processors that they share with what is measured.
"""

import asyncio
import os
import time
from pathlib import Path
from statistics import median, quantiles

from tests import servers
from tests.bench import ears, processors, stage
from tests.bench.ears import Tell
from tests.bench.load import Client
from tests.bench.report import Figure, Note, say
from tests.bench.stage import Stage

ROUNDS, STREAMS_EACH = 80, 5
PAUSE_SECONDS, IDLE_SECONDS = 0.2, 30.0
MEDIAN_MS, SLOWEST_MS = 100.0, 400.0
STREAM_BYTES = 60_000.0


class Page:
    """One that shows the conversation, and says in `seen_at` when it has what."""

    def __init__(self, at: Stage) -> None:
        self._at = at
        self._client = Client(at.heard_at, at.tokens[-1])
        self.seen_at = asyncio.Queue[int]()

    async def watch(self) -> None:
        """Puts in once when it listens, then when it has the words of each message."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._at.heard_at)
        try:
            writer.write(self._client.request("/notifications/stream"))
            while line := await reader.readline():
                if line.startswith(b"retry") or (b"message" in line and await self._has_words()):
                    self.seen_at.put_nowait(time.time_ns())
        finally:
            writer.close()

    async def _has_words(self) -> bool:
        asked = await self._client.ask(
            f"{self._at.address}?after={self._at.number - 1}",
            hx_request="true",
            hx_request_type="partial",
            accept_encoding="identity",
        )
        return self._at.words.encode() in asked.body


async def measure(note: Note) -> None:
    async with stage.embedded() as at:
        await _measure(note, at)
    if servers.missing():
        say("PostgreSQL or Redis is missing: measured in one process only.")
        return
    async with stage.with_redis() as at:
        await _measure(note, at)


async def _measure(note: Note, at: Stage) -> None:
    load = os.getloadavg()[0]
    say(f"{at.kind}: {len(at.tokens):,} devices; the load of this machine is {load:.1f}")
    with ears.running() as tell:
        alone = await _processor(at, tell, 0)
        tell(port=at.heard_at, tokens=at.tokens, each=1)
        await _note_times(note, at, tell)
        cost = await _processor(at, tell, len(at.tokens)) - alone
        name = f"{at.kind}: telling {len(at.tokens):,} devices, processor"
        note(Figure("o", name, cost, "ms"))
    with ears.running() as tell:
        await _note_streams(note, at, tell)


async def _note_times(note: Note, at: Stage, tell: Tell) -> None:
    page, heard, seen = Page(at), list[float](), list[float]()
    watching = asyncio.create_task(page.watch())
    await page.seen_at.get()
    for _ in range(ROUNDS):
        sent, stamps = await _round(at, tell, len(at.tokens))
        heard += [(stamp - sent) / 1e6 for stamp in stamps]
        seen.append((await page.seen_at.get() - sent) / 1e6)
    watching.cancel()
    for what, times in ((f"heard by {len(at.tokens):,}", heard), ("seen on the other side", seen)):
        name = f"{at.kind}: from sent to {what}"
        note(Figure("o", f"{name}, median", median(times), "ms", MEDIAN_MS))
        note(Figure("o", f"{name}, p99", quantiles(times, n=100)[-1], "ms", SLOWEST_MS))


async def _processor(at: Stage, tell: Tell, listening: int) -> float:
    """Of the process at which everybody listens, for a message. Units: milliseconds."""
    before = processors.of(at.process)
    for _ in range(ROUNDS):
        await _round(at, tell, listening)
    return (processors.of(at.process) - before) / ROUNDS * 1e3


async def _round(at: Stage, tell: Tell, listening: int) -> tuple[int, list[int]]:
    """When a message was sent, and when each had heard of it."""
    tell(wait=listening)
    sent = time.time_ns()
    await at.send()
    stamps = await asyncio.to_thread(tell.answer)
    assert len(stamps) == listening, f"{len(stamps)} of {listening} heard of it"
    await asyncio.sleep(PAUSE_SECONDS)
    return sent, stamps


async def _note_streams(note: Note, at: Stage, tell: Tell) -> None:
    before = _memory(at.process)
    held = tell(port=at.heard_at, tokens=at.tokens, each=STREAMS_EACH)
    each = (_memory(at.process) - before) / held
    note(Figure("o", f"{at.kind}: streams held by one process", held, "", at_least=5_000))
    note(Figure("o", f"{at.kind}: memory of one that is idle", each, "bytes", STREAM_BYTES))
    used = processors.of(at.process)
    await asyncio.sleep(IDLE_SECONDS)
    idle = (processors.of(at.process) - used) / IDLE_SECONDS * 100
    note(Figure("o", f"{at.kind}: {held:,} that are idle, of a processor", idle, "%"))


def _memory(process: int) -> int:
    """What is its alone. Units: bytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024

"""(g) A town on the scaled-out form: at which rate do its pages stay quick?

2,000 families and 200 educators are logged in, 1,000 of their pages have a stream open. They ask at
a rate that rises from step to step, whether or not the last answer has come; the figure is the last
rate at which 99 of 100 pages came within 250 ms. Seconds of processor depend less on what else the
machine does, and say what more machines would carry.

Choice: all on one machine, with what asks beside it, so the figures are what that machine can do at
least. LERNFADEN_FAMILIES makes the town smaller.
"""

import asyncio
import os
import random
import ssl
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from tests import topology
from tests.bench import processors
from tests.bench import town as towns
from tests.bench.load import Answered
from tests.bench.load import ask as send
from tests.bench.report import Figure, Note, say
from tests.bench.town import Size, Somebody, Town
from tests.waiting import until

LONGEST_PAGE_SECONDS = 0.25
FIRST_RATE, STEP, LAST_RATE = 50, 50, 1_000
STEP_SECONDS = 12.0
STREAMS = 1_000
WEIGHTS = {"list": 45, "unchanged": 15, "detail": 15, "calendar": 6, "offline": 4}
ACTS = {"confirm": 8, "cancel": 7}
FORM = "content-type: application/x-www-form-urlencoded\r\n"


@dataclass
class Taken:
    """How long each kind of request took, and the processors meanwhile. Units: seconds."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    processor: dict[str, float] = field(default_factory=dict)

    def note(self, kind: str, took: float, status: int) -> None:
        self.seconds.setdefault(kind, []).append(took)
        self.statuses[f"{kind} {status}"] += 1

    def slowest(self, *kinds: str) -> float:
        """What 99 of 100 stay below."""
        all_ = [took for kind in kinds for took in self.seconds.get(kind, ())]
        return quantiles(all_, n=100)[-1] if len(all_) > 1 else 0.0


class Crowd:
    """Everybody who is logged in, and their open connections."""

    def __init__(self, port: int, town: Town) -> None:
        self._port = port
        self._town = town
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._tls = ssl.create_default_context()
        self._tls.check_hostname = False
        self._tls.verify_mode = ssl.CERT_NONE
        self._chance = random.Random(1)
        self._families = cycle(town.families)
        self._etags: dict[str, str] = {}
        self.hints = self.streams = 0

    def kind(self) -> str:
        kinds = WEIGHTS | ACTS
        return self._chance.choices(list(kinds), list(kinds.values()))[0]

    async def act(self, kind: str, into: Taken) -> None:
        request, who = self._request(kind)
        began = time.perf_counter()
        answered = await self._send(request)
        into.note(kind, time.perf_counter() - began, answered.status)
        if kind == "list" and answered.etag:
            self._etags[who.token] = answered.etag

    async def listen(self, who: Somebody) -> None:
        """A page that stays open."""
        reader, writer = await asyncio.open_connection("localhost", self._port, ssl=self._tls)
        try:
            writer.write(self._get("/notifications/stream", who))
            await reader.readline()
            self.streams += 1
            while line := await reader.readline():
                self.hints += line.startswith(b"data")
        finally:
            writer.close()

    def _request(self, kind: str) -> tuple[bytes, Somebody]:
        if kind == "calendar":
            who = self._chance.choice(self._town.educators)
            return self._get("/calendar", who), who
        who = next(self._families)
        if kind == "confirm" and who.waiting:
            return self._post(f"/sessions/{who.waiting.pop()}/confirmation", who), who
        if kind == "cancel" and who.coming:
            path = f"/sessions/{who.coming.pop()}/cancellation"
            return self._post(path, who, "outcome=free"), who
        if kind == "detail" and who.coming:
            return self._get(f"/sessions/{self._chance.choice(who.coming)}", who), who
        if kind == "unchanged":
            known = self._etags.get(who.token, "")
            return self._get("/sessions", who, f"if-none-match: {known}\r\n"), who
        return self._get("/sessions/offline" if kind == "offline" else "/sessions", who), who

    def _get(self, path: str, who: Somebody, more: str = "") -> bytes:
        return f"GET {path} HTTP/1.1\r\n{self._head(who)}{more}\r\n".encode()

    def _post(self, path: str, who: Somebody, body: str = "") -> bytes:
        told = "hx-request: true\r\nhx-request-type: partial\r\nsec-fetch-site: same-origin\r\n"
        length = f"content-length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self._head(who)}{told}{FORM}{length}\r\n{body}".encode()

    def _head(self, who: Somebody) -> str:
        return (
            f"host: localhost:{self._port}\r\ncookie: __Host-device={who.token}\r\n"
            "accept: text/html\r\naccept-encoding: br\r\naccept-language: de\r\n"
        )

    async def _send(self, request: bytes) -> Answered:
        if self._free:
            reader, writer = self._free.pop()
        else:
            reader, writer = await asyncio.open_connection("localhost", self._port, ssl=self._tls)
        answered = await send(reader, writer, request)
        self._free.append((reader, writer))
        return answered


async def measure(note: Note) -> None:
    if not topology.is_installed():
        say("PostgreSQL, Redis or Caddy is missing: not measured.")
        return
    size = Size(families=int(os.environ.get("LERNFADEN_FAMILIES", "10000")))
    with (
        tempfile.TemporaryDirectory(prefix="lernfaden-bench-") as folder,
        topology.running(Path(folder)) as here,
    ):
        began = time.perf_counter()
        town = await towns.fill(here.database_url, size)
        filled = time.perf_counter() - began
        note(Figure("g", f"{size.families:,} families, two years: filled in", filled, "s"))
        held = await towns.bytes_for_a_session(here.database_url)
        note(Figure("g", "a session in the database, with all that belongs to it", held, "bytes"))
        crowd = Crowd(here.port, town)
        streams = [asyncio.create_task(crowd.listen(who)) for who in town.families[:STREAMS]]
        try:
            await until(lambda: crowd.streams == len(streams))
            # Not counted: everybody's first page, and connections that are made.
            await _step(crowd, FIRST_RATE)
            await _rise(crowd, note)
        finally:
            for stream in streams:
                stream.cancel()
            await asyncio.gather(*streams, return_exceptions=True)


async def _rise(crowd: Crowd, note: Note) -> None:
    held, last = 0, Taken()
    for rate in range(FIRST_RATE, LAST_RATE + 1, STEP):
        taken = await _step(crowd, rate)
        for line in _told(rate, taken, crowd.hints):
            say(line)
        if taken.slowest(*WEIGHTS) > LONGEST_PAGE_SECONDS:
            break
        held, last = rate, taken
    note(Figure("g", "requests a second with p99 of pages within 250 ms", held, "/s"))
    for kind in (*WEIGHTS, *ACTS):
        note(Figure("g", f"{kind} at that rate, p99", last.slowest(kind) * 1e3, "ms"))
    for part, seconds in last.processor.items():
        each = seconds / last.statuses.total() * 1e3
        note(Figure("g", f"{part}: processor for a request at that rate", each, "ms"))


async def _step(crowd: Crowd, rate: int) -> Taken:
    """Asks on time, whatever has been answered."""
    taken, asked = Taken(), set[asyncio.Task[None]]()
    began, before = time.perf_counter(), processors.used()
    for number in range(int(rate * STEP_SECONDS)):
        wait = began + number / rate - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(crowd.act(crowd.kind(), taken))
        asked.add(task)
        task.add_done_callback(asked.discard)
    await asyncio.gather(*asked)
    taken.processor = processors.since(before)
    return taken


def _told(rate: int, taken: Taken, hints: int) -> Iterator[str]:
    pages = [took for kind in WEIGHTS for took in taken.seconds.get(kind, ())]
    yield (
        f"{rate}/s: pages {median(pages) * 1e3:.0f} ms, p99 {taken.slowest(*WEIGHTS) * 1e3:.0f} ms;"
        f" confirm p99 {taken.slowest('confirm') * 1e3:.0f} ms; {hints} hints so far"
    )
    odd = {k: n for k, n in taken.statuses.items() if k.split()[1] not in ("200", "304")}
    if odd:
        yield f"   other answers: {odd}"

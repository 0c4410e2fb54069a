"""(e) What a first and a repeated visit to the list cost a phone.

Choice: counted at a relay between Chromium and the server, so that nothing is left out: headers,
the service worker's own requests, the manifest and its icons.
"""

import asyncio
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, async_playwright

from domain import clock, database, migrations
from tests import servers
from tests.bench import databases, people
from tests.bench.report import Figure, Note, say
from tests.browser.harness import DEVICES
from tests.browser.programs import CHROMIUM, installed, launch_chromium
from tests.commands import program
from tests.waiting import until
from web import freshness

FIRST, REPEATED = (60.0, 12), (1.5, 3)
"""Units: KB, requests. The third is the browser's own, which looks for a new worker."""
QUIET_SECONDS = 2.0
PATIENCE_SECONDS = 20.0

_REQUEST = re.compile(rb"^(?:GET|POST) (\S+) HTTP/1\.1\r\n")


@dataclass
class Asked:
    """One request. Units: bytes that came down for it, headers too."""

    path: str
    size: int = 0


@dataclass
class Relay:
    """Passes bytes on and counts what comes down."""

    port: int = field(default_factory=servers.free_port)
    to: int = 0
    asked: list[Asked] = field(default_factory=list)
    last: float = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._open, "127.0.0.1", self.port)

    async def stop(self) -> None:
        self._server.close()

    async def quiet(self) -> list[Asked]:
        """What was asked for since the last time, once nothing more comes."""
        await until(self._is_quiet, PATIENCE_SECONDS)
        found, self.asked = self.asked, []
        return found

    def _is_quiet(self) -> bool:
        now = asyncio.get_running_loop().time()
        return bool(self.asked) and now - self.last > QUIET_SECONDS

    async def _open(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_connection("127.0.0.1", self.to)
        current = Asked("")

        async def up() -> None:
            nonlocal current
            while chunk := await reader.read(65536):
                # A browser asks for the next thing on a connection once it has the last.
                if found := _REQUEST.match(chunk):
                    current = Asked(found.group(1).decode())
                    self.asked.append(current)
                here.write(chunk)
            here.close()

        async def down() -> None:
            while chunk := await there.read(65536):
                current.size += len(chunk)
                self.last = asyncio.get_running_loop().time()
                writer.write(chunk)
            writer.close()

        await asyncio.gather(up(), down(), return_exceptions=True)


async def measure(note: Note) -> None:
    if installed(*CHROMIUM) is None:
        say("Chromium is missing: not measured.")
        return
    relay = Relay()
    with tempfile.TemporaryDirectory(prefix="lernfaden-bench-") as folder:
        data, url = Path(folder), f"sqlite:///{folder}/visits.sqlite"
        with databases.data_dir():
            await database.open(url)
            await migrations.migrate()
            _, token = await people.build()
            await database.close()
        address = f"http://localhost:{relay.port}"
        relay.to = servers.free_port()
        words = ("--port", str(relay.to))
        with program.serving(data, *words, database_url=url, base_url=address):
            await relay.start()
            await _visit(note, relay, address, token)
            await relay.stop()


async def _visit(note: Note, relay: Relay, address: str, token: str) -> None:
    async with async_playwright() as playwright:
        chromium = await launch_chromium(playwright)
        phone = await chromium.new_context(
            locale="de-DE", timezone_id="Europe/Berlin", **DEVICES["phone"]
        )
        await phone.add_cookies([{"name": "device", "value": token, "url": address}])
        try:
            began = _turn()
            _note(note, "first visit", await _open_list(phone, relay, address), FIRST)
            again = await _open_list(phone, relay, address)
            if _turn() != began:
                # What the clock changes has changed since, and nothing is as the phone has it.
                again = await _open_list(phone, relay, address)
            _note(note, "repeated visit", again, REPEATED)
        finally:
            await chromium.close()


def _turn() -> int:
    """How often what the clock changes has been counted anew."""
    return int(clock.now().timestamp()) // freshness.CLOCK_SECONDS


async def _open_list(phone: BrowserContext, relay: Relay, address: str) -> list[Asked]:
    page = await phone.new_page()
    answer = await page.goto(f"{address}/sessions")
    assert answer is not None and answer.status in (200, 304), answer
    asked = await relay.quiet()
    await page.close()
    return asked


def _note(note: Note, words: str, asked: list[Asked], most: tuple[float, int]) -> None:
    for each in sorted(asked, key=lambda each: -each.size):
        say(f"{each.size:8,} bytes  {each.path}")
    note(Figure("e", f"{words}: in all", sum(each.size for each in asked) / 1000, "KB", most[0]))
    note(Figure("e", f"{words}: requests", len(asked), "", most[1]))

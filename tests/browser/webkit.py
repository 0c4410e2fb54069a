"""Safari's engine as far as Debian has it: WebKitGTK's small browser, driven by WebDriver.

Choice: the few commands that the journeys need are spoken here, as Playwright does not drive this
browser and a client library would bring more than they are.
"""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from tests.browser.programs import installed
from tests.servers import free_port
from tests.waiting import until

DRIVER = ("/usr/bin/WebKitWebDriver",)
SCREEN = ("/usr/bin/Xvfb",)
BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""By this key the protocol names an element in what it answers."""
PHONE = {"x": 0, "y": 0, "width": 447, "height": 900}
"""The narrowest window there is."""
ANSWER_SECONDS = 90.0
SCRIPT_SECONDS = 20
OPEN_SECONDS = 45.0
STOP_SECONDS = 10


def browser() -> str | None:
    found = sorted(str(path) for path in Path("/").glob(BROWSERS.removeprefix("/")))
    return found[-1] if found else None


def is_installed() -> bool:
    return bool(installed(*DRIVER) and installed(*SCREEN) and browser())


def program(*paths: str) -> str:
    found = installed(*paths)
    assert found, f"{paths} is missing"
    return found


class Refused(Exception):
    """What the browser would not do. Shape: WebDriver's code and its sentence."""


class Window:
    """The one window of a browser without a past."""

    def __init__(
        self, client: httpx.AsyncClient, session: str, instance: str, downloads: Path
    ) -> None:
        self.downloads = downloads
        self._client = client
        self._session = session
        self._instance = instance
        self._mark = ""

    async def goto(self, path: str) -> None:
        await self._leave()
        await self._ask("POST", "url", url=self._instance + path)
        await until(self._has_left)

    async def reload(self) -> None:
        await self._leave()
        await self._ask("POST", "refresh")
        await until(self._has_left)

    async def back(self) -> None:
        await self._leave()
        await self.evaluate("() => history.back()")
        await until(self._has_left)

    async def arrives(self, path: str) -> None:
        """Waits until page and bar say this address, and it is loaded. Errors: AssertionError."""

        async def is_there() -> bool:
            with contextlib.suppress(Refused):
                is_loaded = await self.evaluate(IS_AT, path)
                return is_loaded and await self.path() == path
            return False

        await until(is_there)

    async def path(self) -> str:
        """What the bar with the address says."""
        url = httpx.URL(await self._ask("GET", "url"))
        return url.path

    async def evaluate(self, script: str, *given: Any) -> Any:
        """What a function of JavaScript returns or promises."""
        body = "const back = arguments[arguments.length - 1];"
        body += f"Promise.resolve(({script})(...arguments)).then(back, (e) => back(`${{e}}`));"
        return await self._ask("POST", "execute/async", script=body, args=list(given))

    async def press(self, text: str, among: str = "a, button") -> None:
        """The visible control with this text, once it can be tapped. Errors: AssertionError."""
        await until(lambda: self._has_pressed(text, among))

    async def fill(self, label: str, text: str) -> None:
        element = await until(lambda: self.evaluate(LABELLED, label))
        await self._ask("POST", f"element/{element[ELEMENT]}/value", text=text)

    async def attach(self, selector: str, *files: Path) -> None:
        """Chooses files for an input."""
        element = await until(lambda: self.evaluate(FOUND, selector))
        text = "\n".join(str(path) for path in files)
        await self._ask("POST", f"element/{element[ELEMENT]}/value", text=text)

    async def shows(self, text: str, among: str = "body") -> None:
        """Waits until it can be read. Errors: AssertionError."""
        try:
            await until(lambda: self._reads(text, among))
        except AssertionError:
            raise AssertionError(f"{text!r} is not in {await self.text(among)!r}") from None

    async def text(self, among: str = "body") -> str:
        return str(await self.evaluate(TEXT, among))

    async def screenshot(self) -> str:
        """Shape: PNG in base64."""
        return str(await self._ask("GET", "screenshot"))

    async def _leave(self) -> None:
        """Marks what is shown, as a page that comes back whole still has what it had."""
        self._mark = uuid4().hex
        await self.evaluate("(mark) => { window.mark = mark; }", self._mark)

    async def _has_left(self) -> bool:
        with contextlib.suppress(Refused):
            return bool(await self.evaluate(IS_ANOTHER, self._mark))
        return False

    async def _has_pressed(self, text: str, among: str) -> bool:
        with contextlib.suppress(Refused):  # between two pages, or while it still moves
            if element := await self.evaluate(VISIBLE, text, among):
                await self._ask("POST", f"element/{element[ELEMENT]}/click")
                return True
        return False

    async def _reads(self, text: str, among: str) -> bool:
        with contextlib.suppress(Refused):
            return text in await self.text(among)
        return False

    async def _ask(self, method: str, command: str, **what: Any) -> Any:
        return await ask(self._client, method, f"/session/{self._session}/{command}", **what)


async def ask(client: httpx.AsyncClient, method: str, path: str, **what: Any) -> Any:
    """Errors: Refused, also where a page has gone together with the script that it was asked."""
    seconds = SCRIPT_SECONDS + 2 if path.endswith("execute/async") else ANSWER_SECONDS
    sent = what if method == "POST" else None
    try:
        answer = await client.request(method, path, json=sent, timeout=seconds)
    except httpx.ReadTimeout as gone:
        raise Refused("timeout", f"{path} was not answered") from gone
    value = answer.json()["value"]
    if answer.status_code != 200:
        raise Refused(value["error"], value["message"])
    return value


@contextmanager
def driver(downloads: Path) -> Iterator[str]:
    """A driver on a screen of its own; its address. Shape: downloads is where it saves files."""
    (downloads / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"')
    with screen() as display:
        port = free_port()
        command = [program(*DRIVER), f"--port={port}", "--host=127.0.0.1"]
        environment = {
            **os.environ,
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "de",
            "TZ": "Europe/Berlin",
            "XDG_CONFIG_HOME": str(downloads),
        }
        started = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        with ended(started):
            yield f"http://127.0.0.1:{port}"


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, with the first number that is free."""
    read, write = os.pipe()
    command = [program(*SCREEN), "-displayfd", str(write), "-screen", "0", "1280x1024x24"]
    command += ["-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with ended(process), os.fdopen(read) as said:
        yield f":{said.readline().strip()}"


@contextmanager
def ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


@contextlib.asynccontextmanager
async def window(driver_address: str, instance: str, downloads: Path) -> AsyncIterator[Window]:
    options = {"binary": browser(), "args": ["--automation"]}
    # The driver would wait for ever for some pages that a service worker answers offline.
    match = {"webkitgtk:browserOptions": options, "pageLoadStrategy": "none"}
    wanted = {"alwaysMatch": match}
    async with contextlib.AsyncExitStack() as stack:
        client, session = await begun(stack, driver_address, downloads, wanted)
        try:
            limits = {"pageLoad": 30_000, "script": SCRIPT_SECONDS * 1000}
            await ask(client, "POST", f"/session/{session}/timeouts", **limits)
            await ask(client, "POST", f"/session/{session}/window/rect", **PHONE)
            yield Window(client, session, instance, downloads)
        finally:
            await ask(client, "DELETE", f"/session/{session}")


async def begun(
    stack: contextlib.AsyncExitStack, driver_address: str, downloads: Path, wanted: dict[str, Any]
) -> tuple[httpx.AsyncClient, str]:
    """A session; of a second driver where the first one's browser never comes up, as it happens."""
    for address in (driver_address, None):
        address = address or stack.enter_context(driver(downloads))
        client = httpx.AsyncClient(base_url=address)
        await stack.enter_async_context(client)
        await until(partial(is_ready, client))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPEN_SECONDS):
                opened = await ask(client, "POST", "/session", capabilities=wanted)
            return client, opened["sessionId"]
    raise AssertionError("no window opens")


async def is_ready(client: httpx.AsyncClient) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return bool((await client.get("/status")).json()["value"]["ready"])
    return False


VISIBLE = """
(text, among) => {
  const shown = [...document.querySelectorAll(among)].filter((one) => one.checkVisibility());
  const said = (one) => one.innerText.replace(/\\s+/g, " ").trim();
  const exact = shown.find((one) => said(one) === text);
  const found = exact ?? shown.find((one) => said(one).includes(text)) ?? null;
  // By itself the driver leaves some where they are, below the window.
  found?.scrollIntoView({ block: "center", behavior: "instant" });
  return found;
}
"""
IS_ANOTHER = "(mark) => window.mark !== mark && document.readyState === 'complete'"
IS_AT = "(path) => location.pathname === path && document.readyState === 'complete'"
FOUND = "(selector) => document.querySelector(selector)"
LABELLED = """
(label) => [...document.querySelectorAll("label")].find(
  (one) => one.innerText.trim().startsWith(label))?.control ?? null
"""
TEXT = "(among) => [...document.querySelectorAll(among)].map((one) => one.innerText).join(' ')"

"""Instances of Lernfaden and windows of a browser, as the tests of whole journeys use them."""

import contextlib
import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
)

from tests import distribution, quick_hashing
from tests.commands import program
from tests.source import ROOT
from tests.waiting import LONGEST_SECONDS, until

DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
BERLIN = ZoneInfo("Europe/Berlin")
PASSWORD = "Faden-und-Knoten-26"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
"""What a browser says with what a page of ours sends."""
CHOICE = r'action="(/profiles/[^"]+/choice)"(?:(?!</form>).)*<span>{}'
"""Where the form of a profile leads, on "Wer bist du?"."""
PATIENCE_MS = LONGEST_SECONDS * 500
TRACES = ROOT / "var/traces"


@dataclass(frozen=True)
class Instance:
    """A server of Lernfaden in a process of its own, with its data directory."""

    address: str
    data: Path

    async def mail_to(self, address: str) -> EmailMessage:
        """The newest mail to somebody, once there is one. Errors: AssertionError."""
        found: list[EmailMessage] = []

        def has_come() -> bool:
            found[:] = [mail for mail in self._mails() if address in str(mail["to"])]
            return bool(found)

        await until(has_come)
        return found[-1]

    async def pin_for(self, address: str) -> str:
        text = self._text(await self.mail_to(address))
        found = re.search(r"\b(\d{3}) ?(\d{3})\b", text)
        assert found, text
        return "".join(found.groups())

    async def link_for(self, address: str) -> str:
        text = self._text(await self.mail_to(address))
        found = re.search(r"https?://\S+/login/link/\S+", text)
        assert found, text
        return found.group()

    def _mails(self) -> list[EmailMessage]:
        paths = (self.data / "mail").glob("*.eml")
        in_order = sorted(paths, key=lambda path: path.stat().st_mtime_ns)
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in in_order
        ]

    def _text(self, mail: EmailMessage) -> str:
        body = mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@contextmanager
def running(data: Path, *words: str, **variables: str) -> Iterator[Instance]:
    """An instance on a free port, until the block ends."""
    with program.serving(data, *words, within=quick_hashing.WITHIN, **variables) as (_, address):
        yield Instance(address, data)


def after(**delta: float) -> tuple[str, str]:
    """Date and time of a moment from now, as native inputs in Berlin take them.

    Choice: each test of the demo world takes days, or hours of a day, that no other takes; whoever
    confirms there would else keep the next from proposing.
    """
    moment = (datetime.now(UTC) + timedelta(**delta)).astimezone(BERLIN)
    return moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M")


def iso(starts: tuple[str, str]) -> str:
    """The `datetime` of a <time> for starts as after() gives it: other days have the same hours."""
    moment = datetime.fromisoformat("T".join(starts)).replace(tzinfo=BERLIN).astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def waiting(page: Page, starts: tuple[str, str]) -> Locator:
    """Cards that wait for an answer and begin at this moment. Shape: starts as after() gives it."""
    return page.locator(f'.card--waiting:has(time[datetime="{iso(starts)}"])')


@dataclass
class Windows:
    """Windows that a test opens, each a browser of its own to the server. Shape: `faults` are
    errors of our scripts and refusals of our own security policy.

    Choice: still, as people may wish for, but where a test is marked `moving`: to draw what moves,
    and to wait for its end, took a journey a fifth of the processor and half of its time.
    """

    browser: Browser
    name: str
    is_moving: bool = False
    faults: list[str] = field(default_factory=list)
    _open: list[BrowserContext] = field(default_factory=list)

    async def open(
        self, instance: Instance, device: str = "phone", *, traced: bool = True, **options: Any
    ) -> Page:
        """Choice: what is done is traced where a fault would not say by itself what it is, and a
        test runs alone, as CI runs it again; among others it took a tenth of a journey.
        """
        chosen: dict[str, Any] = {"locale": "de-DE", "timezone_id": "Europe/Berlin"}
        # What is asked beside its pages does not go through Chromium, which trusts our certificate.
        chosen["ignore_https_errors"] = True
        chosen["reduced_motion"] = "no-preference" if self.is_moving else "reduce"
        chosen |= DEVICES[device] | options
        context = await self.browser.new_context(base_url=instance.address, **chosen)
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda fault: self._note(str(fault.error)))
        context.on("console", self._hear)
        if traced and distribution.is_alone():
            await context.tracing.start(snapshots=True, screenshots=False)
        self._open.append(context)
        return await context.new_page()

    async def close(self, is_failed: bool) -> None:
        """Keeps how pages look where a test has failed, and what was traced: `playwright show-trace
        FILE` shows it.
        """
        for number, context in enumerate(self._open):
            path = f"{TRACES}/{self.name}-{number}"
            for page in context.pages:
                with contextlib.suppress(Exception):
                    await page.unroute_all(behavior="ignoreErrors")
                    if is_failed:
                        await page.screenshot(path=f"{path}.png")
            with contextlib.suppress(Exception):
                await context.tracing.stop(path=f"{path}.zip" if is_failed else None)
            await context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self._note(message.text)

    def _note(self, fault: str) -> None:
        # Chromium's own word for a change of pages without animation.
        if "Transition was" not in fault:
            self.faults.append(fault)


async def enter(
    windows: Windows,
    instance: Instance,
    who: str,
    profile: str = "",
    *,
    device: str = "phone",
    **options: Any,
) -> Page:
    """A window of its own in which somebody of the demo world is logged in."""
    page = await windows.open(instance, device, **options)
    await log_in(page, who, profile)
    return page


async def log_in(page: Page, who: str, profile: str = "") -> None:
    """Somebody of the demo world, who then sees the first page; `profile` is chosen where there are
    several.

    Choice: by the requests of the pages alone, which takes half as long; those are the subject of
    journeys that log_in_by_page.
    """
    sends = page.context.request
    form: dict[str, Any] = {"email": address_of(who), "password": PASSWORD}
    entered = await sends.post("/login", form=form, headers=SAME_ORIGIN, max_redirects=0)
    assert entered.status == 303, await entered.text()
    if profile:
        profiles = await (await sends.get("/profiles")).text()
        choice = re.search(CHOICE.format(profile), profiles, re.DOTALL)
        assert choice, profiles
        await sends.post(choice[1], form={"next": ""}, headers=SAME_ORIGIN, max_redirects=0)
    await page.goto("/")


async def log_in_by_page(page: Page, who: str, profile: str = "") -> None:
    """The same by password, as people do it."""
    await page.goto("/login")
    await log_in_here(page, who)
    if profile:
        await choose(page, profile)


def address_of(who: str) -> str:
    return f"{who}@lernfaden.example"


async def log_in_here(page: Page, who: str) -> None:
    """The same on the login page, without choosing."""
    await page.get_by_label("E-Mail-Adresse").fill(address_of(who))
    await page.get_by_label("Passwort").fill(PASSWORD)
    await page.get_by_role("button", name="Einloggen", exact=True).click()
    await page.wait_for_url(lambda url: "/login" not in url)


async def log_out(page: Page) -> None:
    await page.goto("/logout")
    await page.get_by_role("main").get_by_role("button", name="Ausloggen").click()
    await expect(page.get_by_text("Du bist ausgeloggt.")).to_be_visible()


async def choose(page: Page, profile: str) -> None:
    """On "Wer bist du?"."""
    await page.get_by_role("button", name=profile).click()
    await page.wait_for_url(lambda url: "/profiles" not in url)


async def shifted(page: Page) -> float:
    """By how much this page has shifted what was already shown. Units: of layout instability."""
    sum_up = """() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)))
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => done(sum), 300));
    })"""
    found: float = await page.evaluate(sum_up)
    return found


def path_of(url: str) -> str:
    return urlsplit(url).path


async def propose(educator: Page, starts: tuple[str, str], *, learner: str = "") -> None:
    """Puts a session in, with whatever the form proposes besides.

    Shape: starts as after() gives it; one of the demo's Familie Kaya, or the only one.
    """
    date, start = starts
    await educator.goto("/sessions/new")
    if learner:
        family = educator.get_by_label("Familie", exact=True)
        kaya = await family.locator("option", has_text="Kaya").get_attribute("value")
        async with educator.expect_response("**/sessions/new?*"):
            await family.select_option(kaya)
        await expect(educator.get_by_role("group", name="Rossi")).to_have_count(0)
        async with educator.expect_response("**/sessions/new?*"):
            await educator.get_by_label("Kind", exact=True).select_option(label=learner)
    await educator.get_by_label("Datum").fill(date)
    await educator.get_by_label("Beginn").fill(start)
    home = educator.get_by_role("radio", name="bei der Familie")
    if await home.count():
        await home.check()
    async with educator.expect_response(lambda answer: answer.request.method == "POST") as sent:
        await educator.get_by_role("button", name="Session einstellen").click()
    answer = await sent.value
    # Without scripts a time outside of the hours, or in the night, is asked about first.
    if answer.status == 200 and "hx-redirect" not in await answer.all_headers():
        await educator.get_by_role("button", name="Trotzdem einstellen").click()
    await educator.wait_for_url(lambda url: "/sessions/new" not in url)

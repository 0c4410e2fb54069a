"""Without a network, and with a new release."""

import asyncio
import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.browser import journey
from tests.browser.harness import (
    Instance,
    Windows,
    after,
    choose,
    log_in,
    log_out,
    path_of,
    waiting,
)
from tests.browser.offline import has_kept, kept, nadia_with_sessions_kept
from tests.browser.proposing import proposed
from tests.commands import program
from tests.rules import rule
from tests.servers import free_port
from tests.source import ROOT
from tests.waiting import LONGEST_SECONDS, until
from web.commands.processes import lernfaden

pytestmark = pytest.mark.usefixtures("whole_chromium")

OFFLINE = re.compile(r"Offline · Stand \d\d:\d\d")
SESSION = re.compile(r"/sessions/[0-9a-f-]{36}$")
RELEASE = "document.querySelector('script[type=module]').src.split('/')[4]"


@pytest.mark.scaled_out
@rule("N4")
async def test_nadia_reads_her_sessions_without_a_network(windows: Windows, demo: Instance) -> None:
    page = await nadia_with_sessions_kept(windows, demo)

    await page.context.set_offline(True)
    await page.goto("/sessions")
    await expect(page.get_by_text(OFFLINE)).to_be_visible()
    await page.locator("ol.thread a.card").first.click()
    await page.wait_for_url(SESSION)
    never_opened = path_of(page.url)
    assert never_opened not in await kept(page)
    await expect(page.get_by_role("heading", name="Meeting-Info")).to_be_visible()
    await expect(page.get_by_text(OFFLINE)).to_be_visible()
    await page.goto("/settings")
    await expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    await page.goto("/sessions")

    starts = after(days=17, hours=1)
    await proposed(demo, starts)
    await expect(waiting(page, starts)).to_have_count(0)
    await page.context.set_offline(False)
    await expect(waiting(page, starts)).to_be_visible()
    await expect(page.get_by_text(OFFLINE)).to_be_hidden()


@rule("N4")
async def test_the_first_list_is_kept_though_its_script_comes_after_the_worker(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await page.route("**/app.js", lambda route: route.abort())
    await log_in(page, "nadia", "Nadia")
    has_taken_over = asyncio.Event()

    async def late(route: Route) -> None:
        await has_taken_over.wait()
        await route.continue_()

    await page.route("**/app.js", late)
    await page.goto("/sessions", wait_until="commit")
    await (await page.context.new_page()).goto("/help")
    await until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    has_taken_over.set()
    await has_kept(page, "/sessions/offline")


@rule("N4", "A7")
async def test_logging_out_or_changing_the_profile_clears_what_was_kept(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_sessions_kept(windows, demo)
    opened = page.locator("ol.thread a.card").first
    await opened.click()
    await page.wait_for_url(SESSION)
    hers = path_of(page.url)
    await has_kept(page, hers)

    await page.goto("/profiles")
    await choose(page, "Tom")
    await expect(page.get_by_role("main")).to_be_visible()
    assert hers not in await kept(page)
    await page.goto("/sessions")
    await has_kept(page, "/sessions/offline")

    await log_out(page)
    assert await kept(page) == []
    await page.context.set_offline(True)
    await page.goto("/sessions")
    await expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()


@rule("N4")
async def test_a_login_that_did_not_happen_is_said_in_english(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "phone", locale="en-GB")
    await page.goto("/login")
    await page.get_by_label("E-mail address").fill("nadia@lernfaden.example")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Log in", exact=True).click()
    await expect(page.locator("#notice")).to_have_text("Not logged in: no connection.")


@rule("A7", "A10", "N4")
async def test_without_a_network_nobody_is_switched_or_logged_out_by_half(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_sessions_kept(windows, demo)
    await page.goto("/profiles")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Tom").click()
    await expect(page.locator("#notice")).to_have_text("Nicht gewechselt: keine Verbindung.")
    assert "/sessions/offline" in await kept(page)
    await page.context.set_offline(False)
    await page.goto("/logout")
    await page.context.set_offline(True)
    await page.get_by_role("main").get_by_role("button", name="Ausloggen").click()
    await expect(page.locator("#notice")).to_have_text("Nicht ausgeloggt: keine Verbindung.")
    assert "/sessions/offline" in await kept(page)

    await page.goto("/settings")
    await expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    await page.get_by_role("link", name="Gespeichertes zeigen").click()
    await expect(page.get_by_text(OFFLINE)).to_be_visible()
    await page.context.set_offline(False)
    # The page gets itself anew, which must not cross the way on.
    await expect(page.get_by_text(OFFLINE)).to_be_hidden()
    await log_out(page)
    assert await kept(page) == []
    await page.context.set_offline(True)
    await page.goto("/settings")
    await expect(page.get_by_role("link", name="Noch einmal versuchen")).to_be_visible()
    await expect(page.get_by_role("link", name="Gespeichertes zeigen")).to_have_count(0)


@rule("A7", "N4")
async def test_a_choice_that_no_script_has_seen_clears_what_was_kept(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_sessions_kept(windows, demo)
    await page.goto("/profiles")
    toms = page.locator("form", has=page.get_by_role("button", name="Tom"))
    await toms.evaluate('(form) => { form.elements.next.value = "/settings"; form.submit(); }')
    await page.wait_for_url("**/settings")
    assert await kept(page) == []


@rule("N5")
async def test_a_page_outlives_a_new_release_and_says_so(windows: Windows, tmp_path: Path) -> None:
    port, data, tree = free_port(), tmp_path / "data", tmp_path / "tree"
    page = None
    async with _release(ROOT, data, port) as instance:
        page = await windows.open(instance, "desktop")
        await journey.start_as_provider(page, "robin@familie.example")
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        await page.get_by_role("link", name="Leistung anlegen").first.click()
        await page.get_by_label("Name", exact=True).fill("Mathe")
        beside = await page.context.new_page()
        await beside.goto("/calendar")
        await has_kept(beside, "/calendar")
        await beside.goto("/settings")
        before = await beside.evaluate(RELEASE)
    _copy(tree)
    async with _release(tree, data, port):
        new = page.get_by_text("Es gibt eine neue Fassung.")
        await expect(new).to_be_visible(timeout=20_000)
        await expect(page.get_by_label("Name", exact=True)).to_have_value("Mathe")
        await page.get_by_label("Dauer").fill("45")
        await page.get_by_label("Credits").fill("1")
        await page.get_by_role("button", name="Speichern").click()
        await expect(page.get_by_role("main")).to_contain_text("Mathe")

        await expect(beside.get_by_text("Es gibt eine neue Fassung.")).to_be_visible()
        await beside.get_by_role("link", name="Dein Profil").click()
        await expect(beside.locator("#detail h1")).to_have_text("Dein Profil")
        assert await beside.evaluate(RELEASE) == before
        await beside.get_by_role("button", name="Neu laden").click()
        await expect(beside.get_by_text("Es gibt eine neue Fassung.")).to_have_count(0)
        assert await beside.evaluate(RELEASE) != before
        assert "/calendar" in await kept(beside)
        await beside.context.set_offline(True)
        await beside.goto("/calendar")
        await expect(beside.get_by_text(OFFLINE)).to_be_visible()


@contextlib.asynccontextmanager
async def _release(tree: Path, data: Path, port: int) -> AsyncIterator[Instance]:
    """An instance that runs the code of a tree, always at the same address."""
    environment = program.environment(data) | {"PYTHONPATH": str(tree)}
    process = subprocess.Popen(
        lernfaden("serve", "--port", str(port)),
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = (await asyncio.to_thread(program.first_line, process)).split()[3]
        yield Instance(address, data)
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait, LONGEST_SECONDS)


def _copy(tree: Path) -> None:
    """The same code with another style sheet."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for folder in ("domain", "web", "workers", "static", "service-worker"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=ignored)
    with Path(tree, "static/css/base.css").open("a") as sheet:
        sheet.write(os.linesep + "/* another release */")

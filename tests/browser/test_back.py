"""The way back, once what was shown there is no longer so."""

import re

import pytest
from playwright.async_api import Page, Request, expect

from tests.browser.harness import (
    Instance,
    Windows,
    after,
    choose,
    enter,
    log_in,
    log_out,
    path_of,
    waiting,
)
from tests.browser.offline import nadia_with_sessions_kept
from tests.browser.proposing import proposed
from tests.browser.sending import fill, send
from tests.rules import rule

pytestmark = pytest.mark.moving

RESTORED = """
() => {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}
"""
"""What a browser says that shows a page again as it was left."""

QUICK = """
() => document.getElementById("sheet").addEventListener("close", () => {
  if (!history.state?.sheet) document.querySelector("a[href='/providers']").click();
}, { once: true })
"""
"""Somebody who taps a link the moment that a sheet has closed. Choice: not while the window is on
its way back still, for a page that was asked for then was lost by chance, in two of six tries."""


async def back(page: Page) -> None:
    await page.go_back(wait_until="commit")


def loads_of(page: Page) -> list[str]:
    """The documents asked for from now on, as they come."""
    asked: list[str] = []

    def hear(request: Request) -> None:
        if request.is_navigation_request():
            asked.append(request.url)

    page.on("request", hear)
    return asked


@pytest.mark.usefixtures("whole_chromium")
@rule("A10", "N4")
async def test_the_way_back_after_a_logout_shows_nothing(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.goto("/providers")
    await log_out(page)
    await page.evaluate("history.go(-2)")
    await page.wait_for_url(lambda url: path_of(url) == "/login")
    await expect(page.get_by_label("E-Mail-Adresse")).to_be_visible()


@pytest.mark.usefixtures("whole_chromium")
@rule("A7", "N4")
async def test_the_way_back_after_a_choice_shows_the_profile_of_now(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/settings")
    await page.goto("/profiles")
    await choose(page, "Tom")
    await page.evaluate("history.go(-2)")
    await page.wait_for_url("**/settings")
    await expect(page.locator("body")).to_have_attribute("data-kind", "child")
    await expect(page.locator(".top__who")).to_contain_text("Tom")


@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_the_way_back_is_one_load_at_the_same_place_that_shows_what_has_changed(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await windows.open(demo, device)
    other = await windows.open(demo, "phone")
    await log_in(page, "nadia", "Nadia")
    await log_in(other, "nadia", "Nadia")
    # Others may have read all there was.
    await proposed(demo, after(days=34, hours=device == "phone"))
    await page.goto("/notifications")
    await expect(page.locator(".told__one--new")).not_to_have_count(0)
    await page.goto("/settings")
    await other.goto("/notifications")
    await other.get_by_role("button", name="Alle als gelesen markieren").click()
    await expect(other.locator(".told__one--new")).to_have_count(0)
    asked = loads_of(page)
    await back(page)
    await page.wait_for_url("**/notifications")
    await expect(page.locator(".told__one--new")).to_have_count(0)
    await page.wait_for_timeout(500)
    assert len(asked) == 1


@rule("N7")
async def test_the_way_back_in_the_page_keeps_place_and_focus(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions/past")
    link = page.locator("ol.thread a.card").last
    await link.scroll_into_view_if_needed()
    address, place = await link.get_attribute("href"), await page.evaluate("scrollY")
    assert address and place > 0
    await link.click()
    await page.wait_for_url(f"**{address}")
    asked = loads_of(page)
    await page.locator(".header__back").click()
    await page.wait_for_url("**/sessions/past")
    await expect(page.locator(f"a.card[href='{address}']")).to_be_focused()
    assert await page.evaluate("scrollY") == place
    assert await page.evaluate("navigation.currentEntry.index < navigation.entries().length - 1")
    assert len(asked) == 1


@rule("N7")
async def test_the_way_back_closes_a_sheet_and_keeps_what_was_typed(
    windows: Windows, demo: Instance
) -> None:
    starts = after(days=54)
    await proposed(demo, starts)
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    asked = loads_of(page)
    link = waiting(page, starts).get_by_role("link", name="Passt nicht")
    sheet = page.get_by_role("dialog")
    reason = sheet.get_by_label("Nachricht an")
    await link.click()
    await reason.fill("Lieber am Abend")
    await back(page)
    await expect(sheet).to_be_hidden()
    await expect(link).to_be_focused()
    assert (path_of(page.url), asked) == ("/sessions", [])
    await page.go_forward(wait_until="commit")
    await expect(reason).to_have_value("Lieber am Abend")
    await sheet.get_by_role("link", name="Was danach geschieht").click()
    await page.wait_for_url("**/help*")
    await back(page)
    await expect(reason).to_have_value("Lieber am Abend")
    await page.evaluate(QUICK)
    await page.keyboard.press("Escape")
    await page.wait_for_url("**/providers")
    await back(page)
    await link.click()
    await expect(reason).to_have_value("Lieber am Abend")
    await sheet.get_by_role("button", name="Passt nicht").click()
    await expect(page.get_by_text("Abgelehnt.")).to_be_visible()
    await expect(sheet).to_be_hidden()
    await back(page)
    await page.wait_for_url(lambda url: path_of(url) != "/sessions")


@rule("S18", "N7")
async def test_a_sheet_that_leads_to_the_page_below_is_gone_with_what_was_done(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await page.goto("/groups/new")
    await page.get_by_role("checkbox", name="Emil").check()
    await fill(page, after(days=56))
    await send(page, "#group-new")
    below = page.url
    sheet = page.get_by_role("dialog")
    await page.get_by_role("link", name="Ganze Gruppe absagen").click()
    await sheet.get_by_role("button", name="Ganze Gruppe absagen").click()
    await expect(page.get_by_text("Die Gruppe ist abgesagt.")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await expect(page.get_by_text("Die Gruppe ist abgesagt.")).to_be_visible()
    await expect(sheet).to_be_hidden()
    await page.wait_for_function("!history.state?.sheet")
    await back(page)
    await page.wait_for_url(lambda url: url != below)


@pytest.mark.usefixtures("whole_chromium")
@rule("A7", "A10")
async def test_a_page_that_a_browser_kept_is_shown_only_to_whom_it_is_for(
    windows: Windows, demo: Instance
) -> None:
    """What changed meanwhile changed without this window's scripts."""
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/settings")
    asked = loads_of(page)
    profiles = await page.context.request.get("/profiles")
    [tom] = [form for form in (await profiles.text()).split("<form") if "Tom" in form]
    choice = re.search(r"/profiles/[^/]+/choice", tom)
    assert choice
    await page.evaluate(RESTORED)
    await page.wait_for_timeout(500)
    assert asked == []
    await page.context.request.post(choice[0], headers={"Origin": demo.address})
    await page.evaluate(RESTORED)
    await expect(page.locator("body")).to_have_attribute("data-kind", "child")
    await page.context.request.post("/logout", headers={"Origin": demo.address})
    await page.evaluate(RESTORED)
    await page.wait_for_url(lambda url: path_of(url) == "/login")


@rule("N4")
async def test_without_a_network_the_way_back_and_a_choice_say_what_they_are(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_sessions_kept(windows, demo)
    await page.goto("/settings")
    await page.context.set_offline(True)
    await back(page)
    await expect(page.locator("ol.thread a.card").first).to_be_visible()
    await page.wait_for_timeout(300)
    await expect(page.locator("ol.thread a.card").first).to_be_visible()
    await page.goto("/sessions?child=00000000-0000-4000-8000-000000000000")
    await expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    # And what was wanted comes by itself.
    await page.goto("/settings/devices")
    await expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_role("heading", name="Geräte")).to_be_visible()

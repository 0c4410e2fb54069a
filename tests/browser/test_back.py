"""The way back, once what was shown there is no longer so; and letters twice as large."""

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
    propose,
)
from tests.browser.offline import nadia_with_sessions_kept
from tests.rules import rule


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


@rule("A10", "N4")
async def test_the_way_back_after_a_logout_shows_nothing(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.goto("/providers")
    await log_out(page)
    await page.evaluate("history.go(-2)")
    await page.wait_for_url(lambda url: path_of(url) == "/login")
    await expect(page.get_by_label("E-Mail-Adresse")).to_be_visible()


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


async def test_the_way_back_shows_what_has_changed(windows: Windows, demo: Instance) -> None:
    page = await windows.open(demo, "phone")
    other = await windows.open(demo, "phone")
    await log_in(page, "nadia", "Nadia")
    await log_in(other, "nadia", "Nadia")
    # Others may have read all there was.
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await propose(jonas, after(days=26), learner="Mila")
    await page.goto("/notifications")
    read_all = page.get_by_role("button", name="Alle als gelesen markieren")
    await expect(read_all).to_be_visible()
    await page.goto("/settings")
    await other.goto("/notifications")
    await other.get_by_role("button", name="Alle als gelesen markieren").click()
    await expect(other.locator(".told__one--new")).to_have_count(0)
    asked = loads_of(page)
    await back(page)
    await page.wait_for_url("**/notifications")
    await expect(page.locator(".told__one--new")).to_have_count(0)
    await page.wait_for_timeout(500)
    assert len(asked) <= 3


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


LARGE = {
    "nadia": ["sessions", "sessions/past", "providers", "settings", "settings/devices", "patterns"],
    "mila": ["sessions", "notifications"],
    "jonas": ["calendar", "families", "credits", "sessions/new"],
}


@pytest.mark.parametrize("who", LARGE)
async def test_large_letters_need_no_scrolling_sideways(
    windows: Windows, demo: Instance, who: str
) -> None:
    page = await enter(windows, demo, who, "Nadia" if who == "nadia" else "")
    for width in (390, 320):
        await page.set_viewport_size({"width": width, "height": 844})
        for path in LARGE[who]:
            await page.goto(f"/{path}")
            await page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            needed = await page.evaluate("document.documentElement.scrollWidth")
            assert needed <= width, f"{path} is {needed} px wide at {width} px"

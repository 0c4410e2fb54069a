"""One shell for all pages: the window's edge stays, and a detail opens beside its list."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.harness import Instance, Windows, enter, path_of
from tests.browser.offline import has_kept
from tests.rules import rule

EDGES = """
() => [...document.querySelectorAll(".top")].map((top) => {
  const { right, top: height } = top.getBoundingClientRect();
  return [Math.round(innerWidth - right), Math.round(height)];
})
"""
PAGES = {
    "nadia": [
        "/sessions",
        "/sessions/past",
        "/providers",
        "/notifications",
        "/settings",
        "/nowhere",
    ],
    "jonas": [
        "/calendar",
        "/sessions/new",
        "/families",
        "/credits",
        "/services",
        "/settings/profile",
    ],
}


@pytest.mark.parametrize("device", ["phone", "tablet", "desktop"])
@pytest.mark.parametrize("who", PAGES)
async def test_bell_and_profile_stand_at_the_same_place_on_every_page(
    windows: Windows, demo: Instance, who: str, device: str
) -> None:
    page = await enter(windows, demo, who, "Nadia" if who == "nadia" else "", device=device)
    edges = []
    for address in PAGES[who]:
        await page.goto(address)
        edges += await page.evaluate(EDGES)
    assert len(edges) == len(PAGES[who])
    assert len({tuple(edge) for edge in edges}) == 1, edges


@pytest.mark.parametrize("device", ["tablet", "desktop"])
async def test_the_calendar_is_no_wider_than_the_window(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "jonas", device=device)
    await page.goto("/calendar")
    await page.evaluate("scrollTo(300, 0)")
    assert await page.evaluate("scrollX") == 0


async def test_what_is_chosen_opens_beside_its_list_under_its_own_address(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/families")
    await page.evaluate("window.isSameDocument = true")
    await page.locator("#list").get_by_role("link", name="Rossi").click()
    await expect(page).to_have_title("Familie Rossi · Lernfaden")
    rossi = path_of(page.url)
    assert rossi.startswith("/families/")
    await expect(page.locator("#detail h1")).to_be_focused()
    # What renews itself beside it is not what the window is called after.
    async with page.expect_request_finished(lambda asked: path_of(asked.url) == "/families"):
        await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page).to_have_title("Familie Rossi · Lernfaden")
    await page.locator("#detail").get_by_role("link", name="Kontoauszug").click()
    await expect(page).to_have_title("Credits · Familie Rossi · Lernfaden")
    await expect(page.locator("#list [data-opens] [aria-current]")).to_contain_text("Rossi")
    await page.go_back()
    await expect(page).to_have_title("Familie Rossi · Lernfaden")
    await expect(page.locator("#detail h1")).to_be_focused()
    assert path_of(page.url) == rossi
    await page.go_back()
    await expect(page).to_have_title("Familien · Lernfaden")
    assert path_of(page.url) == "/families"
    await expect(page.locator("#list").get_by_role("link", name="Rossi")).to_be_focused()
    assert await page.evaluate("window.isSameDocument")


@rule("S16")
async def test_a_session_beside_its_list_goes_into_the_calendar(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.goto("/sessions")
    link = page.locator("#detail").get_by_role("link", name="In den Kalender")
    async with page.expect_download() as taken:
        await link.click()
    assert (await taken.value).suggested_filename == "session.ics"
    await expect(link).to_be_visible()


async def test_a_detail_that_is_loaded_fetches_its_list(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/families")
    await page.locator("#list").get_by_role("link", name="Kaya").click()
    await expect(page).to_have_title("Familie Kaya · Lernfaden")
    await page.reload()
    await expect(page.locator("#list h1")).to_have_text("Familien")
    await expect(page.locator("#list [data-opens] [aria-current]")).to_contain_text("Kaya")
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("#list")).to_be_hidden()
    await expect(page.locator("#detail h1")).to_have_text("Familie Kaya")


async def test_on_a_phone_a_detail_is_a_page_of_its_own(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="phone")
    await page.goto("/families")
    await page.get_by_role("main").get_by_role("link", name="Kaya").click()
    await expect(page).to_have_title("Familie Kaya · Lernfaden")
    await expect(page.locator("#list")).to_be_hidden()
    await page.get_by_role("link", name="Zurück").click()
    await expect(page).to_have_title("Familien · Lernfaden")


async def test_the_day_and_a_form_stand_beside_the_week(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await expect(page.locator("#detail")).to_contain_text("Zu tun")
    await page.get_by_role("link", name="Session einstellen").first.click()
    await expect(page).to_have_title("Session einstellen · Lernfaden")
    assert await is_there(page, "#week")
    await page.locator("#detail").get_by_role("link", name="Zurück").click()
    await expect(page.locator("#detail")).to_contain_text("Zu tun")
    assert path_of(page.url) == "/calendar"


async def is_there(page: Page, selector: str) -> bool:
    return await page.locator(selector).is_visible()


@rule("N4")
async def test_without_a_network_a_detail_is_what_the_device_has_kept(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.goto("/sessions")
    await has_kept(page, "/sessions/offline")
    await page.context.set_offline(True)
    await page.locator("ol.thread a.card").first.click()
    await page.wait_for_url(re.compile("/sessions/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name="Meeting-Info")).to_be_visible()


async def test_a_slow_answer_does_not_come_over_a_later_one(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/settings")
    late = asyncio.Event()

    async def hold(route: Route) -> None:
        await late.wait()
        await route.continue_()

    await page.route("**/services", hold)
    await page.get_by_role("link", name="Leistungen").click()
    await page.get_by_role("link", name="Geräte").click()
    late.set()
    await expect(page).to_have_title("Geräte · Lernfaden")
    await expect(page.locator("#detail h1")).to_have_text("Geräte")
    assert path_of(page.url) == "/settings/devices"


async def test_of_what_scripts_fetch_at_once_nothing_is_dropped(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.goto("/settings")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(path_of(request.url)))
    await page.evaluate(
        """() => Promise.all(["/providers", "/sessions", "/settings/devices"].map((address) =>
          htmx.ajax("GET", address, { target: "#detail", swap: "innerHTML" })))"""
    )
    await expect(page.locator("#detail")).to_contain_text("Dieses Gerät")
    assert {"/providers", "/sessions", "/settings/devices"} <= set(asked)

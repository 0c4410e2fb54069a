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
BROKEN = """
() => [...document.querySelectorAll("h1")]
  .filter((one) => one.offsetWidth > 1)
  .filter((one) => one.offsetHeight > 1.9 * parseFloat(getComputedStyle(one).lineHeight))
  .map((one) => one.textContent)
"""
COVERED = """
(button) => {
  const here = button.getBoundingClientRect();
  return [...document.querySelectorAll("main :is(a, button, .week__day)")].filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return one !== button && left < here.right && right > here.left && top < here.bottom
      && bottom > here.top && right - left > 1;
  }).map((one) => one.textContent);
}
"""
"""What can be pressed where the button is, besides it."""
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
    edges, broken = [], []
    for address in PAGES[who]:
        await page.goto(address)
        edges += await page.evaluate(EDGES)
        broken += await page.evaluate(BROKEN)
    assert len(edges) == len(PAGES[who])
    assert len({tuple(edge) for edge in edges}) == 1, edges
    assert device != "desktop" or broken == [], "a heading breaks beside an empty half"


async def test_a_pane_scrolls_and_not_the_page(windows: Windows, demo: Instance) -> None:
    """What only a screen reader reads, far down in a pane, made the page as long as that."""
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/invitations")
    await page.locator('#detail a[href^="/invitations/"]:has(.chip--positive)').first.click()
    await expect(page.get_by_label("Einladungslink")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollHeight === innerHeight")


CROWDED = """(words) => {
  const list = document.querySelector(".tabs__list");
  const tab = list.firstElementChild;
  list.replaceChildren(...words.map((word) => {
    const another = tab.cloneNode(true);
    another.querySelector("a").lastChild.data = word;
    return another;
  }));
  const places = [...list.querySelectorAll("a")].map((each) => each.getBoundingClientRect());
  return [...list.querySelectorAll("a")].filter((each, at) => {
    const { left, right, bottom, width, height } = places[at];
    const after = places.slice(at + 1);
    const isOver = after.some((other) => other.left < right - 1 && other.top < bottom - 1);
    const isOut = left < 0 || right > innerWidth || bottom > innerHeight;
    return isOver || isOut || each.scrollWidth > width + 1 || height < 44;
  }).map((each) => each.textContent);
}"""
"""Of so many tabs, those that lie over another, are cut or too small for a finger."""
FIVE = ["Sessions", "Chat", "Dokumente", "Anbieter", "Mehr"]
EIGHT = ["Kalender", "Chat", "Familien", "Dokumente", "Credits", "Zahlungen", "Hilfe", "Profil"]


async def test_the_bar_has_room_for_five_tabs_and_the_rail_for_eight(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    for width, height, words in (
        (390, 844, FIVE),
        (320, 568, FIVE),
        (820, 1180, EIGHT),
        (1280, 800, EIGHT),
    ):
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate(CROWDED, words) == [], (width, words)


@pytest.mark.parametrize("device", ["tablet", "desktop"])
async def test_the_calendar_is_no_wider_than_the_window(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "jonas", device=device)
    await page.goto("/calendar")
    await page.evaluate("scrollTo(300, 0)")
    assert await page.evaluate("scrollX") == 0


@pytest.mark.parametrize("size", [(390, 844), (320, 568)])
async def test_the_button_of_the_calendar_lies_over_nothing_that_can_be_pressed(
    windows: Windows, demo: Instance, size: tuple[int, int]
) -> None:
    page = await enter(windows, demo, "jonas")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    for place in ("/calendar", "/calendar/month"):
        await page.goto(place)
        await expect(
            page.get_by_role("link", name="Session einstellen", exact=True)
        ).to_be_visible()
        assert await page.locator(".calendar__new").evaluate(COVERED) == []


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
    # An answer that is linked stands open, in sight and marked.
    await page.locator("#detail").get_by_role("link", name="Wie Credits wirken").click()
    answer = page.locator("#answer-granting")
    await expect(answer).to_be_focused()
    await expect(answer).to_be_in_viewport(ratio=1)
    style = "one => getComputedStyle(one.closest('details')).boxShadow"
    assert await answer.evaluate(style) != "none"
    await page.go_back()
    await expect(page).to_have_title("Credits · Familie Rossi · Lernfaden")
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
    # Not what stands there first: that may just have been confirmed.
    asks = page.get_by_role("button", name="Bestätigen")
    asked = page.locator("#list .card--waiting").filter(has=asks).first
    await page.goto(str(await asked.get_by_role("link").first.get_attribute("href")))
    link = page.locator("#detail").get_by_role("link", name="In den Kalender")
    async with page.expect_download() as taken:
        await link.click()
    assert (await taken.value).suggested_filename == "session.ics"
    await expect(link).to_be_visible()
    # What is open beside is answered there, and only there.
    opened = page.locator("#list .card--waiting:has([aria-current=true])")
    await expect(opened).to_have_count(1)
    await expect(opened.get_by_role("button")).to_have_count(0)
    await expect(page.locator("#detail").locator(asks).first).to_be_visible()


async def test_a_detail_that_is_loaded_fetches_its_list(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/families")
    await page.locator("#list").get_by_role("link", name="Kaya").click()
    await expect(page).to_have_title("Familie Kaya · Lernfaden")
    await page.reload()
    await expect(page.locator("#list h1")).to_have_text("Familien")
    await expect(page.locator("#list [data-opens] [aria-current]")).to_contain_text("Kaya")
    assert await page.evaluate("document.activeElement.matches('body, #detail h1')")
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("#list")).to_be_hidden()
    await expect(page.locator("#detail h1")).to_have_text("Familie Kaya")


BROKEN = """() => [...document.querySelectorAll(".rows time .figure")]
  .filter((clock) => clock.getClientRects().length !== 1).map((clock) => clock.textContent)"""
"""Clock times of a list of which a part stands on the next line."""


async def test_on_a_phone_a_detail_is_a_page_of_its_own(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="phone")
    await page.goto("/families")
    await page.get_by_role("main").get_by_role("link", name="Kaya").click()
    await expect(page).to_have_title("Familie Kaya · Lernfaden")
    await expect(page.locator("#list")).to_be_hidden()
    assert await page.evaluate(BROKEN) == []
    await page.get_by_role("link", name="Zurück").click()
    await expect(page).to_have_title("Familien · Lernfaden")
    await page.goto("/help#answer-granting")
    await expect(page.locator("#answer-granting")).to_be_in_viewport()
    await expect(page.locator("#answer-overdraft")).to_be_hidden()


async def test_the_day_and_a_form_stand_beside_the_week(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await expect(page.locator("#detail")).to_contain_text("Zu tun")
    await page.get_by_role("link", name="Session einstellen").first.click()
    await expect(page).to_have_title("Session einstellen · Lernfaden")
    assert await is_there(page, "#week")
    link = page.get_by_role("link", name="Session einstellen", exact=True)
    await expect(link).to_have_count(0)
    await page.locator("#detail").get_by_role("link", name="Zurück").click()
    await expect(page.locator("#detail")).to_contain_text("Zu tun")
    assert path_of(page.url) == "/calendar"
    await page.locator("#week .week__name").last.click()
    await expect(page.locator("#day")).to_be_visible()
    await expect(link).to_have_count(1)


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

"""Without a mouse, enlarged, on the narrowest screen and without motion."""

import re
from datetime import date

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import PASSWORD, Instance, Windows, after, enter, iso, waiting
from tests.browser.proposing import proposed
from tests.rules import rule
from tests.waiting import until

OUTLINED = """
() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}
"""
OVERFLOW = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const { right, width } = one.getBoundingClientRect();
    return width && right > wide + 1;
  });
  return out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}
"""
MOVING = """
() => [...document.querySelectorAll("*")].filter((one) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(one);
  const longest = (text) => Math.max(...text.split(",").map(parseFloat));
  return (animationName !== "none" && longest(animationDuration) > 0.05)
    || longest(transitionDuration) > 0.05;
}).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))
"""
GUARDIAN = ("/sessions", "/sessions/past", "/providers", "/notifications", "/settings", "/profiles")
EDUCATOR = ("/calendar", "/families", "/sessions/new", "/services", "/invitations", "/settings")


NAMED = """
() => {
  const one = document.activeElement;
  const label = one.getAttribute("aria-label") || one.labels?.[0]?.innerText;
  return (label || one.innerText || "").replaceAll("\u00a0", " ").trim();
}
"""


async def tab_to(page: Page, name: str, *, key: str = "Tab", most: int = 60) -> None:
    """Presses Tab until a control has the focus whose name begins so, and each before it shows that
    it has it. Errors: AssertionError."""
    for _ in range(most):
        await page.keyboard.press(key)
        text: str = await page.evaluate(NAMED)
        assert await page.evaluate(OUTLINED), text
        if text.startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name}")


@rule("N7")
async def test_the_main_path_by_keyboard(windows: Windows, demo: Instance) -> None:
    starts = after(days=16)
    await proposed(demo, starts)
    page = await enter(windows, demo, "nadia", "Nadia", has_touch=False, is_mobile=False)
    await page.goto("/sessions")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt")
    await expect(skip).to_be_focused()
    assert await page.evaluate(OUTLINED)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("main")).to_be_focused()

    await tab_to(page, "Passt nicht")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    assert await page.evaluate("document.activeElement.closest('dialog') !== null")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    assert await page.evaluate("document.activeElement.innerText.trim()") == "Passt nicht"

    card = waiting(page, starts)
    await card.get_by_role("button", name="Bestätigen").focus()
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("button", name="Rückgängig")).to_be_visible()
    await until(lambda: page.evaluate("document.activeElement !== document.body"))
    await expect(card).to_have_count(0)
    await until(lambda: page.evaluate("document.activeElement !== document.body"))
    await expect(page.locator(f'.knot:has(time[datetime="{iso(starts)}"])')).to_be_visible()


@rule("N7")
async def test_an_educators_walk_by_keyboard(windows: Windows, demo: Instance) -> None:
    page = await windows.open(demo, "desktop")
    await log_in_by_keyboard(page)
    await propose_by_keyboard(page, after(days=33)[0])
    await look_into_a_sheet_by_keyboard(page)
    await tab_to(page, "Zurück", key="Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#todo")).to_be_visible()
    await until(lambda: page.evaluate("document.activeElement.closest('#list') !== null"))
    await tab_to(page, "Ablehnen")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Anfrage ablehnen?")).to_be_visible()
    await tab_to(page, "Ablehnen")


async def log_in_by_keyboard(page: Page) -> None:
    await page.goto("/login")
    await expect(page.get_by_label("E-Mail-Adresse")).to_be_focused()
    await page.keyboard.type("jonas@lernfaden.example")
    await tab_to(page, "Passwort")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/calendar")


async def propose_by_keyboard(page: Page, day: str) -> None:
    await page.goto(f"/calendar?date={day}")
    await tab_to(page, "Mo ")
    monday = await page.evaluate("document.activeElement.closest('[data-date]').dataset.date")
    await tab_to(page, "Mo ")
    # One stop for all free places of a week, and arrows among them.
    for _ in range((date.fromisoformat(day) - date.fromisoformat(monday)).days):
        await page.keyboard.press("ArrowRight")
    assert await page.evaluate(OUTLINED)
    place = page.locator(":focus")
    await expect(place).to_have_attribute("href", re.compile(f"date={day}"))
    await page.keyboard.press("Enter")
    await expect(page.locator("#detail h1")).to_be_focused()
    await tab_to(page, "Mila")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Kind", exact=True)).not_to_have_value("")
    await tab_to(page, "Beginn")
    await tab_to(page, "Session einstellen")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/sessions/[0-9a-f-]{36}"))
    await expect(page.locator("#detail h1")).to_be_focused()


async def look_into_a_sheet_by_keyboard(page: Page) -> None:
    await tab_to(page, "Vorschlag zurücknehmen")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading").first).to_be_focused()
    await tab_to(page, "Vorschlag zurücknehmen")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("link", name="Vorschlag zurücknehmen")).to_be_focused()
    await until(lambda: page.evaluate("!history.state?.sheet && !document.body.dataset.resting"))


@rule("N7")
@pytest.mark.parametrize(
    "size", [{"width": 320, "height": 640}, {"width": 640, "height": 400}], ids=["320px", "200%"]
)
async def test_nothing_has_to_be_scrolled_sideways(
    windows: Windows, demo: Instance, size: dict[str, int]
) -> None:
    """1280 by 800 pixels at 200 % are 640 by 400."""
    faults = {}
    for who, profile, pages in (("nadia", "Nadia", GUARDIAN), ("jonas", "", EDUCATOR)):
        page = await enter(windows, demo, who, profile, device="desktop", viewport=size)
        for address in pages:
            await page.goto(address)
            if found := await page.evaluate(OVERFLOW):
                faults[address] = found
        if who == "nadia":
            await page.goto("/sessions")
            await page.locator("ol.thread a.card").first.click()
            await expect(page.get_by_role("heading", name="Meeting-Info")).to_be_visible()
            if found := await page.evaluate(OVERFLOW):
                faults["a session"] = found
    assert faults == {}


@rule("N7")
async def test_nothing_moves_for_who_does_not_want_it(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", reduced_motion="reduce")
    for address in ("/sessions", "/providers", "/settings"):
        await page.goto(address)
        assert await page.evaluate(MOVING) == []
    await page.goto("/sessions")
    await page.get_by_role("link", name="Passt nicht").first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await page.evaluate(MOVING) == []

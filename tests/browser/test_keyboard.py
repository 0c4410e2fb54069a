"""Without a mouse, enlarged, on the narrowest screen and without motion."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, after, enter, iso, propose, waiting
from tests.rules import rule
from tests.waiting import until

FOCUSED = "document.activeElement.matches(':focus-visible')"
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


async def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Presses Tab until a control of this name has the focus. Errors: AssertionError."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        text = await page.evaluate(
            "(document.activeElement.getAttribute('aria-label') "
            "?? document.activeElement.innerText ?? '').trim()"
        )
        if text == name:
            assert await page.evaluate(FOCUSED)
            assert await page.evaluate(OUTLINED), name
            return
    raise AssertionError(f"Tab does not lead to {name}")


@rule("N7")
async def test_the_main_path_by_keyboard(windows: Windows, demo: Instance) -> None:
    jonas = await enter(windows, demo, "jonas", device="desktop")
    starts = after(days=16)
    await propose(jonas, starts, learner="Mila")

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

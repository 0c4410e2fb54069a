"""Letters twice as large, and long words: nothing is wider than the window, and none is broken."""

from datetime import datetime

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import BERLIN, Instance, Windows, enter, iso, propose

BROKEN_TIMES = """
() => [...document.querySelectorAll(".knot > .card time")]
  .filter((time) => /^[\\d:]+$/.test(time.textContent) && time.getClientRects().length > 1)
  .map((time) => time.textContent)
"""
"""Clock times of the thread of which a part stands on the next line."""
WIDE_TIMES = """
() => [...document.querySelectorAll(".knot > .card time")]
  .filter((time) => time.getBoundingClientRect().right
    > time.closest(".card").getBoundingClientRect().right)
  .map((time) => time.textContent)
"""
"""Days and times that stand out of their cards."""
BROKEN_WORDS = """
() => [...document.querySelectorAll("main .rows__text b")].flatMap((title) => {
  const text = title.firstChild, range = document.createRange();
  return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})
"""
LARGE = {
    "nadia": [
        *("sessions", "sessions/past", "providers", "help", "patterns", "requests/new"),
        *("settings", "settings/devices", "settings/notifications", "settings/times"),
        *("settings/calendar", "settings/family"),
    ],
    "tom": ["sessions", "notifications"],
    "jonas": [
        *("calendar", "calendar/day", "calendar/month", "families", "credits", "sessions/new"),
        *("sessions/new?kind=series", "availability", "availability/days", "availability/rules"),
        *("availability/absences", "availability/calendars", "availability/why"),
    ],
}
PROFILES = {"nadia": ("nadia", "Nadia"), "tom": ("nadia", "Tom"), "jonas": ("jonas", "")}
"""Choice: Tom's home, of which each shows twenty sessions: other journeys propose many to Mila."""
DEEPER = {
    "nadia": [
        ("/sessions", "a.card"),
        ("/sessions", ".summary a"),
        ("/providers", "a[href^='/providers/']"),
    ],
    "tom": [("/sessions", "a[href^='/sessions/']")],
    "jonas": [("/families", "a[href^='/families/']"), ("/credits", "a[href$='/account']")],
}
"""Details, as the first link of its kind on a list."""


def next_year(who: str) -> tuple[str, str]:
    """Whose day is the longest there is, "Mi 20. Jan 2027"; a day of its own for each of them."""
    return f"{datetime.now(BERLIN).year + 1}-01-{20 + list(LARGE).index(who)}", "15:42"


async def first(page: Page, at: str, link: str) -> str:
    await page.goto(at)
    address = await page.locator(f"main {link}").first.get_attribute("href")
    assert address
    return address.removeprefix("/")


@pytest.mark.parametrize("who", LARGE)
async def test_large_letters_need_no_scrolling_sideways(
    windows: Windows, demo: Instance, who: str
) -> None:
    starts = next_year(who)
    learner = "Tom" if who == "tom" else "Mila"
    await propose(await enter(windows, demo, "jonas", device="desktop"), starts, learner=learner)
    page = await enter(windows, demo, *PROFILES[who])
    if who != "jonas":
        await page.goto("/sessions")
        day = page.locator(f'time[datetime="{iso(starts)}"]')
        await expect(day).to_contain_text(starts[0][:4])
    paths = LARGE[who] + [await first(page, *way) for way in DEEPER[who]]
    for width in (390, 320):
        await page.set_viewport_size({"width": width, "height": 844})
        for path in paths:
            await page.goto(f"/{path}")
            await page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
            needed = await page.evaluate("document.documentElement.scrollWidth")
            assert needed <= width, f"{path} is {needed} px wide at {width} px"
            assert await page.evaluate(BROKEN_TIMES) == []
            assert await page.evaluate(WIDE_TIMES) == []
            if width == 390:
                header = await page.locator(".header:visible").first.bounding_box()
                assert header and header["height"] <= 0.2 * 844, f"{path}: {header}"


async def test_what_was_asked_stands_whole_beside_what_was_answered(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas")
    await jonas.goto("/families")
    family = await jonas.get_by_role("link", name="Familie Kaya").get_attribute("href")
    await jonas.goto(f"{family}/agreements")
    await expect(jonas.get_by_text("Fotos von Arbeitsergebnissen", exact=True)).to_be_visible()
    assert await jonas.evaluate(BROKEN_WORDS) == []

"""The core act is safe: two taps bind one session, and what was typed is never lost or swapped."""

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.harness import (
    Instance,
    Windows,
    after,
    enter,
    iso,
    log_in,
    log_in_by_page,
    propose,
    waiting,
)
from tests.browser.proposing import proposed
from tests.rules import rule

pytestmark = pytest.mark.moving

LOOKED_AT = """
() => {
  const sheet = document.getElementById("sheet");
  window.lowest = sheet.offsetHeight;
  sheet.addEventListener("close", function look() {
    if (!sheet.offsetHeight) return;
    lowest = Math.min(lowest, sheet.offsetHeight);
    requestAnimationFrame(look);
  });
  return lowest;
}
"""
"""From now on how high a sheet stands while it goes out of sight, at its lowest."""


@pytest.mark.scaled_out
@pytest.mark.usefixtures("whole_chromium")
@rule("S1", "S3")
async def test_two_quick_taps_bind_one_session_and_ten_seconds_take_it_back(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await propose(jonas, after(days=20), learner="Mila")
    await propose(jonas, after(days=21), learner="Mila")
    page = await windows.open(demo)
    await log_in_by_page(page, "nadia", "Nadia")
    await page.goto("/sessions")
    before = await page.locator(".card--waiting").count()
    first = page.locator(".card--waiting").first
    box = await first.get_by_role("button", name="Bestätigen").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.click(x, y)
    await page.wait_for_timeout(350)
    await page.mouse.click(x, y)
    turned = page.locator(".card--waiting", has=page.get_by_role("button", name="Rückgängig"))
    await expect(turned).to_have_count(1)
    await page.wait_for_timeout(700)
    await expect(turned).to_have_count(1)
    assert await page.locator(".card--waiting").count() == before
    await turned.get_by_role("button", name="Rückgängig").click()
    await expect(turned).to_have_count(0)
    await expect(page.get_by_text("Zurückgenommen.")).to_be_visible()
    assert await page.locator(".card--waiting").count() == before


@rule("S1")
async def test_a_confirmed_card_leaves_when_its_time_is_over_and_the_page_stays_where_it_is(
    windows: Windows, demo: Instance
) -> None:
    """The session's place in the thread is below what the window shows."""
    starts, later = after(days=22), after(days=22, hours=2)
    await proposed(demo, starts, later)
    page = await windows.open(demo, "phone", viewport={"width": 390, "height": 400})
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    card, following = waiting(page, starts), waiting(page, later)
    await card.get_by_role("button", name="Bestätigen").click()
    await expect(card.get_by_role("button", name="Rückgängig")).to_be_visible()
    await expect(card).to_have_count(0)
    await expect(page.locator(f'.knot:has(time[datetime="{iso(starts)}"])')).to_have_count(1)
    await expect(following).to_be_in_viewport()
    await expect(following.get_by_role("link").first).to_be_focused()


@rule("S2")
async def test_choosing_for_whom_loses_nothing_that_is_typed_meanwhile(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await page.goto("/sessions/new")
    date, start = after(days=23)
    await page.route("**/sessions/new?*", lambda route: _slowly(page, route))
    async with page.expect_response("**/sessions/new?*"):
        await page.get_by_label("Kind", exact=True).select_option(label="Mila")
        await page.get_by_label("Datum").fill(date)
        await page.get_by_label("Beginn").fill(start)
        await page.get_by_label("Nachricht an die Familie").fill("Bis dann!")
    await expect(page.get_by_text("Familie Kaya hat")).to_be_visible()
    assert await page.get_by_label("Datum").input_value() == date
    assert await page.get_by_label("Nachricht an die Familie").input_value() == "Bis dann!"
    assert await page.get_by_label("Kind", exact=True).evaluate(CHOSEN) == "Mila"


CHOSEN = "select => select.selectedOptions[0].text"


async def _slowly(page: Page, route: Route) -> None:
    await page.wait_for_timeout(600)
    await route.continue_()


@rule("S1", "S3")
async def test_two_quick_taps_on_passt_nicht_open_the_form_and_decline_nothing(
    windows: Windows, demo: Instance
) -> None:
    await proposed(demo, *(after(days=days, minutes=25) for days in (50, 51, 52, 53)))
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    link = page.locator(".card--waiting").get_by_role("link", name="Passt nicht").nth(3)
    sheet = page.get_by_role("dialog")
    await link.click()
    declines = sheet.get_by_role("button", name="Passt nicht")
    await declines.click(trial=True)  # once the sheet has come up
    button = await declines.bounding_box()
    await sheet.get_by_role("link", name="Zurück").click()
    await expect(sheet).to_have_count(0)
    # The link, as the list is scrolled, where the form's own button will come.
    place = await link.bounding_box()
    assert button and place
    await page.evaluate("by => scrollBy(0, by)", place["y"] - button["y"])
    await page.wait_for_timeout(700)
    place = await link.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    assert button["y"] < y < button["y"] + button["height"]
    await link.click()
    await expect(sheet).to_be_visible()
    await page.mouse.click(x, y)
    await page.wait_for_timeout(700)
    await expect(sheet.get_by_role("button", name="Passt nicht")).to_be_visible()
    await sheet.get_by_role("button", name="Passt nicht").click()
    await expect(page.get_by_text("Abgelehnt.")).to_be_visible()


async def test_a_sheet_stays_open_under_a_second_tap_and_goes_out_of_sight_whole(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.locator(".knot[data-state=confirmed] > .card").first.click()
    await page.wait_for_url("**/sessions/*-*")
    await page.wait_for_load_state()
    link = page.get_by_role("link", name="Absagen")
    await link.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    # Where the link is, the backdrop lies over it now.
    await page.mouse.click(195, 240)
    await page.wait_for_timeout(700)
    await expect(page.get_by_role("dialog")).to_be_visible()
    whole = await page.evaluate(LOOKED_AT)
    await page.keyboard.press("Escape")
    await expect(page.locator("#sheet > *")).to_have_count(0)
    assert await page.evaluate("lowest") == whole

"""The educator's week as a canvas: opened at now, turned in place, tapped where it is free."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter, log_in, path_of

IN_VIEW = """
(line) => {
  const [here, grid] = [line, line.closest(".week")].map((each) => each.getBoundingClientRect());
  return here.top > grid.top && here.bottom < grid.bottom;
}
"""


async def test_the_canvas_opens_at_now_and_turns_in_place(windows: Windows, demo: Instance) -> None:
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    await expect(page.locator(".week__day")).to_have_count(7)
    assert await page.locator("now-line").evaluate(IN_VIEW)
    title = await page.locator(".calendar__title").inner_text()
    onward = page.get_by_role("link", name="Woche danach").first
    hour = await scrolled(page)
    await page.evaluate("window.isSame = true")
    await onward.click()
    await expect(page.locator(".calendar__title")).not_to_have_text(title)
    await expect(onward).to_be_focused()
    await page.wait_for_url("**/calendar?date=*")
    assert await scrolled(page) == hour
    await page.go_back()
    await expect(page.locator(".calendar__title")).to_have_text(title)
    assert path_of(page.url) == "/calendar"
    assert await page.evaluate("window.isSame")


async def test_a_session_stands_beside_its_own_week_and_gives_the_focus_back(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    this_week = await page.locator(".calendar__title").inner_text()
    await page.get_by_role("link", name="Woche davor").click()
    await page.wait_for_url("**/calendar?date=*")
    block = page.locator(".block").first
    await block.click()
    await page.wait_for_url("**/sessions/*")
    address = path_of(page.url)
    await page.reload()
    opened = page.locator(f"#list .block[href='{address}']")
    await expect(opened).to_have_attribute("aria-current", "true")
    await expect(page.locator(".calendar__title")).not_to_have_text(this_week)
    await page.locator("#detail .header__back").click()
    await page.wait_for_url("**/calendar?date=*")
    await expect(opened).to_be_focused()


async def test_a_tap_on_a_free_place_goes_into_the_form_beside(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    await page.get_by_role("link", name="Woche danach").first.click()
    await page.wait_for_url("**/calendar?date=*")
    # A Sunday of the demo world without anything.
    sunday = page.locator(".week__day").nth(6)
    day = await sunday.get_attribute("data-date")
    await tap(page, day, 13, 0.3)
    await expect(page.get_by_label("Beginn")).to_have_value("13:15")
    await expect(page.get_by_label("Datum")).to_have_value(str(day))
    await page.get_by_label("Nachricht").fill("Bis dann!")
    await tap(page, day, 14, 0.6)
    await expect(page.get_by_label("Beginn")).to_have_value("14:30")
    await expect(page.get_by_label("Nachricht")).to_have_value("Bis dann!")
    await expect(sunday.locator(".week__chosen")).to_have_count(1)


@pytest.mark.parametrize("device", ["phone", "tablet"])
async def test_without_room_beside_a_free_place_opens_the_form_as_a_sheet(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await windows.open(demo, device)
    await to_calendar(page)
    await page.locator("week-turner:defined a[rel=next]").click()
    await page.wait_for_url("**/calendar?date=*")
    day = await page.locator(".week__day").nth(6).get_attribute("data-date")
    place = page.locator(f'[data-date="{day}"] .week__free[data-h="13"]')
    if device == "phone":
        place = page.locator(f'[data-date="{day}"] .week__new')
    await place.click()
    sheet = page.get_by_role("dialog", name="Session einstellen")
    await expect(sheet.get_by_label("Datum")).to_have_value(str(day))
    await expect(sheet.get_by_role("heading")).to_be_focused()
    await sheet.get_by_label("Nachricht").fill("Bis dann!")
    await sheet.get_by_role("link", name="Zurück").click()
    await expect(sheet).to_be_hidden()
    await expect(place).to_be_focused()
    assert path_of(page.url) == "/calendar"


async def test_arrows_lead_from_place_to_place_and_on_into_the_next_week(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "tablet")
    await to_calendar(page)
    last = (datetime.now(UTC).astimezone(ZoneInfo("Europe/Berlin"))).date()
    last += timedelta(days=6 - last.weekday())
    await page.locator(f'[data-date="{last}"] .week__free[data-h="22"]').focus()
    await page.keyboard.press("ArrowRight")
    monday = last + timedelta(days=1)
    await expect(page.locator(f'[data-date="{monday}"] .week__free[data-h="22"]')).to_be_focused()


async def to_calendar(page: Page) -> None:
    await log_in(page, "jonas")
    await page.wait_for_selector("week-grid:defined")


async def tap(page: Page, day: str | None, hour: int, part: float) -> None:
    """Within the hour, by the mouse."""
    free = page.locator(f'[data-date="{day}"] .week__free[data-h="{hour}"]')
    await free.scroll_into_view_if_needed()
    box = await free.bounding_box()
    assert box
    await free.click(position={"x": box["width"] / 2, "y": box["height"] * part})


async def scrolled(page: Page) -> float:
    return float(await page.locator(".week").evaluate("(week) => week.scrollTop"))


@pytest.mark.parametrize("device", ["phone", "tablet", "desktop"])
async def test_back_leads_to_the_week_before(windows: Windows, demo: Instance, device: str) -> None:
    page = await enter(windows, demo, "jonas", device=device)
    title = page.locator(".calendar__title").first
    this_week = await title.inner_text()
    await page.locator("week-turner:defined a[rel=next]").click()
    await expect(title).not_to_have_text(this_week)
    await page.go_back()
    await expect(title).to_have_text(this_week)
    await page.go_forward()
    await expect(title).not_to_have_text(this_week)

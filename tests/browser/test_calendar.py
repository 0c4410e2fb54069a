"""The educator's week as a canvas: opened at now, turned in place, tapped where it is free."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter, log_in, path_of
from tests.rules import rule

pytestmark = pytest.mark.moving

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
    await place.click()
    await expect(sheet.get_by_label("Nachricht")).to_have_value("Bis dann!")
    await expect(sheet.get_by_label("Datum")).to_have_value(str(day))


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
    place = page.locator(f'[data-date="{monday}"] .week__free[data-h="22"]')
    await expect(place).to_be_focused()
    await expect(place).to_have_attribute("href", f"/sessions/new?date={monday}&time=22:00")
    await expect(place).to_have_accessible_name(re.compile("22:00: Session einstellen$"))
    # Read again it is the same place.
    address = path_of(page.url) + f"?date={monday}"
    await page.evaluate("(address) => document.querySelector('week-turner').turn(address)", address)
    await expect(place).to_be_focused()


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


@rule("S13")
async def test_a_phone_opens_at_today_and_a_swipe_turns_the_week(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    week, title = page.locator("#week"), page.locator(".calendar__title")
    today, todo = page.locator(".week__day--today"), page.locator("#todo")
    await expect(today).to_be_in_viewport()
    first, then = await today.bounding_box(), await todo.bounding_box()
    tomorrow = await page.locator(
        ".week__day--today ~ .week__day, .calendar__onward"
    ).first.bounding_box()
    assert first and then and tomorrow and first["y"] < then["y"] < tomorrow["y"]
    shown = await title.inner_text()
    await expect(page.locator("week-turner:defined")).to_have_count(1)
    height = first["y"] + first["height"] / 2
    await swipe(page, height, 300, 60)
    await expect(title).not_to_have_text(shown)
    # What is drawn up or down scrolls.
    later = await title.inner_text()
    await swipe(page, height, 200, 120, down=300)
    await swipe(page, height, 60, 300)
    await expect(title).to_have_text(shown)
    assert later != shown
    await week.get_by_role("link", name="Tag", exact=True).click()
    await expect(page.locator("#day")).to_be_visible()
    await expect(page.get_by_role("link", name="Tag", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    await page.get_by_role("link", name="Woche", exact=True).click()
    await expect(week).to_be_visible()
    # Who asks for the month sees it before what is to do.
    await page.get_by_role("link", name="Monat", exact=True).click()
    parts = (page.locator(each) for each in (".calendar__bar", ".month", "#todo"))
    boxes = [await each.bounding_box() for each in parts]
    heights = [box["y"] for box in boxes if box]
    assert len(heights) == 3 and heights == sorted(heights)


async def swipe(page: Page, height: float, start: int, end: int, down: int = 0) -> None:
    """A finger's way over the page, as the browser is told of it: all at once, for a finger that
    rests on a session would take it along."""
    session = await page.context.new_cdp_session(page)
    way: tuple[tuple[str, list[dict[str, float]]], ...] = (
        ("touchStart", [{"x": start, "y": height}]),
        ("touchMove", [{"x": (start + end) / 2, "y": height + down / 2}]),
        ("touchMove", [{"x": end, "y": height + down}]),
        ("touchEnd", []),
    )
    await asyncio.gather(
        *(
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            for kind, points in way
        )
    )
    await session.detach()


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


async def test_a_date_of_ones_own_is_no_usual_time_any_more(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await page.goto("/sessions/new")
    await page.get_by_role("link", name="Mila Kaya").click()
    times = page.locator("#session-new-times")
    usual = times.locator("[aria-current]")
    # Which one is chosen from the beginning, or none, depends on what others have arranged here.
    last = times.get_by_role("link").last
    await last.click()
    await expect(last).to_have_attribute("aria-current", "true")
    await expect(usual).to_have_count(1)
    note = page.get_by_label("Nachricht")
    await note.fill("Bis dann!")
    await page.get_by_label("Beginn").fill("07:05")
    await expect(usual).to_have_count(0)
    await expect(page.get_by_label("Beginn")).to_have_value("07:05")
    await expect(note).to_have_value("Bis dann!")

"""The educator's week as a canvas: opened at now, turned in place, tapped where it is free."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter, log_in, path_of
from tests.rules import rule

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
    """A finger's way over the page, as the browser is told of it."""
    session = await page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": start, "y": height}]),
        ("touchMove", [{"x": (start + end) / 2, "y": height + down / 2}]),
        ("touchMove", [{"x": end, "y": height + down}]),
        ("touchEnd", []),
    ):
        await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
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
    usual = page.locator("#session-new-times [aria-current]")
    await expect(usual).to_have_count(1)
    note = page.get_by_label("Nachricht")
    await note.fill("Bis dann!")
    await page.get_by_label("Beginn").fill("07:05")
    await expect(usual).to_have_count(0)
    await expect(page.get_by_label("Beginn")).to_have_value("07:05")
    await expect(note).to_have_value("Bis dann!")


async def test_what_is_drawn_in_the_week_leads_to_its_form_filled_in(
    windows: Windows, demo: Instance
) -> None:
    """A session dragged to another day, one made longer, and an absence; a tap stays a tap."""
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    await page.locator("week-turner:defined a[rel=next]").click()
    await page.wait_for_url("**/calendar?date=*")
    sunday = page.locator(".week__day").nth(6)
    day = str(await sunday.get_attribute("data-date"))
    await draw(page, *await span(page, day, 9.1, 11.6))
    await page.wait_for_url("**/availability/absences?*")
    for label, value in (("Erster Tag", day), ("Ab", "09:00"), ("Bis", "11:30")):
        await expect(page.get_by_label(label, exact=True)).to_have_value(value)
    block = page.locator(".block[data-moves$='/move']").first
    address = await block.get_attribute("data-moves")
    begin = await page.locator(f'li:has(> [data-moves="{address}"])').get_attribute("data-m")
    await block.scroll_into_view_if_needed()
    box = await block.bounding_box()
    assert box
    held = box["x"] + 10, box["y"] + 4
    # On the same height of another day it keeps its time.
    there = await sunday.bounding_box()
    assert there
    await draw(page, held, (there["x"] + 20, held[1]))
    await page.wait_for_url(f"**{address}?date={day}&start=*")
    assert page.url.endswith(f":{int(str(begin)):02}")
    await expect(page.get_by_label("Datum")).to_have_value(day)
    await page.go_back()
    edge = box["x"] + 10, box["y"] + box["height"] - 3
    await draw(page, edge, (edge[0], edge[1] + box["height"]))
    await page.wait_for_url(f"**{address}?*&minutes=*")
    await page.go_back()
    # Given up on the way, and then simply tapped.
    await give_up(page, held)
    await block.click()
    await page.wait_for_url(f"**{str(address).removesuffix('/move')}")


@rule("S2", "S10")
async def test_one_of_several_times_that_is_dragged_leads_to_its_exchange(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    await page.locator("week-turner:defined").wait_for()
    block = page.locator(".block[data-moves$='/exchange']").first
    if not await block.count():
        await page.locator("week-turner:defined a[rel=next]").click()
    address = str(await block.get_attribute("data-moves"))
    await block.scroll_into_view_if_needed()
    box = await block.bounding_box()
    target = page.locator(".week__day").nth(6)
    day, there = str(await target.get_attribute("data-date")), await target.bounding_box()
    assert box and there
    # By its edge too, for all of them are as long.
    edge = box["x"] + 10, box["y"] + box["height"] - 3
    await draw(page, edge, (there["x"] + 20, edge[1] + 40))
    await page.wait_for_url(f"**{address}?date={day}&start=*")
    await expect(page.get_by_label("Datum")).to_have_value(day)
    start = page.url.rpartition("start=")[2]
    await expect(page.get_by_label("Beginn")).to_have_value(start)
    # It says what will be sent, and nothing is yet.
    await expect(page.get_by_role("status").filter(has_text="statt")).to_contain_text(start)
    await page.get_by_role("button", name="Zeit ändern").click()
    await page.wait_for_url("**/sessions/*")
    await expect(page.locator("main")).to_contain_text(start)


async def give_up(page: Page, held: tuple[float, float]) -> None:
    await page.mouse.move(*held)
    await page.mouse.down()
    await page.mouse.move(held[0] + 40, held[1] + 40, steps=3)
    await expect(page.locator(".week__drawn")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.locator(".week__drawn")).to_have_count(0)
    await page.mouse.up()


async def span(page: Page, day: str, first: float, last: float) -> list[tuple[float, float]]:
    """Where two hours of a day lie, once what is between them stands in the middle."""
    between = f'[data-date="{day}"] .week__free[data-h="{int((first + last) / 2)}"]'
    centred = "place => place.scrollIntoView({block: 'center', behavior: 'instant'})"
    await page.locator(between).evaluate(centred)
    box = await page.locator(f'[data-date="{day}"] .week__field').bounding_box()
    assert box
    middle, height = box["x"] + box["width"] / 2, box["height"] / 24
    return [(middle, box["y"] + height * hour) for hour in (first, last)]


async def draw(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    await page.mouse.move(*start)
    await page.mouse.down()
    await page.mouse.move(*end, steps=5)
    await page.mouse.up()

"""What is drawn in the educator's week: sessions dragged, made longer, and absences."""

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows
from tests.browser.test_calendar import to_calendar
from tests.rules import rule

CENTRED = "place => place.scrollIntoView({block: 'center', behavior: 'instant'})"
"""So that what is drawn ends in the window, wherever the day has opened."""


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
    block = page.locator(".block[data-moves='move']").first
    address = await block.get_attribute("href")
    begin = await page.locator(f'li:has(> [href="{address}"])').get_attribute("data-m")
    await block.evaluate(CENTRED)
    box = await block.bounding_box()
    assert box
    held = box["x"] + 10, box["y"] + 4
    # On the same height of another day it keeps its time.
    there = await sunday.bounding_box()
    assert there
    await draw(page, held, (there["x"] + 20, held[1]))
    await page.wait_for_url(f"**{address}/move?date={day}&start=*")
    assert page.url.endswith(f":{int(str(begin)):02}")
    await expect(page.get_by_label("Datum")).to_have_value(day)
    await page.go_back()
    edge = box["x"] + 10, box["y"] + box["height"] - 3
    await draw(page, edge, (edge[0], edge[1] + box["height"]))
    await page.wait_for_url(f"**{address}/move?*&minutes=*")
    await page.go_back()
    # Given up on the way, and then simply tapped.
    await give_up(page, held)
    await block.click()
    await page.wait_for_url(f"**{address}")


@rule("S2", "S10")
async def test_one_of_several_times_that_is_dragged_leads_to_its_exchange(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, "desktop")
    await to_calendar(page)
    await page.locator("week-turner:defined").wait_for()
    block = page.locator(".block[data-moves='exchange']").first
    if not await block.count():
        await page.locator("week-turner:defined a[rel=next]").click()
    address = str(await block.get_attribute("href"))
    await block.evaluate(CENTRED)
    box = await block.bounding_box()
    target = page.locator(".week__day").nth(6)
    day, there = str(await target.get_attribute("data-date")), await target.bounding_box()
    assert box and there
    # By its edge too, for all of them are as long.
    edge = box["x"] + 10, box["y"] + box["height"] - 3
    await draw(page, edge, (there["x"] + 20, edge[1] + 40))
    await page.wait_for_url(f"**{address}/exchange?date={day}&start=*")
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
    await page.locator(between).evaluate(CENTRED)
    box = await page.locator(f'[data-date="{day}"] .week__field').bounding_box()
    assert box
    middle, height = box["x"] + box["width"] / 2, box["height"] / 24
    return [(middle, box["y"] + height * hour) for hour in (first, last)]


async def draw(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    await page.mouse.move(*start)
    await page.mouse.down()
    await page.mouse.move(*end, steps=5)
    await page.mouse.up()

"""What is to do, above the week of a tablet, and what turns the week."""

from tests.browser import journey
from tests.browser.harness import Instance, Windows, enter


async def test_a_time_to_take_stands_beside_its_button(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await page.goto("/calendar")
    times = page.locator("#todo .times__one:has(form)")
    for time in [times.first, times.last]:
        when = await time.locator(".times__when").bounding_box()
        button = await time.get_by_role("button").bounding_box()
        assert when and button and button["x"] >= when["x"] + when["width"]


async def test_a_newcomers_week_is_turned_beside_its_title(
    windows: Windows, empty: Instance
) -> None:
    page = await windows.open(empty, "tablet")
    await journey.start_as_provider(page, "ida@familie.example")
    await page.goto("/calendar")
    title = await page.locator(".calendar__title").bounding_box()
    onward = await page.locator(".calendar__next").bounding_box()
    assert title and onward
    assert (
        onward["y"] < title["y"] + title["height"] and title["y"] < onward["y"] + onward["height"]
    )

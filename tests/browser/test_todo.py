"""What is to do, above the week of a tablet."""

from tests.browser.harness import Instance, Windows, enter


async def test_a_time_to_take_stands_beside_its_button(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await page.goto("/calendar")
    times = page.locator("#todo .times__one:has(form)")
    for time in [times.first, times.last]:
        when = await time.locator(".times__when").bounding_box()
        button = await time.get_by_role("button").bounding_box()
        assert when and button and button["x"] >= when["x"] + when["width"]

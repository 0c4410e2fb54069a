"""When a child usually has time, as soft bands in the week beside what is planned for it."""

from playwright.async_api import expect

from tests.browser.harness import Instance, Windows, enter
from tests.rules import rule

HAS_BAND = """
(week) => {
  const here = week.getBoundingClientRect();
  return [...week.querySelectorAll(".week__band")].some((band) => {
    const { top, bottom } = band.getBoundingClientRect();
    return top < here.bottom && bottom > here.top;
  });
}
"""


@rule("S17")
async def test_the_week_beside_a_form_shows_when_the_child_usually_has_time(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await page.goto("/calendar")
    bands = page.locator(".week__band")
    await page.locator(".calendar__new").click()
    await page.wait_for_url("**/sessions/new")
    await page.get_by_role("link", name="Mila Kaya").click()
    await expect(bands).to_have_count(3)
    assert await page.locator(".week").evaluate(HAS_BAND)
    # So does the next week, and nobody's where nothing was said.
    await page.get_by_role("link", name="Woche danach").first.click()
    await expect(page.locator(".week__day--today")).to_have_count(0)
    await expect(bands).to_have_count(3)
    await page.get_by_role("link", name="Emil Rossi").click()
    await expect(bands).to_have_count(0)
    await page.get_by_role("link", name="Gruppe", exact=True).click()
    await page.get_by_role("checkbox", name="Mila").check()
    await expect(bands).to_have_count(3)
    # Left, and by the way back: the week is as it was.
    await page.locator("#detail .header__back").click()
    await page.wait_for_url("**/calendar?date=*")
    await expect(bands).to_have_count(0)
    assert "learner" not in page.url
    await page.go_back()
    await expect(page.get_by_role("checkbox", name="Mila")).to_be_checked()
    await expect(bands).to_have_count(3)
    await page.go_back()
    await page.go_back()
    await page.wait_for_url("**/calendar")
    await expect(bands).to_have_count(0)

"""A device elsewhere offers to switch to its clock, calmly. Rule: A12."""

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter, shifted
from tests.rules import rule
from tests.waiting import until

ELSEWHERE = "America/New_York"
OFFER = """async () => {
  const { src } = document.querySelector("script[type=module]");
  const { offer } = await import(src.replace("app.js", "lib/device-offer.js"));
  await offer(document.body.dataset.zone, document.documentElement.lang);
}"""

COVERS = """() => {
  const { top, bottom } = document.querySelector("#device").getBoundingClientRect();
  return [...document.querySelectorAll(".top a")].some((link) => {
    const its = link.getBoundingClientRect();
    return its.top < bottom && its.bottom > top;
  });
}"""
"""Whether the offer lies over the bell or the switcher."""


@rule("A12")
async def test_another_clock_is_offered_once_and_taken_with_one_tap(
    windows: Windows, demo: Instance
) -> None:
    # Vienna's clock is Berlin's, so there is nothing to switch.
    near = await enter(windows, demo, "nadia", "Nadia", timezone_id="Europe/Vienna")
    await near.goto("/sessions")
    shown = await near.locator("#sessions time[datetime]").first.inner_text()
    await offers_nothing(near)

    left = await enter(windows, demo, "nadia", "Nadia", timezone_id=ELSEWHERE)
    await left.goto("/sessions")
    await expect(left.locator("#notice")).to_contain_text("Dieses Gerät ist in New York")
    assert await shifted(left) < 0.01
    assert not await left.evaluate(COVERS)
    await until(lambda: left.evaluate("Object.values(localStorage).includes('asked')"))
    other = await left.context.new_page()
    await other.goto("/settings")
    await offers_nothing(other)
    await left.get_by_role("button", name="So lassen").click()
    await expect(left.locator("#device")).to_have_count(0)
    await left.reload()
    await offers_nothing(left)

    page = await enter(windows, demo, "nadia", "Nadia", timezone_id=ELSEWHERE)
    try:
        await page.goto("/sessions")
        await page.get_by_role("button", name="Zeiten von New York zeigen").click()
        await expect(page.locator("#notice")).to_contain_text("Gespeichert.")
        await expect(page).to_have_url(f"{demo.address}/sessions")
        assert await page.locator("#sessions time[datetime]").first.inner_text() != shown
        await page.reload()
        await offers_nothing(page)
    finally:
        same = {"sec-fetch-site": "same-origin"}
        await page.context.request.post(
            "/settings/device", form={"time_zone": "Europe/Berlin"}, headers=same
        )


async def offers_nothing(page: Page) -> None:
    """Asks the page's own script again, and waits for its answer."""
    await page.evaluate(OFFER)
    await expect(page.locator("#device")).to_have_count(0)

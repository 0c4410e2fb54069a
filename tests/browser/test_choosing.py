"""Times to choose from, on a phone, and times in return, which the educator takes with a tap."""

import re

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, after, enter, iso
from tests.rules import rule

Starts = tuple[str, str]
SETTLED_MS = 1_000
"""What has just come under a finger takes no tap for a moment (lib/settling.js)."""

TWO_TAPS = """card => {
  const [first, second] = [...card.querySelectorAll("button")].slice(0, 2).reverse();
  first.click();
  setTimeout(() => second.click(), 30);
}"""


async def fill(page: Page, times: list[Starts]) -> None:
    """By the names of the fields, which are labelled alike in each time."""
    for number, (date, start) in enumerate(times, start=1):
        end = "" if number == 1 else f"_{number}"
        if not await page.locator(f"[name=date{end}]").is_visible():
            await page.locator(f"details:has([name=date{end}]) > summary").click()
        await page.locator(f"[name=date{end}]").fill(date)
        await page.locator(f"[name=start{end}]").fill(start)


async def propose(page: Page, times: list[Starts]) -> None:
    """Jonas, from the chip of the form on."""
    await page.goto("/sessions/new")
    async with page.expect_response("**/sessions/new?*"):
        await page.get_by_role("link", name="Mehrere zur Wahl").click()
    async with page.expect_response("**/sessions/new?*"):
        await page.get_by_label("Kind", exact=True).select_option(label="Mila")
    await fill(page, times)
    await page.get_by_role("button", name="Session einstellen").click()
    await expect(page.get_by_role("main")).to_contain_text(f"{len(times)} Zeiten zur Wahl")


async def width_in_large_letters(page: Page) -> int:
    """What the page needs then, on a phone without scrolling sideways. Rule: N7. Units: px."""
    size = "document.documentElement.style.fontSize"
    await page.evaluate(f"{size} = '200%'")
    needed: int = await page.evaluate("document.documentElement.scrollWidth")
    await page.evaluate(f"{size} = ''")
    return needed


@rule("S1", "S2", "S3")
async def test_a_family_picks_takes_it_back_and_wants_others_which_jonas_takes(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="tablet")
    times = [after(days=40), after(days=41), after(days=42)]
    await propose(jonas, times)
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await nadia.goto("/sessions")
    card = nadia.locator(f'.card--waiting:has(time[datetime="{iso(times[0])}"])')
    await expect(card).to_have_count(1)
    # Two quick taps: the first is answered while the second is on its way.
    await card.evaluate(TWO_TAPS)
    turned = nadia.locator(".card--waiting", has=nadia.get_by_role("button", name="Rückgängig"))
    await expect(turned).to_have_count(1)
    await nadia.wait_for_timeout(SETTLED_MS)
    await turned.get_by_role("button", name="Rückgängig").click()
    await expect(card.get_by_role("button", name="Bestätigen")).to_have_count(3)
    assert await width_in_large_letters(nadia) <= 390

    await nadia.wait_for_timeout(SETTLED_MS)
    await card.get_by_role("link", name="Passt nicht").tap()
    sheet = nadia.locator("dialog[open]")
    wanted = [after(days=45), after(days=46, hours=1)]
    await expect(sheet.locator("[name=date]")).to_be_visible()
    await nadia.wait_for_timeout(SETTLED_MS)
    await fill(nadia, wanted)
    await nadia.get_by_label("Nachricht an Jonas").fill("Lieber eine Woche später")
    await sheet.get_by_role("button", name="Passt nicht").tap()
    await expect(card).to_have_count(0)

    await jonas.goto("/calendar")
    task = jonas.locator(".todo__list > li", has_text="Lieber eine Woche später")
    await expect(task.get_by_role("button", name="Annehmen")).to_have_count(2)
    await task.get_by_role("button", name="Annehmen").last.tap()
    await jonas.wait_for_url(re.compile(r"/sessions/[0-9a-f-]{36}$"))
    main = jonas.get_by_role("main")
    await expect(main).to_contain_text("Bestätigt.")
    await expect(jonas.get_by_role("button", name="Rückgängig")).to_be_visible()
    await expect(main).to_contain_text("Nadia Kaya hat andere Zeiten vorgeschlagen")

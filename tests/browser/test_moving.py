"""A session is moved: by the educator on a tablet, and as the family wishes on its phone."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.harness import Instance, Windows, after, enter, iso, waiting
from tests.browser.proposing import proposed
from tests.rules import rule

pytestmark = pytest.mark.moving

Starts = tuple[str, str]


async def agreed(demo: Instance, nadia: Page, starts: Starts) -> str:
    """Proposed and confirmed; returns its address."""
    [address] = await proposed(demo, starts, learner="Tom")
    await nadia.goto("/sessions")
    card = waiting(nadia, starts)
    await card.get_by_role("button", name="Bestätigen").click()
    await expect(card.get_by_role("button", name="Rückgängig")).to_be_visible()
    return address


def confirmed(page: Page, starts: Starts) -> Locator:
    """What stands in the thread at that moment."""
    return page.locator(f'.knot[data-state="confirmed"]:has(time[datetime="{iso(starts)}"])')


@rule("S10", "N7")
async def test_the_educator_moves_and_the_family_confirms(windows: Windows, demo: Instance) -> None:
    jonas = await enter(windows, demo, "jonas", device="tablet")
    nadia = await enter(windows, demo, "nadia", "Nadia", device="phone")
    address = await agreed(demo, nadia, after(days=23))
    await jonas.goto(address)
    await jonas.get_by_role("link", name="Verschieben").click()
    await expect(jonas.get_by_role("heading", name="Session verschieben")).to_be_visible()
    day, start = after(days=24)
    await jonas.get_by_label("Datum").fill(day)
    await jonas.get_by_label("Beginn").fill(start)
    await expect(jonas.get_by_role("status").filter(has_text=" statt ")).to_be_visible()
    await jonas.get_by_role("button", name="Verschieben").click()
    await expect(jonas.get_by_role("link", name="Vorschlag zurücknehmen")).to_be_visible()

    await nadia.goto("/sessions")
    card = waiting(nadia, (day, start))
    await expect(card).to_contain_text("Passt es nicht, bleibt es bei")
    await card.get_by_role("link", name="Bestätigen").click()
    sheet = nadia.get_by_role("dialog")
    await expect(sheet).to_contain_text("Das lässt sich nicht zurücknehmen.")
    await sheet.get_by_role("button", name="Bestätigen").click()
    await expect(card).to_have_count(0)
    await expect(sheet).to_be_hidden()
    await expect(confirmed(nadia, (day, start))).to_contain_text("Tom")
    await nadia.goto(address)
    await expect(nadia.get_by_role("main")).to_contain_text("Verschoben.")


@rule("S9", "N7")
async def test_the_family_wishes_and_the_educator_takes_a_time(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="tablet")
    nadia = await enter(windows, demo, "nadia", "Nadia", device="phone")
    address = await agreed(demo, nadia, after(days=25))
    await nadia.goto(address)
    await nadia.get_by_role("link", name="Verschieben").click()
    sheet = nadia.get_by_role("dialog")
    await expect(sheet).to_contain_text("ohne dass ein Credit verfällt")
    day, start = after(days=26)
    await sheet.get_by_label("Datum").first.fill(day)
    await sheet.get_by_label("Beginn").first.fill(start)
    await sheet.get_by_label("Nachricht an Jonas").fill("Da hat Tom frei")
    await sheet.get_by_role("button", name="Absagen und verschieben").click()
    await expect(nadia.get_by_role("main")).to_contain_text("bittet um eine andere Zeit")

    await jonas.goto("/calendar")
    task = jonas.locator("#todo li", has_text="Da hat Tom frei")
    await expect(task).to_be_visible()
    await task.get_by_role("button").first.click()
    await expect(task).to_have_count(0)
    await nadia.goto("/sessions")
    await expect(confirmed(nadia, (day, start))).to_contain_text("Tom")

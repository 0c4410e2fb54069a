"""What is pressed on a page that missed a change: it is refused, and shows what is so now."""

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, after, enter
from tests.browser.proposing import proposed


async def deaf(page: Page) -> None:
    """No hint reaches this page."""
    await page.route("**/notifications/stream*", lambda route: route.abort())


async def test_a_card_that_is_stale_shows_what_is_so_once_it_was_refused(
    windows: Windows, demo: Instance
) -> None:
    [path] = await proposed(demo, after(days=18))
    first = await enter(windows, demo, "nadia", "Nadia")
    second, third = [await first.context.new_page() for _ in range(2)]
    for page in (second, third):
        await deaf(page)
        await page.goto("/sessions")
    card = second.locator(f".card--waiting:has(a[href='{path}'])")
    await expect(card).to_be_visible()
    in_sheet = third.locator(f".card--waiting:has(a[href='{path}'])")
    await in_sheet.get_by_role("link", name="Passt nicht").click()
    await first.goto(f"{path}/decline")
    await first.get_by_role("button", name="Passt nicht").click()
    await expect(first.get_by_text("Abgelehnt. Wir sagen es weiter.")).to_be_visible()
    await card.get_by_role("button", name="Bestätigen").click()
    await expect(second.get_by_text("Die Session wurde schon abgelehnt.")).to_be_visible()
    await expect(card).to_have_count(0)
    await third.get_by_role("dialog").get_by_role("button", name="Passt nicht").click()
    await expect(third.get_by_text("Die Session wurde schon abgelehnt.")).to_be_visible()
    await expect(third.get_by_role("dialog")).to_be_hidden()
    await expect(in_sheet).to_have_count(0)


async def test_a_form_that_is_refused_breaks_no_policy_of_ours(
    windows: Windows, demo: Instance
) -> None:
    [path] = await proposed(demo, after(days=19))
    # Tracing writes style attributes of its own.
    page = await enter(windows, demo, "nadia", "Nadia", traced=False)
    await page.goto(f"{path}/decline")
    reason = page.get_by_label("Nachricht an")
    # Somebody has drawn the field larger and small again, and a browser without maxlength sends.
    await reason.evaluate(
        "(field) => { field.style.height = '9rem'; field.style.height = '';"
        " field.removeAttribute('maxlength'); field.value = 'Zu lang! '.repeat(60); }"
    )
    await page.get_by_role("button", name="Passt nicht").click()
    await expect(page.get_by_text("Das ist zu lang")).to_be_visible()
    assert windows.faults == []


async def test_a_choice_that_is_missing_takes_the_focus(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas")
    await page.goto("/agreements/new")
    await page.get_by_label("Titel").fill("AGB")
    await page.get_by_label("Text", exact=True).fill("Absagen")
    await page.get_by_label("Nur bestimmte").check()
    await page.get_by_role("button", name="Familien fragen").click()
    await expect(page.get_by_text("Wähle mindestens eine Familie")).to_be_visible()
    await expect(page.get_by_role("group", name="Bestimmte Familien")).to_be_focused()

"""Where the focus stands after what somebody did, and a password that is shown."""

from playwright.async_api import expect

from tests.browser.harness import Instance, Windows, after, enter
from tests.browser.proposing import proposed
from tests.rules import rule


@rule("N7")
async def test_the_focus_stays_with_a_session_that_was_cancelled(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="phone")
    [address] = await proposed(demo, after(days=23))
    await jonas.goto(address)
    await jonas.get_by_role("link", name="Vorschlag zurücknehmen").press("Enter")
    await jonas.get_by_role("button", name="Vorschlag zurücknehmen").press("Enter")
    await expect(jonas.locator(".story")).to_contain_text("Abgesagt.")
    await expect(jonas.get_by_role("dialog")).to_be_hidden()
    assert await jonas.evaluate("document.activeElement.closest('.meeting') !== null")


@rule("A1", "N7")
async def test_a_wrong_password_has_the_focus_and_can_be_shown(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await page.goto("/login")
    await page.get_by_label("E-Mail-Adresse").fill("mila@lernfaden.example")
    field = page.get_by_label("Passwort")
    await field.fill("ganz falsch")
    await field.press("Enter")
    await expect(field).to_be_focused()
    await field.fill("auch falsch")
    await expect(field).to_have_attribute("type", "password")
    await page.get_by_role("button", name="Anzeigen").click()
    await expect(field).to_have_attribute("type", "text")


@rule("N1", "N7")
async def test_when_all_is_read_the_focus_is_on_what_was_read(
    windows: Windows, demo: Instance
) -> None:
    await proposed(demo, after(days=26, hours=2))
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/notifications")
    await page.get_by_role("button", name="Alle als gelesen markieren").press("Enter")
    await expect(page.locator("#notice")).to_contain_text("Alles gelesen.")
    await expect(page.get_by_role("heading", name="Mitteilungen")).to_be_focused()


@rule("N7")
async def test_after_a_form_the_focus_is_on_what_came(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/settings/profile")
    await page.get_by_role("radio", name="Petrol").check(force=True)
    await page.get_by_role("button", name="Speichern").press("Enter")
    await expect(page.locator("#notice")).to_contain_text("Gespeichert.")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()

"""What a document is for is changed on a sheet, and the other side's page follows."""

from playwright.async_api import expect

from tests.browser.harness import Instance, Windows, enter
from tests.browser.test_documents import documents, file, listed
from tests.rules import rule


@rule("D1")
async def test_the_other_side_reads_at_once_what_it_is_for(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await documents(nadia)
    await nadia.set_input_files("#files", [file("Wofür.pdf")])
    await expect(listed(nadia, "Wofür.pdf")).to_be_visible()
    jonas = await enter(windows, demo, "jonas", device="tablet")
    await documents(jonas)
    row = jonas.locator("#documents-list li", has_text="Wofür.pdf")
    await expect(row).not_to_contain_text("für Tom")
    await nadia.locator("#documents-list").get_by_role("link", name="Wofür.pdf").tap()
    await nadia.get_by_role("link", name="Ändern, wofür es ist").tap()
    await nadia.get_by_label("Für wen?").select_option("Tom")
    await nadia.get_by_role("button", name="Speichern").tap()
    await expect(nadia.get_by_role("main")).to_contain_text("für Tom")
    await expect(row).to_contain_text("für Tom")


@rule("D1", "N6")
async def test_without_scripts_a_page_does_the_same(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", java_script_enabled=False)
    await documents(page)
    await page.set_input_files("#files", [file("Ohne Sheet.pdf")])
    await page.get_by_role("button", name="Hochladen").click()
    await page.locator("#documents-list").get_by_role("link", name="Ohne Sheet.pdf").click()
    await page.get_by_role("link", name="Ändern, wofür es ist").click()
    await page.get_by_label("Für wen?").select_option("Mila")
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_role("main")).to_contain_text("für Mila")

"""Firefox: documents go up and come down, an agreement is signed, and the list is there offline."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import asking, network
from tests.browser.harness import Instance, log_in
from tests.browser.network import Network
from tests.browser.offline import has_kept
from tests.browser.test_documents import documents, file, listed
from tests.documents import PDF
from tests.rules import rule


@pytest.fixture
async def way(demo: Instance) -> AsyncIterator[Network]:
    async with network.network(demo) as made:
        yield made


@pytest.fixture
async def nadia(firefox: Browser, way: Network) -> AsyncIterator[Page]:
    """Nadia's browser, on a network that can be cut."""
    context = await firefox.new_context(
        base_url=way.address, locale="de-DE", timezone_id="Europe/Berlin"
    )
    page = await context.new_page()
    await log_in(page, "nadia", "Nadia")
    yield page
    await context.close()


@rule("D1", "D2", "D3")
async def test_files_go_up_one_is_refused_and_another_is_saved(nadia: Page, tmp_path: Path) -> None:
    await documents(nadia)
    bad = file("fuchs.html", b"<!DOCTYPE html><script>1</script>")
    await nadia.set_input_files("#files", [file("Fuchs 1.pdf"), bad, file("Fuchs 2.pdf")])
    for name in ("Fuchs 1.pdf", "Fuchs 2.pdf"):
        row = nadia.locator(".uploads li", has_text=name)
        await expect(row.get_by_role("status")).to_have_text("Angekommen")
        await expect(listed(nadia, name)).to_be_visible()
    refused = nadia.locator(".uploads li", has_text="fuchs.html")
    await expect(refused.get_by_role("status")).to_contain_text("Diese Art von Datei geht hier")
    await expect(nadia.locator("[data-sum]")).to_contain_text("2 von 3 angekommen.")
    await nadia.locator("#documents-list").get_by_role("link", name="Fuchs 1.pdf").click()
    async with nadia.expect_download() as saving:
        await nadia.get_by_role("button", name="Download").click()
    saved = await saving.value
    assert saved.suggested_filename == "Fuchs 1.pdf"
    await saved.save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == PDF


@rule("D5")
async def test_an_agreement_is_signed_and_has_a_receipt(
    nadia: Page, demo: Instance, tmp_path: Path
) -> None:
    async with asking.agreement(demo, "Lernkarten"):
        await nadia.goto("/providers")
        await nadia.get_by_role("main").get_by_role("link").filter(has_text="Weber").first.click()
        await nadia.get_by_role("link", name="AGB").first.click()
        await nadia.get_by_role("link", name="Lernkarten").click()
        await nadia.get_by_role("button", name="Zustimmen").click()
        signed = nadia.get_by_role("listitem").filter(has_text="Lernkarten")
        await expect(signed.first).to_contain_text("Unterzeichnet")
        async with nadia.expect_download() as saving:
            await signed.get_by_role("button", name="Beleg").first.click()
        saved = await saving.value
        await saved.save_as(tmp_path / "receipt.pdf")
        assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF-")


@rule("D1", "N4")
async def test_the_list_of_documents_is_there_without_a_network(nadia: Page, way: Network) -> None:
    await nadia.goto("/sessions")
    await nadia.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await nadia.goto("/documents")
    await has_kept(nadia, "/documents")
    await way.cut()
    await nadia.reload()
    await expect(nadia.locator(".rows--pictures a").first).to_be_visible()
    await expect(nadia.get_by_text("Offline · Stand")).to_be_visible()

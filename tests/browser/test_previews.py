"""Previews of documents in a browser: they come by themselves, and nothing moves when they do."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from tests import papers, pictures
from tests.browser.harness import Instance, Windows, enter
from tests.rules import rule

_IS_DRAWN = "(picture) => picture.decode().then(() => picture.naturalWidth)"


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def row(page: Page, name: str) -> Locator:
    return page.locator("#documents-list li", has_text=name)


async def height(of: Locator) -> float:
    box = await of.bounding_box()
    assert box
    return box["height"]


@rule("D1")
async def test_they_come_by_themselves_where_one_can_be_drawn(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/documents")
    await page.get_by_role("link", name="Hochladen").first.click()
    files = [
        file("Seite.pdf", papers.page()),
        file("Bild.png", pictures.made("PNG")),
        file("Ohne.txt", b"Aufgabe 1"),
        file("Schloss.pdf", papers.locked()),
    ]
    await page.set_input_files("#files", files)
    for name in ("Seite.pdf", "Bild.png"):
        shown = row(page, name).locator("img")
        await expect(shown).to_have_count(1)
        await shown.scroll_into_view_if_needed()
        assert await shown.evaluate(_IS_DRAWN) == 144
    for name in ("Ohne.txt", "Schloss.pdf"):
        await expect(row(page, name).locator("img")).to_have_count(0)
        link = row(page, name).get_by_role("link")
        assert await height(link) == await height(row(page, "Seite.pdf").get_by_role("link"))
    await row(page, "Seite.pdf").get_by_role("link").tap()
    large = page.locator("img.preview")
    assert await large.evaluate(_IS_DRAWN) == 857
    assert windows.faults == []

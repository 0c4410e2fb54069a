"""Documents in a browser: sent with how far each is, refused with a reason, waiting offline."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.harness import Instance, Windows, enter
from tests.documents import PDF
from tests.rules import rule

_DROP = """
([name, text, how]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const event = how === "paste"
    ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true})
    : new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector("h1").dispatchEvent(event);
}
"""


def file(name: str, content: bytes = PDF) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


async def documents(page: Page) -> None:
    """To those with Jonas, from the tab."""
    await page.goto("/documents")
    await page.get_by_role("link", name="Hochladen").first.click()
    await expect(page.get_by_role("button", name="Hochladen")).to_be_visible()


def listed(page: Page, name: str) -> Any:
    return page.locator("#documents-list").get_by_text(name)


@rule("D1", "D3")
async def test_several_files_go_one_after_the_other_and_what_is_refused_says_why(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    bad = file("seite.html", b"<!DOCTYPE html><script>1</script>")
    await page.set_input_files("#files", [file("Eins.pdf"), bad, file("Z\u202ewei.pdf")])
    for name in ("Eins.pdf", "Zwei.pdf"):
        row = page.locator(".uploads li", has_text=name)
        await expect(row.get_by_role("status")).to_have_text("Angekommen")
        await expect(listed(page, name)).to_be_visible()
    refused = page.locator(".uploads li", has_text="seite.html")
    await expect(refused.get_by_role("status")).to_contain_text("Diese Art von Datei geht hier")
    await refused.get_by_role("button", name="Weglassen").tap()
    await expect(refused).to_have_count(0)
    await expect(page.get_by_role("button", name="Hochladen")).to_be_focused()
    await expect(listed(page, "seite.html")).to_have_count(0)


@rule("D3")
async def test_what_was_chosen_before_the_script_came_is_sent(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    chosen = asyncio.Event()

    async def late(route: Route) -> None:
        await chosen.wait()
        await route.continue_()

    await page.route("**/file-upload.js", late)
    await documents(page)
    await page.set_input_files("#files", [file("Schnell.pdf")])
    chosen.set()
    await expect(listed(page, "Schnell.pdf")).to_have_count(1)


@rule("D3")
async def test_a_file_waits_for_the_network_and_goes_by_itself(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.context.set_offline(True)
    await page.set_input_files("#files", [file("Später.pdf")])
    row = page.locator(".uploads li", has_text="Später.pdf")
    await expect(row.get_by_role("status")).to_contain_text("keine Verbindung")
    await expect(row.get_by_role("button", name="Noch einmal")).to_be_visible()
    await page.context.set_offline(False)
    await expect(row.get_by_role("status")).to_have_text("Angekommen")
    await expect(listed(page, "Später.pdf")).to_have_count(1)


@rule("D3")
async def test_where_the_connection_breaks_it_is_said_what_arrived_and_the_rest_goes_by_itself(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    sent = 0

    async def breaks(route: Route) -> None:
        """The second arrives, but not its answer; the third meets a server that begins anew."""
        nonlocal sent
        sent += 1
        if sent == 2:
            await route.fetch()
            await page.context.set_offline(True)
            await route.abort()
        elif sent == 4:
            await route.fulfill(status=502)
        else:
            await route.continue_()

    await page.route("**/documents?key=*", breaks)
    names = [f"Folge {number}.pdf" for number in range(1, 4)]
    await page.set_input_files("#files", [file(name) for name in names])
    total = page.locator("[data-sum]")
    await expect(total).to_contain_text("1 von 3 angekommen. 2 noch nicht:")
    for name in names[1:]:
        waits = page.locator(".uploads li", has_text=name)
        await expect(waits.get_by_role("status")).to_contain_text("Noch nicht angekommen")
    await page.context.set_offline(False)
    await expect(total).to_have_text("3 von 3 angekommen.")
    for name in names:
        await expect(listed(page, name)).to_have_count(1)
    assert sent == 5


@rule("D1")
@pytest.mark.parametrize("how", ["drop", "paste"])
async def test_a_file_is_dropped_or_pasted(windows: Windows, demo: Instance, how: str) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    await documents(page)
    await page.evaluate("customElements.whenDefined('file-upload').then(() => true)")
    await page.evaluate(_DROP, [f"{how}.txt", "Aufgabe 1", how])
    row = page.locator(".uploads li", has_text=f"{how}.txt")
    await expect(row.get_by_role("status")).to_have_text("Angekommen")
    await expect(listed(page, f"{how}.txt")).to_be_visible()


@rule("D1", "D2")
async def test_the_other_side_sees_it_at_once_and_saves_it(
    windows: Windows, demo: Instance, tmp_path: Path
) -> None:
    jonas = await enter(windows, demo, "jonas", device="tablet")
    await documents(jonas)
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await documents(nadia)
    await nadia.set_input_files("#files", [file("Für dich.pdf")])
    await jonas.locator("#documents-list").get_by_role("link", name="Für dich.pdf").tap()
    async with jonas.expect_download() as saving:
        await jonas.get_by_role("button", name="Download").tap()
    saved = await saving.value
    assert saved.suggested_filename == "Für dich.pdf"
    await saved.save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == PDF


@rule("D1")
async def test_ones_own_is_taken_away_and_back(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.set_input_files("#files", [file("Versehen.pdf")])
    await page.locator("#documents-list").get_by_role("link", name="Versehen.pdf").tap()
    await page.get_by_role("button", name="Löschen").tap()
    await page.get_by_role("button", name="Rückgängig").tap()
    await expect(listed(page, "Versehen.pdf")).to_be_visible()


@rule("D1")
async def test_the_way_back_is_offered_no_longer_than_it_works(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.set_input_files("#files", [file("Weg.pdf")])
    await page.locator("#documents-list").get_by_role("link", name="Weg.pdf").tap()
    await page.get_by_role("button", name="Löschen").tap()
    await expect(page.get_by_role("button", name="Rückgängig")).to_be_visible()
    await expect(page.get_by_role("button", name="Rückgängig")).to_have_count(0)
    await page.get_by_role("link", name="Zu allen Dokumenten").tap()
    await expect(page.get_by_role("button", name="Hochladen")).to_be_visible()
    await expect(listed(page, "Weg.pdf")).to_have_count(0)


@rule("D3")
async def test_without_scripts_a_plain_form_does_the_same(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", java_script_enabled=False)
    await documents(page)
    await page.set_input_files("#files", [file("Ohne.pdf"), file("Leer.pdf", b"")])
    await page.get_by_role("button", name="Hochladen").click()
    await expect(page.get_by_role("alert")).to_contain_text("Leer.pdf: Die Datei ist leer.")
    await expect(listed(page, "Ohne.pdf")).to_be_visible()


@rule("D1")
async def test_the_list_follows_what_is_typed_and_stays_so_when_a_file_comes(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.set_input_files("#files", [file("Wortliste.pdf"), file("Zahlen.pdf")])
    for name in ("Wortliste.pdf", "Zahlen.pdf"):
        await expect(listed(page, name)).to_be_visible()
    await page.get_by_label("Dokumente durchsuchen").fill("wort")
    await expect(listed(page, "Zahlen.pdf")).to_have_count(0)
    await expect(listed(page, "Wortliste.pdf")).to_be_visible()
    await page.set_input_files("#files", [file("Antworten.pdf"), file("Bruch.pdf")])
    await expect(
        page.locator(".uploads li", has_text="Bruch.pdf").get_by_role("status")
    ).to_have_text("Angekommen")
    await expect(listed(page, "Antworten.pdf")).to_be_visible()
    await expect(listed(page, "Bruch.pdf")).to_have_count(0)
    await page.get_by_role("link", name="Nach Kind").tap()
    await expect(page.get_by_role("heading", name="Für die ganze Familie")).to_be_visible()
    await expect(page.get_by_label("Dokumente durchsuchen")).to_have_value("wort")


@rule("D1")
async def test_what_was_searched_is_there_by_the_way_back(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.set_input_files("#files", [file("Zirkel.pdf"), file("Lineal.pdf")])
    for name in ("Zirkel.pdf", "Lineal.pdf"):
        await expect(listed(page, name)).to_be_visible()
    search = page.get_by_label("Dokumente durchsuchen")
    await search.fill("zirk")
    await page.wait_for_url("**/documents?q=zirk")
    await page.locator("#documents-list").get_by_role("link", name="Zirkel.pdf").tap()
    await page.wait_for_url("**/documents/*-*")
    await page.get_by_role("link", name="Zurück").tap()
    await page.wait_for_url("**/documents?q=zirk")
    await expect(search).to_have_value("zirk")
    await expect(listed(page, "Zirkel.pdf")).to_be_visible()
    await expect(listed(page, "Lineal.pdf")).to_have_count(0)
    await page.reload()
    await expect(search).to_have_value("zirk")
    await search.fill("")
    await page.wait_for_url(lambda url: url.endswith("/documents"))
    await expect(listed(page, "Lineal.pdf")).to_be_visible()


@rule("D1")
async def test_a_child_is_chosen_for_what_is_sent_next(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await documents(page)
    await page.get_by_label("Für wen?").select_option("Tom")
    await page.set_input_files("#files", [file("Lesen.pdf")])
    await expect(page.locator("#documents-list li", has_text="Lesen.pdf")).to_contain_text(
        "für Tom"
    )


@rule("D1")
async def test_a_document_opens_beside_the_list_of_all(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.goto("/documents")
    await expect(page.locator("#detail").get_by_role("button", name="Download")).to_be_visible()
    # Which are the latest is for other tests to change.
    second = page.locator("#list .rows--pictures a").nth(1)
    name = await second.locator("bdi").inner_text()
    await second.click()
    await expect(page.locator("#detail h1")).to_have_text(name)
    await expect(page.locator("#list [aria-current]")).to_contain_text(name)

"""Safari's engine: documents go up and come down, an agreement is signed, the list offline."""

from pathlib import Path

from tests.browser import asking
from tests.browser.harness import Instance
from tests.browser.test_webkit import Nadia, nadia
from tests.documents import PDF
from tests.rules import rule
from tests.waiting import until

__all__ = ["nadia"]

WEBER = "main a[href^='/providers/']"


@rule("D1", "D2", "D3")
async def test_files_go_up_one_is_refused_and_another_is_saved(
    nadia: Nadia, tmp_path: Path
) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    await window.goto("/documents")
    await window.press("Hochladen", "main a")
    await window.shows("Dateien auswählen")
    for name, content in (("Wal 1.pdf", PDF), ("Wal 2.pdf", PDF), ("wal.html", b"<!DOCTYPE html>")):
        (tmp_path / name).write_bytes(content)
    await window.attach("#files", *sorted(tmp_path.iterdir()))
    await window.shows("2 von 3 angekommen.", "[data-sum]")
    await window.shows("Diese Art von Datei geht hier", ".uploads")
    await window.shows("Wal 2.pdf", "#documents-list")
    await window.press("Wal 1.pdf", "#documents-list a")
    await window.shows("Heruntergeladen", "main")
    await window.press("Download", "main button")
    saved = window.downloads / "Wal 1.pdf"
    # A browser makes a file before it writes what has come into it.
    await until(lambda: saved.exists() and saved.read_bytes() == PDF)


@rule("D5")
async def test_an_agreement_is_signed_and_has_a_receipt(nadia: Nadia, demo: Instance) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    async with asking.agreement(demo, "Vokabelkarten"):
        await window.goto("/providers")
        await window.press("Jonas Weber", WEBER)
        await window.press("AGB", WEBER)
        await window.press("Vokabelkarten", WEBER)
        await window.shows("Wortlaut", "main")
        await window.press("Zustimmen", "main button")
        await window.shows("Vokabelkarten, Fassung 1", "main")
        await window.press("Beleg", "main button")
        await until(lambda: list(window.downloads.glob("*.pdf")))


@rule("D1", "N4")
async def test_the_list_of_documents_is_there_without_a_network(nadia: Nadia) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    await window.goto("/documents")
    await nadia.keeps("/documents")
    await nadia.network.cut()
    await window.reload()
    await window.shows("Offline · Stand", "offline-age")
    await window.shows("Jonas Weber", "main")

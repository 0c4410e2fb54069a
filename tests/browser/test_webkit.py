"""Safari's engine: entering, the list, an answer, a sheet, the way back, and no network."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser import network, webkit
from tests.browser.harness import PASSWORD, Instance, after, iso
from tests.browser.network import Network
from tests.browser.proposing import proposed
from tests.rules import rule
from tests.waiting import until

KEPT = """
async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("profile-"));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map(({ url }) => new URL(url).pathname);
}
"""
KIND = "() => document.body.dataset.kind ?? ''"
WAITING = """
(starts) => [...document.querySelectorAll(".card--waiting")].find((card) =>
  card.querySelector("time").dateTime === starts && card.innerText.includes("Bestätigen"),
)?.id.slice("session-".length, -"-waiting".length) ?? null
"""
IS_ANEW = "() => performance.getEntriesByType('navigation')[0].type === 'reload'"
"""The way back asks for the page once more; a second step back has to wait for that."""
IS_OPEN = "() => document.querySelector('#sheet').open"


@dataclass(frozen=True)
class Nadia:
    """Nadia's phone, logged in, on a network that can be cut; no profile is chosen yet."""

    window: webkit.Window
    network: Network

    async def chooses(self, profile: str) -> None:
        await self.window.press(profile, "main button")
        await self.window.arrives("/sessions")

    async def keeps(self, *paths: str) -> None:
        async def are_kept() -> bool:
            return set(paths) <= set(await self.window.evaluate(KEPT))

        await until(are_kept)


@pytest.fixture
async def nadia(webkit_driver: str, webkit_downloads: Path, demo: Instance) -> AsyncIterator[Nadia]:
    async with (
        network.network(demo) as way,
        webkit.window(webkit_driver, way.address, webkit_downloads) as window,
    ):
        await window.goto("/login")
        await window.fill("E-Mail-Adresse", "nadia@lernfaden.example")
        await window.fill("Passwort", PASSWORD)
        await window.press("Einloggen", "main button")
        await window.shows("Wer bist du?")
        await window.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        yield Nadia(window, way)


@rule("A7", "N4")
async def test_choosing_a_profile_leads_to_its_list_which_is_kept(nadia: Nadia) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    await nadia.keeps("/sessions", "/sessions/offline")
    await window.reload()
    await window.arrives("/sessions")

    await window.goto("/profiles")
    await nadia.chooses("Tom")
    assert await window.evaluate(KIND) == "child"
    await window.back()
    await window.arrives("/profiles")
    await until(lambda: window.evaluate(IS_ANEW))
    await window.back()
    await window.arrives("/sessions")
    assert await window.evaluate(KIND) == "child"


@rule("S3", "S5")
async def test_nadia_confirms_looks_at_the_sheet_and_goes_back(
    nadia: Nadia, demo: Instance
) -> None:
    starts = after(days=16, hours=2)
    await proposed(demo, starts)
    window = nadia.window
    await nadia.chooses("Nadia")
    session = await window.evaluate(WAITING, iso(starts))
    await window.press("Bestätigen", f"#session-{session}-waiting button")
    await window.shows("Bestätigt! Die Session steht.", "#notice")

    await window.goto(f"/sessions/{session}")
    await window.shows("Bestätigt", "main")
    await window.press("Absagen", "main a")
    await window.shows("Session absagen?", "#sheet")
    await until(lambda: window.evaluate(IS_OPEN))
    await window.press("Zurück", "#sheet a, #sheet button")
    await until(lambda: window.evaluate(f"() => !({IS_OPEN})()"))
    await window.arrives(f"/sessions/{session}")
    await window.back()
    await window.arrives("/sessions")
    await window.reload()
    await window.arrives("/sessions")
    assert await window.evaluate(WAITING, iso(starts)) is None


@rule("N4")
async def test_nadia_reads_without_a_network(nadia: Nadia) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    await nadia.keeps("/sessions", "/sessions/offline")
    await nadia.network.cut()
    await window.reload()
    await window.shows("Offline · Stand", "offline-age")
    await window.press("Bestätigt", "ol.thread a.card")
    await window.shows("Meeting-Info")
    await window.goto("/settings")
    await window.shows("Keine Verbindung", "h1")
    await window.back()
    await window.shows("Meeting-Info")
    await nadia.network.mend()
    await window.goto("/settings")
    await window.arrives("/settings")


@rule("A7", "A10", "N4")
async def test_without_a_network_nothing_happens_by_half(nadia: Nadia, demo: Instance) -> None:
    await proposed(demo, after(days=16, hours=4))
    window = nadia.window
    await nadia.chooses("Nadia")
    await nadia.keeps("/sessions", "/sessions/offline")
    await nadia.network.cut()
    await window.press("Bestätigen", ".card--waiting button")
    await window.shows("nachsehen, ob es geschehen ist", "#notice")
    await nadia.network.mend()
    await window.goto("/profiles")
    await nadia.network.cut()
    await window.press("Tom", "main button")
    await window.shows("Nicht gewechselt: keine Verbindung.", "#notice")
    await nadia.keeps("/sessions", "/sessions/offline")
    await window.goto("/settings")
    await window.shows("Keine Verbindung", "h1")
    await window.press("Gespeichertes zeigen · Show saved", "main a")
    await window.shows("Offline · Stand", "offline-age")

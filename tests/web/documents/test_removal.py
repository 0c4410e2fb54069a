"""What somebody shared is taken away, and comes back within ten seconds."""

import re
from datetime import timedelta

import httpx

from domain.documents import removal
from domain.documents.document import Document
from tests.conftest import FrozenClock
from tests.documents import PDF, shared
from tests.rules import rule
from tests.world import World


@rule("D1")
async def test_ones_own_is_taken_away_and_brought_back(
    nadia: httpx.AsyncClient, address: str, frozen_clock: FrozenClock
) -> None:
    await nadia.post(address, files={"files": ("Blatt.pdf", PDF)})
    page = re.search(r"/documents/[0-9a-f-]{36}", (await nadia.get(address)).text)
    assert page
    assert "Löschen" in (await nadia.get(page[0])).text
    removed = await nadia.post(f"{page[0]}/removal")
    shown = await nadia.get(removed.headers["location"])
    assert "Rückgängig" in shown.text
    assert "Blatt.pdf" not in (await nadia.get(address)).text
    back = await nadia.post(f"{page[0]}/restoration")
    assert back.headers["location"] == address
    assert "Blatt.pdf" in (await nadia.get(address)).text
    await nadia.post(f"{page[0]}/removal")
    frozen_clock.forward(removal.TO_THINK_AGAIN + timedelta(seconds=1))
    gone = (await nadia.get(page[0])).text
    assert "Rückgängig" not in gone
    assert re.search(rf'href="{address}">Zu allen Dokumenten', gone)
    late = await nadia.post(f"{page[0]}/restoration")
    assert late.status_code == 409
    assert "nur 10 Sekunden" in late.text


@rule("D1")
async def test_who_presses_twice_stands_where_one_press_leads(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    one = await shared(world.kaya, by=world.nadia.actor)
    for act, to in (("removal", f"/documents/{one.id}"), ("restoration", address)):
        for _ in range(2):
            answer = await nadia.post(f"/documents/{one.id}/{act}")
            assert (answer.status_code, answer.headers["location"]) == (303, to)


@rule("D1")
async def test_the_other_sides_can_not_be_taken_away(
    nadia: httpx.AsyncClient, one: Document
) -> None:
    assert "Löschen" not in (await nadia.get(f"/documents/{one.id}")).text
    assert (await nadia.post(f"/documents/{one.id}/removal")).status_code == 403

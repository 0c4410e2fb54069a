"""The PDF of an agreement is had by a link, saved and never run, from both sides' pages."""

import pytest

from domain.documents.download import WORKS_FOR
from tests.agreements import PAGE, uploaded
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World


@rule("D2", "D5")
@pytest.mark.parametrize("who", ["jonas", "nadia"])
async def test_it_is_read_from_its_page_for_five_minutes(
    world: World, browser: Open, own_store: object, frozen_clock: FrozenClock, who: str
) -> None:
    one = await uploaded(by=world.jonas.actor)
    reader = await enter(browser, getattr(world, who))
    page = f"/agreements/{one.agreement}"
    if who == "nadia":
        page = f"/providers/{world.kaya.provider}{page}"
    shown = await reader.get(page)
    link = f"/agreements/versions/{one.id}/link"
    assert f'action="{link}"' in shown.text
    assert "AGB.pdf" in words(shown)
    assert ">None<" not in shown.text
    led = (await reader.post(link)).headers["location"]
    read = await browser().get(led)
    assert (read.status_code, read.content) == (200, PAGE)
    assert read.headers["content-disposition"] == "attachment; filename*=UTF-8''AGB.pdf"
    assert read.headers["content-type"] == "application/pdf"
    assert read.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    frozen_clock.forward(WORKS_FOR)
    over = await reader.get(led)
    assert over.status_code == 410
    assert f'href="{page}"' in over.text
    assert "Vereinbarung" in words(over)


@rule("D5")
async def test_for_others_it_is_not_there(world: World, browser: Open, own_store: object) -> None:
    one = await uploaded(by=world.jonas.actor, families=[world.kaya.id])
    link = f"/agreements/versions/{one.id}/link"
    dora = await enter(browser, world.dora)
    assert (await dora.post(link)).status_code == 404
    mila = await enter(browser, world.mila)
    assert (await mila.post(link)).status_code == 404

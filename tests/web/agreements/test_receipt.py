"""The receipt of a consent: who can have it, how long its link works, and how it is checked."""

import httpx
import pypdfium2
import pytest

from domain.agreements import agreeing, receipt_link
from tests.agreements import ON_PHONE, agree, only, said, written
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World


async def signed(world: World) -> str:
    await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    return f"/consents/{(await only(world.kaya)).consent}/receipt"


def pages(answer: httpx.Response) -> str:
    with pypdfium2.PdfDocument(answer.content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@rule("D5")
@pytest.mark.parametrize("who", ["nadia", "jonas"])
async def test_both_sides_can_have_it_to_keep(world: World, browser: Open, who: str) -> None:
    address = await signed(world)
    client = await enter(browser, getattr(world, who))
    link = (await client.post(address)).headers["location"]
    given = await browser().get(link)
    assert given.status_code == 200
    assert given.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Beleg%20")
    assert given.headers["content-type"] == "application/pdf"
    assert "sandbox" in given.headers["content-security-policy"]
    text = pages(given)
    assert "Nadia Kaya" in text
    assert said().sha256 in "".join(text.split())


@rule("D5", "D2")
async def test_its_link_works_for_five_minutes_and_for_nothing_else(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    address = await signed(world)
    nadia, dora = await enter(browser, world.nadia), await enter(browser, world.dora)
    assert (await dora.post(address)).status_code == 404
    link = (await nadia.post(address)).headers["location"]
    token = link.split("/")[2]
    for wrong in (f"/receipts/{token}", f"/files/{token}", f"/receipts/A{token[1:]}/file"):
        assert (await nadia.get(wrong)).status_code == 404
    frozen_clock.forward(receipt_link.WORKS_FOR)
    over = await nadia.get(link)
    assert over.status_code == 410
    assert "5 Minuten" in words(over)


@rule("D5")
async def test_whoever_holds_it_checks_its_hash(world: World, browser: Open) -> None:
    await signed(world)
    one = await only(world.kaya)
    assert one.consent is not None
    address = f"/receipts/{receipt_link.check(one.consent)}"
    anybody = browser()
    page = words(await anybody.get(address))
    assert "Dieser Beleg ist echt" in page
    assert "Nadia Kaya" in page
    spaced = " ".join(said().sha256[at : at + 4] for at in range(0, 64, 4)).upper()
    assert "Sie stimmen überein." in words(await anybody.get(address, params={"sha256": spaced}))
    wrong = await anybody.get(address, params={"sha256": "0" * 64})
    assert "Sie sind verschieden" in words(wrong)
    await agreeing.take_back(world.kaya, one, ON_PHONE, by=world.nadia.actor)
    assert "Zurückgenommen" in words(await anybody.get(address))

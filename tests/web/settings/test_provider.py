"""/settings/provider: how Jonas plans."""

import httpx

from domain.database import transaction
from domain.documents import space
from domain.providers import provider, room
from tests.rules import rule
from tests.web.login.people import Open, error_at, value_of
from tests.web.people import as_, leads_to_login, status
from tests.world import World

TYPED = {
    "name": "Jonas W.",
    "notice_hours": "48",
    "answer_hours": "12",
    "meeting_url": "https://meet.example/jonas",
    "time_zone": "Europe/Vienna",
    "holiday_country": "AT",
    "holiday_part": "9",
}


@rule("S2", "S7", "S8", "S13")
async def test_works(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    answer = await client.post("/settings/provider", data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    found = await provider.by_id(world.kaya.provider)
    assert (found.name, found.time_zone) == ("Jonas W.", "Europe/Vienna")
    assert (found.notice_hours, found.answer_hours) == (48, 12)
    assert found.holiday_region == "AT-9"
    assert await room.own(by=world.jonas.actor) == TYPED["meeting_url"]
    page = await client.get("/settings/provider")
    assert value_of(page, "notice_hours") == "48"


@rule("S7")
async def test_a_country_brings_its_own_parts_and_keeps_none_of_anothers(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    none = await client.get("/settings/provider")
    assert '<option value="" selected>Keine Feiertage</option>' in none.text
    assert 'name="holiday_part"' not in none.text
    chosen = await client.get("/settings/provider?holiday_country=CH")
    assert '<option value="ZH">Zürich</option>' in chosen.text
    await client.post("/settings/provider", data={**TYPED, "holiday_country": "CH"})
    assert (await provider.by_id(world.kaya.provider)).holiday_region == "CH"
    await client.post("/settings/provider", data={**TYPED, "holiday_country": ""})
    assert (await provider.by_id(world.kaya.provider)).holiday_region == ""


async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    client = await as_(browser, world.jonas)
    for field, typed in (
        ("name", " "),
        ("notice_hours", "10000"),
        ("document_megabytes", "49"),
        ("document_megabytes", "30001"),
        ("document_megabytes", "viel"),
        ("name", "\u200b"),
        ("meeting_url", "http://meet.example"),
        ("meeting_url", "https://"),
        ("time_zone", "UTC+1"),
        ("holiday_country", "XX"),
    ):
        answer = await client.post("/settings/provider", data={**TYPED, field: typed})
        assert answer.status_code == 422
        assert error_at(answer, field)
        assert value_of(answer, "answer_hours") == "12"
    assert (await provider.by_id(world.kaya.provider)).name == "Jonas Weber"


@rule("D3")
async def test_the_space_for_documents_is_said_and_less_than_is_used_takes_nothing(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    form = {**TYPED, "document_megabytes": "60"}
    page = await client.post("/settings/provider", data=form, follow_redirects=True)
    assert "Gespeichert." in page.text and "liegt schon mehr" not in page.text
    assert (await space.left(world.kaya.id)) == 60 * space.MEGABYTE
    async with transaction():
        await space.take(world.kaya.id, 55 * space.MEGABYTE)
    form = {**TYPED, "document_megabytes": "50"}
    page = await client.post("/settings/provider", data=form, follow_redirects=True)
    assert "Bei einer Familie liegt schon mehr" in page.text
    page = await client.get("/settings/provider")
    assert value_of(page, "document_megabytes") == "50"
    assert "55\u00a0MB" in page.text
    assert await space.left(world.kaya.id) == 0
    assert await space.most_used(world.kaya.provider) == 55 * space.MEGABYTE


@rule("D3")
async def test_a_page_without_that_field_leaves_the_space_as_it_is(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.jonas)
    await client.post("/settings/provider", data=TYPED)
    assert (await provider.by_id(world.kaya.provider)).document_megabytes == 1000


async def test_a_child_and_a_guardian_get_403(world: World, browser: Open) -> None:
    for person in (world.mila, world.dora):
        client = await as_(browser, person)
        assert await status(client, "/settings/provider") == 403
        assert (await client.post("/settings/provider", data=TYPED)).status_code == 403


async def test_signed_out_goes_to_login(world: World, client: httpx.AsyncClient) -> None:
    assert await leads_to_login(client, "/settings/provider")

"""Agreements in the browser: Jonas asks, Nadia reads, agrees and changes her mind."""

import re
from datetime import timedelta

import httpx
import pytest

from domain import clock
from domain.agreements import writing
from domain.agreements.agreement import Demand
from domain.agreements.asked import Standing
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests import series
from tests.agreements import agree, changed, only, written
from tests.rules import rule
from tests.web.login.people import Open, value_of, words
from tests.web.sessions.people import enter
from tests.world import World
from web.commands.demo_world import consents as demo_consents

TYPED = {
    "heading": "AGB",
    "text": "# Absagen\n\nBis **24 Stunden** vorher.\n\n<script>alert(1)</script>",
    "demand": "required",
    "for": "family",
    "whom": "all",
}


def own(world: World) -> str:
    return f"/providers/{world.kaya.provider}/agreements"


def boxes(page: httpx.Response) -> list[str]:
    return re.findall(r'name="agreements"\s+value="([^"]+)"', page.text)


@rule("D5")
async def test_a_provider_writes_it_and_families_are_asked(world: World, browser: Open) -> None:
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    assert "Nichts zu unterschreiben" in words(await nadia.get(own(world)))
    form = await jonas.get("/agreements/new")
    key = value_of(form, "key")
    preview = await jonas.post("/agreements/new", data={**TYPED, "key": key, "preview": "1"})
    assert "<strong>24 Stunden</strong>" in preview.text
    assert "<script>alert" not in preview.text
    assert "Nichts zu unterschreiben" in words(await nadia.get(own(world)))
    for _ in range(2):
        made = await jonas.post("/agreements/new", data={**TYPED, "key": key})
        assert made.headers["location"] == f"/agreements/{key}"
    shown = words(await jonas.get(f"/agreements/{key}"))
    assert "0 von 2" in shown
    page = await nadia.get(own(world))
    assert "Zustimmung ausstehend" in words(page)
    assert len(boxes(page)) == 1
    assert "Zustimmung ausstehend" in words(await nadia.get(f"/providers/{world.kaya.provider}"))


@rule("D5")
@pytest.mark.parametrize("lacking", ["heading", "text", "demand", "whom", "for"])
async def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    world: World, browser: Open, lacking: str
) -> None:
    jonas = await enter(browser, world.jonas)
    typed = {name: text for name, text in TYPED.items() if name != lacking}
    refused = await jonas.post("/agreements/new", data=typed)
    assert refused.status_code == 422
    assert "Das fehlt noch." in words(refused)
    if lacking != "heading":
        assert value_of(refused, "heading") == "AGB"
    assert "Noch keine Vereinbarung" in words(await jonas.get("/agreements"))


@rule("D5")
async def test_some_families_must_be_named(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    refused = await jonas.post("/agreements/new", data={**TYPED, "whom": "some"})
    assert refused.status_code == 422
    assert "mindestens eine Familie" in words(refused)
    assert "Familie Kaya" in words(refused)
    chosen = {**TYPED, "whom": "some", "families": str(world.kaya.id)}
    assert (await jonas.post("/agreements/new", data=chosen)).status_code == 303
    dora = await enter(browser, world.dora)
    assert "Nichts zu unterschreiben" in words(await dora.get(own(world)))


@rule("D5")
async def test_a_family_agrees_and_changes_its_mind(world: World, browser: Open) -> None:
    one = await written(by=world.jonas.actor)
    nadia = await enter(browser, world.nadia)
    nothing = await nadia.post(own(world), data={})
    assert nothing.status_code == 422
    assert "Hakt an" in words(nothing)
    (box,) = boxes(await nadia.get(own(world)))
    agreed = await nadia.post(own(world), data={"agreements": box})
    assert agreed.headers["location"] == own(world)
    page = words(await nadia.get(own(world)))
    assert "Unterzeichnet" in page
    assert "Zustimmung ausstehend" not in page
    detail = await nadia.get(f"{own(world)}/{one.id}")
    assert "Nadia Kaya hat zugestimmt" in words(detail)
    assert "Zustimmung ändern" in words(detail)
    asks = await nadia.get(f"{own(world)}/withdrawal?of={box}")
    assert "erfährt, dass ihr nicht mehr zustimmt" in words(asks)
    assert (await only(world.kaya)).standing == Standing.SIGNED
    for _ in range(2):
        await nadia.post(f"{own(world)}/withdrawal", data={"of": box})
    assert (await only(world.kaya)).standing == Standing.WITHDRAWN
    jonas = await enter(browser, world.jonas)
    seen = words(await jonas.get(f"/families/{world.kaya.family}/agreements"))
    assert "Zurückgenommen" in seen
    assert "hat die Zustimmung zurückgenommen" in seen


@rule("D5")
async def test_a_new_version_shows_what_changed_and_asks_anew(world: World, browser: Open) -> None:
    one = await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    nadia, jonas = await enter(browser, world.nadia), await enter(browser, world.jonas)
    form = await jonas.get(f"/agreements/{one.id}/versions/new")
    typed = {
        "after": value_of(form, "after"),
        "heading": "AGB",
        "text": "Abgesagt wird **48 Stunden** vorher.",
    }
    sent = await jonas.post(f"/agreements/{one.id}/versions/new", data=typed)
    assert sent.headers["location"] == f"/agreements/{one.id}"
    detail = await nadia.get(f"{own(world)}/{one.id}")
    assert "Neu seit Fassung 1" in words(detail)
    assert "<ins>" in detail.text
    assert "Zustimmung ausstehend" in words(detail)
    late = await jonas.post(
        f"/agreements/{one.id}/versions/new",
        data={**typed, "text": "Anderes."},
    )
    assert late.status_code == 409


@rule("D5")
async def test_what_is_another_by_now_is_not_agreed_to(world: World, browser: Open) -> None:
    one = await written(by=world.jonas.actor)
    nadia = await enter(browser, world.nadia)
    (box,) = boxes(await nadia.get(own(world)))
    # What is being read is not renewed by itself, or its button would sign what nobody has seen.
    detail = await nadia.get(f"{own(world)}/{one.id}")
    assert 'id="providers-agreement">' in detail.text
    await changed(one, "Neu.", by=world.jonas.actor)
    refused = await nadia.post(own(world), data={"agreements": box})
    assert refused.status_code == 422
    assert "andere Fassung" in words(refused)
    assert (await only(world.kaya)).standing == Standing.PENDING


@rule("D5")
@pytest.mark.parametrize("is_htmx", [True, False])
async def test_confirming_leads_to_what_is_to_be_signed_and_back(
    world: World, browser: Open, is_htmx: bool
) -> None:
    await world.make.credits()
    waiting = await world.make.session()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    nadia = await enter(browser, world.nadia)
    confirmation = f"/sessions/{waiting.id}/confirmation"
    headers = {"hx-request": "true", "hx-request-type": "partial"} if is_htmx else {}
    told = await nadia.post(confirmation, headers=headers)
    to = told.headers["hx-redirect" if is_htmx else "location"]
    assert to == f"{own(world)}?next={confirmation}"
    page = await nadia.get(to)
    assert "bevor ihr Termine bestätigt" in words(page)
    agreed = await nadia.post(
        own(world), data={"agreements": boxes(page), "next": value_of(page, "next")}
    )
    assert agreed.headers["location"] == confirmation
    assert (await nadia.post(confirmation)).status_code == 303
    assert (await sessions.by_id(waiting.id)).state == State.CONFIRMED


@rule("D5", "N1")
async def test_the_button_of_a_notification_says_it_and_leads_there(
    world: World, browser: Open
) -> None:
    waiting = await world.make.session()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    nadia = await enter(browser, world.nadia)
    told = await nadia.post(
        f"/sessions/{waiting.id}/confirmation", headers={"accept": "text/plain"}
    )
    assert told.status_code == 409
    assert told.text == "Vorher braucht es eure Zustimmung: AGB."
    assert told.headers["x-leads"].startswith(own(world))


@rule("D5")
async def test_nobody_is_led_elsewhere_after_agreeing(world: World, browser: Open) -> None:
    await written(by=world.jonas.actor)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get(f"{own(world)}?next=//fremd.example/")
    agreed = await nadia.post(
        own(world), data={"agreements": boxes(page), "next": "//fremd.example/"}
    )
    assert agreed.headers["location"] == own(world)


@rule("D5")
async def test_the_texts_of_the_demo_say_what_they_mean(world: World, browser: Open) -> None:
    one = await written(by=world.jonas.actor, text=demo_consents._TERMS)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get(f"{own(world)}/{one.id}")
    assert "<strong>24 Stunden</strong>" in page.text


@rule("D5")
async def test_whoever_reads_first_comes_back_too_and_only_once_nothing_is_lacking(
    world: World, browser: Open
) -> None:
    await written(by=world.jonas.actor, demand=Demand.OPTIONAL, title="Fotos")
    one = await written(by=world.jonas.actor, demand=Demand.BOOKING)
    nadia = await enter(browser, world.nadia)
    then = "/sessions/x/confirmation"
    page = await nadia.get(f"{own(world)}?next={then}")
    needed, photos = boxes(page)
    only_photos = await nadia.post(own(world), data={"agreements": photos, "next": then})
    assert only_photos.headers["location"] == f"{own(world)}?next={then}"
    assert f'href="{own(world)}/{one.id}?next={then}"' in page.text
    detail = await nadia.get(f"{own(world)}/{one.id}?next={then}")
    signing = {"agreements": needed, "next": value_of(detail, "next")}
    assert (await nadia.post(own(world), data=signing)).headers["location"] == then


@rule("D5")
async def test_what_is_asked_for_no_more_leaves_the_receipts_within_reach(
    world: World, browser: Open
) -> None:
    one = await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    await writing.end(one, by=world.jonas.actor)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get(own(world))
    assert "Nadia Kaya hat zugestimmt" in words(page)
    assert "/receipt" in page.text
    jonas = await enter(browser, world.jonas)
    overview = words(await jonas.get(f"/agreements/{one.id}"))
    assert "Das wird nicht mehr verlangt" in overview
    assert "Wer zugestimmt hat Familie Kaya" in overview
    assert "Nadia Kaya Unterzeichnet" in overview


@rule("D5", "S7")
async def test_the_ticks_of_a_series_come_back_from_signing(world: World, browser: Open) -> None:
    await world.make.credits()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    dates = await series.put_in(world, series.tuesdays(clock.now().date() + timedelta(days=20), 3))
    nadia = await enter(browser, world.nadia)
    address = f"/series/{dates[0].series}"
    picked = str(dates[1].id)
    led = await nadia.post(f"{address}/confirmation", data={"session": picked})
    page = await nadia.get(led.headers["location"])
    signing = {"agreements": boxes(page), "next": value_of(page, "next")}
    back = (await nadia.post(own(world), data=signing)).headers["location"]
    assert back == f"{address}?session={picked}"
    ticked = re.findall(r'value="([0-9a-f-]+)"[^>]* checked', (await nadia.get(back)).text)
    assert ticked == [picked]


@rule("D5")
async def test_what_it_said_before_can_be_read_by_who_was_asked(
    world: World, browser: Open
) -> None:
    one = await written(by=world.jonas.actor, families=[world.kaya.id])
    await agree(world.kaya, by=world.nadia.actor)
    first = (await only(world.kaya)).version
    await changed(one, "Neu.", by=world.jonas.actor)
    address = f"/agreements/versions/{first}"
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    assert address in (await jonas.get(f"/agreements/{one.id}")).text
    assert address in (await nadia.get(own(world))).text
    for reader in (jonas, nadia):
        assert "<strong>24 Stunden</strong>" in (await reader.get(address)).text
    dora = await enter(browser, world.dora)
    assert (await dora.get(address)).status_code == 404

"""/requests/new: a family asks for a time, step by step."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx

from domain.agreements.agreement import Demand
from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.profiles.actor import Educator
from domain.providers import connection, service, specialist
from domain.sessions import answer
from domain.sessions import session as sessions
from tests.agreements import written
from tests.conftest import NOON
from tests.rules import rule
from tests.statements import watched
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.people import as_
from tests.web.requests.asked import DAY, SLOT, chosen, follow
from tests.world import BERLIN, World, person, proven

GONE = "Diese Zeit ist inzwischen vergeben."


def hidden(page: httpx.Response) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


@rule("S5", "N6")
async def test_six_taps_lead_from_the_list_to_a_request(world: World, browser: Open) -> None:
    """With one provider and one child it is one tap less."""
    dora = await as_(browser, world.dora)
    page = await follow(dora, await dora.get("/sessions"), "Termin anfordern")
    page = await follow(dora, page, "Mathe")
    page = await follow(dora, page, "30")
    kept = hidden(page)
    assert (kept["educator"], kept["learner"]) == (str(world.jonas.id), str(world.emil.id))
    assert re.findall(r"<button[^>]*>(\d\d:\d\d)", page.text) == [
        *("14:00", "14:30", "15:00", "15:30", "16:00", "16:30", "17:00"),
    ]
    answer = await dora.post("/requests/new/choice", data={**kept, "slot": SLOT})
    assert answer.status_code == 303
    last = await dora.get(answer.headers["location"])
    assert "Montag, 30. November 2026, 14:00–15:00" in words(last)
    assert "Bis 12:05 für euch frei gehalten." in words(last)
    assert "Bis zur Annahme fehlt euch 1 Credit." in words(last)
    assert "Jonas Weber kann bis Mi 25. Nov, 12:00 antworten." in words(last)
    sent = {**hidden(last), "note": "Bitte Brüche"}
    for _ in range(2):
        answer = await dora.post("/requests/new", data=sent)
        assert answer.status_code == 303
    page = await dora.get(answer.headers["location"])
    assert "Eure Anfrage ist unterwegs." in words(page)
    assert "Jonas Weber kann bis Mi 25. Nov, 12:00 antworten." in words(page)
    assert "Bitte Brüche" in words(page) and "Anfrage zurücknehmen" in words(page)
    assert "Passt nicht" not in words(page)
    listed = words(await dora.get("/sessions"))
    assert "Wartet auf euch" not in listed and "Ausstehend" in listed


@rule("S5")
async def test_what_there_is_one_of_is_not_asked(world: World, browser: Open) -> None:
    await service.retire(world.physics, by=world.jonas.actor)
    dora = await as_(browser, world.dora)
    assert "Wann?" in words(await dora.get("/requests/new"))
    nadia = await as_(browser, world.nadia)
    page = await nadia.get("/requests/new")
    assert "Für wen?" in words(page)
    assert "Wann?" in words(await follow(nadia, page, "Tom"))


@rule("S5", "B3")
async def test_a_providers_page_leads_to_its_own_times(world: World, browser: Open) -> None:
    login = await proven("amira@lernfaden.example")
    made = await specialist.start(login.id, "Amira", language="de", time_zone=BERLIN)
    amira = await person(made.id, Educator)
    await connection.make(world.kaya.family, amira.actor.provider_id, by=world.nadia.id)
    await service.create(uuid4(), "Englisch", 60, 0, "", by=amira.actor)
    await hours.replace([Weekly(0, 840, 1080)], by=amira.actor)
    nadia = await as_(browser, world.nadia)
    assert "Bei wem?" in words(await nadia.get("/requests/new"))
    page = await nadia.get(f"/providers/{amira.actor.provider_id}")
    page = await follow(nadia, page, "Termin anfordern")
    assert "Englisch · Amira" in words(page) and "Für wen?" in words(page)


@rule("S5", "S6")
async def test_a_slot_that_went_meanwhile_ends_in_a_sentence_and_the_days_others(
    world: World, browser: Open
) -> None:
    nadia, dora = await as_(browser, world.nadia), await as_(browser, world.dora)
    of_dora = chosen(world, learner=str(world.emil.id), slot=SLOT)
    assert (await dora.post("/requests/new/choice", data=of_dora)).status_code == 303
    late = await nadia.post("/requests/new/choice", data=chosen(world, slot=SLOT))
    assert late.status_code == 409
    assert GONE in words(late)
    assert re.findall(r"<button[^>]*>(\d\d:\d\d)", late.text)[0] == "15:00"
    late = await nadia.post("/requests/new", data=chosen(world, slot=SLOT, note="Hallo"))
    assert (late.status_code, GONE in words(late)) == (409, True)
    reloaded = await nadia.get("/requests/new", params=chosen(world, slot=SLOT))
    assert (reloaded.status_code, GONE in words(reloaded)) == (200, True)
    # Its own choice is no obstacle, also on reload.
    assert "Bis 12:05" in words(await dora.get("/requests/new", params=of_dora))


@rule("S5", "S6")
async def test_hours_that_changed_meanwhile_end_in_a_sentence_and_the_days_others(
    world: World, browser: Open
) -> None:
    """The form was open, with the slot held, while Jonas gave up that part of his afternoon."""
    nadia = await as_(browser, world.nadia)
    held = await nadia.post("/requests/new/choice", data=chosen(world, slot=SLOT))
    assert held.status_code == 303
    await hours.replace([Weekly(0, 960, 1080)], by=world.jonas.actor)
    sent = chosen(world, slot=SLOT, note="Bitte Brüche", key=str(uuid4()))
    late = await nadia.post("/requests/new", data=sent)
    assert (late.status_code, GONE in words(late)) == (409, True)
    assert re.findall(r"<button[^>]*>(\d\d:\d\d)", late.text) == ["16:00", "16:30", "17:00"]
    assert await sessions.where("TRUE") == []


@rule("S5")
async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    note = "x" * 1001
    long = await nadia.post("/requests/new", data=chosen(world, slot=SLOT, note=note))
    assert (long.status_code, note in long.text) == (422, True)
    assert error_at(long, "note").startswith("Das ist zu lang")
    for wrong in ({"slot": "gestern"}, {"slot": SLOT, "learner": str(world.emil.id)}):
        answer = await nadia.post("/requests/new", data=chosen(world, **wrong))
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/requests/new?")
    for nonsense in ("date=x&from=y", "date=9999-12-31", "educator=1&slot=2026-11-30"):
        assert (await nadia.get(f"/requests/new?{nonsense}")).status_code == 200


@rule("S6", "S5")
async def test_times_are_the_familys_and_both_where_zones_differ(
    world: World, browser: Open
) -> None:
    chosen_rules = await rules.of(world.jonas.id)
    await rules.choose(chosen_rules._replace(time_zone="America/New_York"), by=world.jonas.actor)
    await hours.replace([Weekly(0, 17 * 60, 19 * 60)], by=world.jonas.actor)
    nadia = await as_(browser, world.nadia)
    # On Monday evening there it is Tuesday here.
    page = await nadia.get("/requests/new", params=chosen(world, date="2026-12-01"))
    assert re.findall(r"<button[^>]*>(\d\d:\d\d)<small>([^<]*)", page.text) == [
        ("00:00", "18:00 dort")
    ]
    page = await nadia.get("/requests/new", params=chosen(world, date=DAY))
    assert re.findall(r"<button[^>]*>(\d\d:\d\d)<small>([^<]*)", page.text) == [
        *(("23:00", "17:00 dort"), ("23:30", "17:30 dort")),
    ]


@rule("S6")
async def test_the_sheet_turns_as_far_as_can_be_booked(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    page = await nadia.get("/requests/new", params=chosen(world))
    assert len(re.findall(r"<td>", page.text)) == 35
    assert len(
        re.findall(r'<td><a href="/requests/new|<a href="/requests/new[^"]*date=', page.text)
    )
    later = await follow(nadia, page, "Später")
    assert "Früher" in words(later)
    # 56 days from the 23rd of November.
    assert "Später" not in words(later)
    assert "date=2027-01-18" in later.text and "date=2027-01-25" not in later.text


async def test_nothing_is_offered_where_nobody_said_when(world: World, browser: Open) -> None:
    await hours.replace([], by=world.jonas.actor)
    nadia = await as_(browser, world.nadia)
    page = await nadia.get("/requests/new")
    assert "Noch keine freien Zeiten" in words(page)
    assert 'class="button button--main" href="/settings/times"' in page.text
    house = f"/providers/{world.jonas.actor.provider_id}"
    assert "Noch keine freien Zeiten veröffentlicht." in words(await nadia.get(house))


async def test_the_sheet_takes_few_questions_however_much_there_is(
    world: World, browser: Open
) -> None:
    nadia = await as_(browser, world.nadia)
    with watched() as few:
        await nadia.get("/requests/new", params=chosen(world))
    for number in range(4):
        at = NOON + timedelta(days=7, hours=2 + number)
        made = await world.make.session(starts_at=at)
        await world.make.credits(1)
        await answer.confirm(made, by=world.nadia.actor)
    with watched() as many:
        await nadia.get("/requests/new", params=chosen(world))
    assert many.count == few.count <= 8, many.told()


@rule("S5", "N1")
async def test_who_has_unread_news_can_request_as_well(world: World, browser: Open) -> None:
    await world.make.session()
    nadia = await as_(browser, world.nadia)
    for page in ("/requests/new", "/requests/new?over=nobody", f"/requests/new?over={uuid4()}"):
        assert (await nadia.get(page)).status_code == 200


@rule("S5", "D5")
async def test_what_has_to_be_signed_is_asked_for_before_a_note_is_written(
    world: World, browser: Open
) -> None:
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    nadia = await as_(browser, world.nadia)
    led = await nadia.post("/requests/new/choice", data=chosen(world, slot=SLOT))
    to = led.headers["location"]
    assert to.startswith(f"/providers/{world.kaya.provider}/agreements?next=/requests/new")
    page = await nadia.get(to)
    (box,) = re.findall(r'name="agreements"\s+value="([^"]+)"', page.text)
    signing = {"agreements": box, "next": value_of(page, "next")}
    back = (await nadia.post(to.partition("?")[0], data=signing)).headers["location"]
    assert back.startswith("/requests/new?")
    assert (await nadia.get(back)).status_code == 200
    kept = await nadia.post("/requests/new/choice", data=chosen(world, slot=SLOT))
    assert kept.headers["location"].startswith("/requests/new?")

"""/requests/new: a family asks for a time, step by step, and Jonas answers."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.profiles.actor import Educator
from domain.providers import connection, service, staff
from domain.sessions import answer
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.conftest import NOON
from tests.rules import rule
from tests.statements import watched
from tests.web.login.people import Open, error_at, words
from tests.web.people import as_
from tests.world import BERLIN, World, person, proven

DAY = "2026-11-30"
SLOT = "2026-11-30T13:00:00Z"
GONE = "Diese Zeit ist inzwischen vergeben."


@pytest.fixture(autouse=True)
async def working(world: World) -> None:
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)


def chosen(world: World, **more: str) -> dict[str, str]:
    return {
        "educator": str(world.jonas.id),
        "service": str(world.maths.id),
        "learner": str(world.mila.id),
        **more,
    }


async def follow(client: httpx.AsyncClient, page: httpx.Response, text: str) -> httpx.Response:
    """Taps the link that says this."""
    for address, inside in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page.text, re.S):
        if re.sub(r"<[^>]*>", "", inside).strip().startswith(text):
            return await client.get(address.replace("&amp;", "&"))
    raise AssertionError(f"no link {text} in {words(page)}")


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
    made = await staff.start_as_specialist(login.id, "Amira", language="de", time_zone=BERLIN)
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


@rule("S5")
async def test_the_educator_accepts_what_a_family_asks(world: World, browser: Open) -> None:
    await world.make.credits(1)
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, note="Bitte Brüche", key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    todo = words(await jonas.get("/calendar"))
    assert "Anfrage Familie Kaya · Mila Mathe, Mo 30. Nov, 14:00: „Bitte Brüche“" in todo
    assert "wartet auf dich" in words(await jonas.get(f"/calendar?date={DAY}"))
    page = await jonas.get(made)
    assert "Annehmen" in words(page) and "Ablehnen" in words(page)
    assert "Anfrage annehmen?" in words(await jonas.get(f"{made}/confirmation"))
    assert (await nadia.post(f"{made}/confirmation")).status_code == 403
    assert (await jonas.post(f"{made}/confirmation")).status_code == 303
    said = words(await jonas.get(made))
    assert "Angenommen! Die Session steht." in said and "Rückgängig" in said
    await jonas.post(f"{made}/confirmation/withdrawal")
    assert "Die Anfrage wartet wieder auf dich." in words(await jonas.get(made))
    kept = await sessions.by_id(UUID(made.rpartition("/")[2]))
    assert kept.state == State.PENDING


@rule("S5")
async def test_a_family_that_lacks_credits_is_named_to_the_educator(
    world: World, browser: Open
) -> None:
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    page = words(await jonas.get(made))
    assert "Familie Kaya fehlt dafür 1 Credit." in page
    assert "Annehmen" not in page and "Ablehnen" in page


@rule("S5")
async def test_a_declined_request_shows_the_reason_and_what_is_free_nearby(
    world: World, browser: Open
) -> None:
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    refused = await jonas.post(f"{made}/decline", data={"reason": ""})
    assert (refused.status_code, error_at(refused, "reason")) == (422, "Das fehlt noch.")
    assert (await jonas.post(f"{made}/decline", data={"reason": "Kino"})).status_code == 303
    page = await nadia.get(made)
    assert "Kino" in words(page)
    assert "In der Nähe frei Mo 30. Nov, 14:00 Mo 30. Nov, 14:30 Mo 30. Nov, 15:00" in words(page)
    again = await follow(nadia, page, "Mo 30. Nov, 14:00")
    assert "Montag, 30. November 2026" in words(again) and "Wann?" in words(again)
    assert "In der Nähe frei" not in words(await jonas.get(made))


@rule("S5", "S1")
async def test_a_family_takes_its_request_back(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    page = words(await nadia.get(f"{made}/cancellation"))
    assert "Anfrage zurücknehmen?" in page
    data = {"outcome": "offer"}
    assert (await nadia.post(f"{made}/cancellation", data=data)).status_code == 303
    kept = await sessions.by_id(UUID(made.rpartition("/")[2]))
    assert kept.state == State.CANCELLED


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
    assert "Noch keine freien Zeiten" in words(await nadia.get("/requests/new"))


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

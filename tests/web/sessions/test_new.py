"""/sessions/new: an educator puts a session in."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock
from domain.availability import absence
from domain.availability.absence import Absence
from domain.providers import room, service
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.rules import rule
from tests.statements import watched
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.sessions.people import enter
from tests.world import ROOM, World


def typed(world: World, **more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "family": str(world.kaya.family),
        "learner": str(world.mila.id),
        "service": str(world.maths.id),
        "date": "2026-11-25",
        "start": "16:30",
        "place": "at_family",
        "message": "Bis dann!",
        **more,
    }


@rule("S2", "S13")
async def test_an_educator_puts_a_session_in_once(world: World, browser: Open) -> None:
    await room.set_own(ROOM, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    form = typed(world, place="online")
    first, again = [await jonas.post("/sessions/new", data=form) for _ in range(2)]
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    made = await sessions.by_id(UUID(first.headers["location"].split("/")[-1]))
    assert (made.state, made.meeting_url, made.message) == ("pending", ROOM, "Bis dann!")
    assert made.starts_at.isoformat() == "2026-11-25T15:30:00+00:00"
    assert "Der Vorschlag ist unterwegs" in words(await jonas.get(first.headers["location"]))
    answer = await jonas.post("/sessions/new", data=typed(world), headers=PARTIAL)
    assert answer.headers["hx-redirect"].startswith("/sessions/")


async def test_the_form_offers_families_children_and_services(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/new?family={world.rossi.family}&date=2026-11-26&time=17:00"
    page = await jonas.get(address)
    assert value_of(page, "date") == "2026-11-26"
    assert value_of(page, "start") == "17:00"
    assert f'<option value="{world.rossi.family}" selected>' in page.text
    assert f'<option value="{world.emil.id}"' in page.text
    assert f'<option value="{world.mila.id}"' not in page.text
    assert "Familie Rossi hat 0 Credits frei." in words(
        await jonas.get(f"{address}&learner={world.emil.id}")
    )
    all_of_them = await jonas.get("/sessions/new")
    for person in (world.mila, world.tom, world.emil):
        assert f'value="{person.id}"' in all_of_them.text
    assert re.search(r'href="/calendar"[^>]* aria-current="page"', all_of_them.text)
    for label in ("Familie", "Kind", "Leistung", "Datum", "Beginn"):
        assert re.search(rf"<label[^>]*>{label}</label>", all_of_them.text)
    assert re.search(r"<legend[^>]*>Ort</legend>", all_of_them.text)


async def test_invalid_keeps_the_text_typed(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    cases = {
        "date": {"date": "2026-11-20"},
        "start": {"start": ""},
        "learner": {"learner": str(uuid4())},
        "place": {"place": "moon"},
        "place_detail": {"place": "online", "place_detail": "http://insecure.example"},
        "service": {"service": str(uuid4())},
    }
    for field, wrong in cases.items():
        answer = await jonas.post("/sessions/new", data=typed(world, **wrong))
        assert answer.status_code == 422, field
        assert error_at(answer, field), field
        assert "Bis dann!" in answer.text
        assert "selected>Familie Kaya" in answer.text


@rule("S2", "S13")
async def test_every_fault_is_told_at_once_beside_its_field(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    await service.retire(world.maths, by=world.jonas.actor)
    wrong = {"learner": "", "date": "2026-11-20", "start": "", "place_detail": "meet me there"}
    answer = await jonas.post("/sessions/new", data=typed(world, place="online", **wrong))
    assert answer.status_code == 422
    assert {field: error_at(answer, field) for field in (*wrong, "service", "place")} == {
        "learner": "Das fehlt noch.",
        "date": "Das liegt in der Vergangenheit.",
        "start": "Das fehlt noch.",
        "place_detail": "Die Adresse muss mit https:// anfangen.",
        "service": "Diese Leistung bietest du nicht mehr an.",
        "place": "",
    }
    for kept in ("2026-11-20", "meet me there", "Bis dann!"):
        assert kept in answer.text


async def test_a_child_of_another_family_is_never_swapped_for_one_of_the_chosen(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    answer = await jonas.post("/sessions/new", data=typed(world, learner=str(world.emil.id)))
    assert answer.status_code == 422
    assert error_at(answer, "learner") == "Emil gehört zu einer anderen Familie. Wähle neu."
    assert f'value="{world.emil.id}" selected' in answer.text
    assert "selected>Familie Kaya" in answer.text


async def test_the_child_says_for_which_family_it_is(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    form = typed(world, family="", learner=str(world.emil.id))
    made = await jonas.post("/sessions/new", data=form)
    assert made.status_code == 303
    session = await sessions.by_id(UUID(made.headers["location"].split("/")[-1]))
    assert (session.family, session.learner) == (world.rossi.family, world.emil.id)


async def test_nobody_is_chosen_who_was_not(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?family={world.kaya.family}")
    assert "Bitte wählen" in words(page)
    for child in (world.mila, world.tom):
        assert f'value="{child.id}"' in page.text
        assert f'value="{child.id}" selected' not in page.text
    form = typed(world, learner="")
    assert error_at(await jonas.post("/sessions/new", data=form), "learner")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2028-11-25", "Das ist zu weit voraus: höchstens 2 Jahre."),
        ("9999-12-31", "Das ist zu weit voraus: höchstens 2 Jahre."),
        ("0001-01-01", "Das liegt außerhalb des Erlaubten."),
    ],
)
async def test_a_day_far_away_is_refused_at_its_field(
    world: World, browser: Open, day: str, told: str
) -> None:
    jonas = await enter(browser, world.jonas)
    answer = await jonas.post("/sessions/new", data=typed(world, date=day, start="00:00"))
    assert (answer.status_code, error_at(answer, "date")) == (422, told)


@rule("S4")
async def test_a_time_that_is_confirmed_is_refused_before(world: World, browser: Open) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=2))
    jonas = await enter(browser, world.jonas)
    answer = await jonas.post("/sessions/new", data=typed(world, date="2026-11-25", start="12:30"))
    assert (answer.status_code, made.state) == (422, "confirmed")
    assert "schon eine bestätigte Session" in error_at(answer, "start")


async def test_only_an_educator_puts_sessions_in(world: World, browser: Open) -> None:
    for person in (world.nadia, world.mila):
        client = await enter(browser, person)
        assert (await client.get("/sessions/new")).status_code == 403
        assert (await client.post("/sessions/new", data=typed(world))).status_code == 403
    assert (await browser().get("/sessions/new")).headers["location"].startswith("/login")
    jonas = await enter(browser, world.jonas)
    form = typed(world, family=str(uuid4()))
    assert (await jonas.post("/sessions/new", data=form)).status_code == 404


@rule("S2")
async def test_a_family_that_is_not_the_childs_is_said_at_the_choice(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    asked = f"/sessions/new?family={world.rossi.family}&learner={world.mila.id}"
    answer = await jonas.get(asked, headers=PARTIAL)
    assert answer.status_code == 200
    assert error_at(answer, "learner") == "Mila gehört zu einer anderen Familie. Wähle neu."
    answer = await jonas.get(f"/sessions/new?learner={world.mila.id}", headers=PARTIAL)
    assert error_at(answer, "learner") == ""


@rule("S2")
async def test_no_other_service_stands_in_place_of_one_that_was_retired_meanwhile(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    await service.retire(world.maths, by=world.jonas.actor)
    answer = await jonas.post("/sessions/new", data=typed(world))
    assert answer.status_code == 422
    assert error_at(answer, "service") == "Diese Leistung bietest du nicht mehr an."
    first = re.search(
        r'<select[^>]*id="service".*?<option value="([^"]*)"( selected)?', answer.text, re.S
    )
    assert first and first[1] == ""
    assert "Bitte wählen" in answer.text.partition('id="service"')[2].partition("</select>")[0]


@rule("S13")
async def test_online_without_a_room_asks_for_a_link(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    answer = await jonas.post("/sessions/new", data=typed(world, place="online"))
    assert answer.status_code == 422
    assert error_at(answer, "place_detail").startswith("Online braucht einen Link")
    form = typed(world, place="online", place_detail=ROOM)
    assert (await jonas.post("/sessions/new", data=form)).status_code == 303


async def test_a_child_that_is_tapped_brings_what_was_last_agreed(
    world: World, browser: Open
) -> None:
    # On Tuesdays at 12:00, in Berlin; of which the next one is taken by a proposal for Tom.
    usual = clock.now() + timedelta(days=1)
    await world.make.session(learner=world.mila.id, starts_at=usual - timedelta(days=7))
    await world.make.session(learner=world.tom.id, starts_at=usual)
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?like={world.mila.id}")
    assert f'value="{world.mila.id}" selected' in page.text
    assert f'value="{world.maths.id}" selected' in page.text
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-12-01", "12:00")
    assert "Di 8. Dez, 12:00" in words(page)
    typed_so_far = f"key={uuid4()}&message=Hallo&date=2026-11-30&start=09:15"
    page = await jonas.get(f"/sessions/new?like={world.mila.id}&{typed_so_far}")
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-11-30", "09:15")
    assert "Hallo" in page.text
    page = await jonas.get(f"/sessions/new?learner={world.mila.id}&slot=2026-12-08T12:00")
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-12-08", "12:00")


async def test_tapping_a_child_costs_eight_statements(world: World, browser: Open) -> None:
    """One more for each thing that is foreseen made twelve; one says when Jonas works or is busy,
    one when he is away at the usual time, one when the child has time.
    """
    await world.make.session(learner=world.mila.id, starts_at=clock.now() - timedelta(days=6))
    jonas = await enter(browser, world.jonas)
    await jonas.get("/sessions/new")
    with watched() as seen:
        page = await jonas.get(f"/sessions/new?like={world.mila.id}")
    assert value_of(page, "date") and "Familie Kaya hat 0 Credits frei." in words(page)
    assert 0 < seen.count <= 8, seen.told()


async def test_the_only_child_need_not_be_tapped(world: World, browser: Open) -> None:
    usual = clock.now() + timedelta(days=1)
    await world.make.session(
        learner=world.emil.id, starts_at=usual - timedelta(days=7), connection=world.rossi
    )
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?family={world.rossi.family}")
    assert f'value="{world.emil.id}" selected' in page.text
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-11-24", "12:00")
    page = await jonas.get(f"/sessions/new?family={world.rossi.family}&date=2026-11-27&time=09:00")
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-11-27", "09:00")


@rule("S6")
async def test_no_usual_time_is_proposed_while_its_educator_is_away(
    world: World, browser: Open
) -> None:
    usual = clock.now() + timedelta(days=1)
    await world.make.session(learner=world.mila.id, starts_at=usual - timedelta(days=7))
    holiday = Absence(uuid4(), usual.date(), usual.date())
    await absence.make(holiday, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?like={world.mila.id}")
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-12-01", "12:00")
    assert "slot=2026-11-24T12:00" not in page.text and "slot=2026-12-08T12:00" in page.text


@rule("S4")
async def test_what_stands_in_the_way_is_said_while_choosing(world: World, browser: Open) -> None:
    await world.make.credits(1)
    taken = clock.now() + timedelta(days=1)
    await world.make.session(State.CONFIRMED, starts_at=taken)
    await world.make.session(starts_at=taken + timedelta(hours=3))
    jonas = await enter(browser, world.jonas)
    asked = f"/sessions/new?learner={world.tom.id}&service={world.maths.id}&date=2026-11-24&key=x"
    page = words(await jonas.get(f"{asked}&start=12:30"))
    assert "Für diese Session fehlt 1 Credit." in page
    assert "Zu dieser Zeit hast du schon eine bestätigte Session." in page
    assert "wartet schon ein Vorschlag: Mila" in words(await jonas.get(f"{asked}&start=15:30"))
    assert "Vorschlag: Mila" not in words(await jonas.get(f"{asked}&start=18:00"))

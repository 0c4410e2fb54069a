"""An educator proposes several times to choose from, and replies to what a family wished for."""

from datetime import timedelta
from uuid import uuid4

from domain import clock, database
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests import choices
from tests.choices import states
from tests.rules import rule
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter
from tests.web.sessions.test_choosing import typed
from tests.world import ROOM, World


def form(world: World, *moments: object, **more: str) -> dict[str, str]:
    return {
        "kind": "alternatives",
        "key": str(uuid4()),
        "learner": str(world.mila.id),
        "service": str(world.maths.id),
        "place": "online",
        "place_detail": ROOM,
        "message": "Such dir eine aus",
        **typed(*moments),  # type: ignore[arg-type]
        **more,
    }


@rule("S2", "N6")
async def test_several_times_are_one_proposal(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    page = await jonas.get("/sessions/new?kind=alternatives")
    assert "Mehrere zur Wahl" in words(page)
    assert all(f'name="start_{number}"' in page.text for number in range(2, 6))
    sent = form(world, *choices.starts(3), date_4="", start_4="")
    for _ in range(2):
        answered = await jonas.post("/sessions/new", data=sent)
        assert answered.status_code == 303
    asked = await sessions.where("s.state = 'pending' ORDER BY s.starts_at")
    assert [each.starts_at for each in asked] == choices.starts(3)
    assert {each.asking for each in asked} == {"alternatives"}
    shown = words(await jonas.get(answered.headers["location"]))
    assert "3 Zeiten zur Wahl" in shown and "Vorschlag zurücknehmen" in shown


@rule("S2", "S4")
async def test_what_is_wrong_is_said_at_each_time(world: World, browser: Open) -> None:
    at = choices.starts(2)
    await world.make.session(State.CONFIRMED, learner=world.tom.id, starts_at=at[1])
    jonas = await enter(browser, world.jonas)
    sent = form(world, at[0], at[1], at[0], clock.now() - timedelta(days=1))
    page = await jonas.post("/sessions/new", data=sent)
    assert page.status_code == 422
    assert error_at(page, "start_2") == "Zu dieser Zeit hast du schon eine bestätigte Session."
    assert "steht schon da" in error_at(page, "date_3") + error_at(page, "start_3")
    assert error_at(page, "date_4") == "Das liegt in der Vergangenheit."
    assert "Such dir eine aus" in page.text
    page = await jonas.post("/sessions/new", data=form(world, at[0]))
    assert error_at(page, "date_2") == "Das fehlt noch."
    assert await sessions.where("s.state = 'pending'") == []


@rule("S2", "S6", "K6")
async def test_while_choosing_each_time_says_what_there_is_to_say(
    world: World, browser: Open
) -> None:
    await hours.replace([Weekly(0, 6 * 60, 7 * 60)], by=world.jonas.actor)
    at = choices.starts(2)
    await world.make.session(State.CONFIRMED, learner=world.tom.id, starts_at=at[1])
    jonas = await enter(browser, world.jonas)
    page = await jonas.get("/sessions/new", params=form(world, *at))
    first, second = (
        page.text.partition(f'id="{name}" role="status"')[2].partition("</div>")[0]
        for name in ("foreseen", "foreseen_2")
    )
    assert "außerhalb deiner Zeiten" in first and "schon eine" not in first
    assert "schon eine bestätigte Session" in second
    assert "Familie Kaya hat 0 Credits frei" in words(page)


@rule("S2")
async def test_a_reply_offers_no_child_but_the_one_it_is_for(world: World, browser: Open) -> None:
    asked = await choices.countered(world, await world.make.session())
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?instead_of={asked[0].id}")
    refused = await jonas.post("/sessions/new", data=form(world, instead_of=str(asked[0].id)))
    assert refused.status_code == 422
    for shown in (page, refused):
        assert str(world.mila.id) in shown.text
        assert str(world.tom.id) not in shown.text


@rule("S2")
async def test_a_reply_starts_from_what_was_wished_for(world: World, browser: Open) -> None:
    asked = await choices.countered(world, await world.make.session(), why="Dienstags ist Chor")
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?instead_of={asked[0].id}")
    text = words(page)
    assert "Familie Kaya wünscht für Mila:" in text and "Dienstags ist Chor" in text
    assert f'value="{world.maths.id}" selected' in page.text
    assert f'value="{world.mila.id}" selected' in page.text
    sent = form(world, *choices.starts(2, days=20), instead_of=str(asked[0].id))
    answered = await jonas.post("/sessions/new", data=sent)
    assert answered.status_code == 303
    assert await states(asked) == ["declined", "declined"]
    ((count,),) = await database.rows(
        "SELECT count(*) FROM proposals WHERE replies_to IS NOT NULL AND answered_at IS NULL"
    )
    assert count == 1
    # Sent again it is there already; another reply comes too late.
    assert (await jonas.post("/sessions/new", data=sent)).status_code == 303
    late = await jonas.post("/sessions/new", data={**sent, "key": str(uuid4())})
    assert late.status_code == 409
    other = await jonas.get(f"/sessions/new?instead_of={uuid4()}")
    assert other.status_code == 404

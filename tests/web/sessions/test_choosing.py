"""Several times of one proposal, and times in return: how both sides see and answer them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain import clock
from domain.sessions import answer, counter, proposal_expiry
from domain.sessions.session import State
from tests import choices
from tests.choices import states
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter
from tests.world import BERLIN, World


def typed(*moments: datetime) -> dict[str, str]:
    """Times as a form sends them, in Berlin."""
    fields: dict[str, str] = {}
    for number, moment in enumerate(moments, start=1):
        end = "" if number == 1 else f"_{number}"
        local = moment.astimezone(ZoneInfo(BERLIN))
        fields |= {f"date{end}": f"{local:%Y-%m-%d}", f"start{end}": f"{local:%H:%M}"}
    return fields


@rule("S2", "S3")
async def test_a_family_picks_from_one_card(world: World, browser: Open) -> None:
    await world.make.credits(2)
    made = await choices.proposed(world)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get("/sessions")
    assert page.text.count("card--waiting") == 1
    assert "3 Zeiten zur Wahl" in words(page)
    for each in made:
        assert f'action="/sessions/{each.id}/confirmation"' in page.text
    answered = await nadia.post(f"/sessions/{made[1].id}/confirmation", headers=PARTIAL)
    assert answered.status_code == 200
    assert "Rückgängig" in answered.text and "Zeiten zur Wahl" not in answered.text
    assert await states(made) == ["pending", "confirmed", "pending"]
    undone = await nadia.post(f"/sessions/{made[1].id}/confirmation/withdrawal", headers=PARTIAL)
    assert "3 Zeiten zur Wahl" in undone.text
    assert await states(made) == ["pending"] * 3


@rule("S2", "N6")
async def test_picking_works_on_the_page_without_htmx(world: World, browser: Open) -> None:
    await world.make.credits(2)
    made = await choices.proposed(world)
    nadia = await enter(browser, world.nadia)
    text = words(await nadia.get(f"/sessions/{made[0].id}"))
    assert "3 Zeiten zur Wahl" in text and "Such dir eine aus" in text
    answered = await nadia.post(f"/sessions/{made[2].id}/confirmation")
    assert answered.headers["location"] == f"/sessions/{made[2].id}"
    # What was not picked leads to what was, and nobody can answer it.
    left = await nadia.get(f"/sessions/{made[0].id}")
    assert (left.status_code, left.headers["location"]) == (303, f"/sessions/{made[2].id}")
    late = await nadia.post(f"/sessions/{made[0].id}/confirmation")
    assert late.status_code == 409
    assert "schon eine andere der Zeiten gewählt" in words(late)


@rule("S2", "K3", "S4")
async def test_what_is_in_the_way_is_said_at_each_time_or_once(world: World, browser: Open) -> None:
    made = await choices.proposed(world)
    nadia = await enter(browser, world.nadia)
    page = await nadia.get("/sessions")
    assert words(page).count("Dafür fehlt euch 1 Credit.") == 1
    assert "Um Credits bitten" in page.text and "/confirmation" not in page.text
    await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=made[1].starts_at
    )
    await world.make.credits(2)
    for address in ("/sessions", f"/sessions/{made[0].id}"):
        page = await nadia.get(address)
        assert words(page).count("Diese Zeit ist inzwischen vergeben.") == 1
        assert f"/sessions/{made[1].id}/confirmation" not in page.text
        assert f"/sessions/{made[2].id}/confirmation" in page.text


@rule("A8", "S3")
async def test_a_child_sees_the_times_and_picks_none(world: World, browser: Open) -> None:
    made = await choices.proposed(world)
    mila = await enter(browser, world.mila)
    page = await mila.get(f"/sessions/{made[0].id}")
    assert "3 Zeiten zur Wahl" in words(page)
    assert "/confirmation" not in page.text and "/decline" not in page.text


@rule("S2")
async def test_a_time_that_is_over_leads_to_those_that_wait(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await choices.proposed(world)
    nadia = await enter(browser, world.nadia)
    frozen_clock.to(made[0].starts_at)
    for _ in range(2):
        there = await nadia.get(f"/sessions/{made[0].id}")
        assert there.headers["location"] == f"/sessions/{made[1].id}"
        await proposal_expiry.expire(made[0].proposal)
    assert "2 Zeiten zur Wahl" in words(await nadia.get(f"/sessions/{made[1].id}"))


@rule("S2", "N6")
async def test_no_with_times_that_would_suit(world: World, browser: Open) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/decline"
    form = words(await nadia.get(address))
    assert "Was würde passen?" in form and "Dafür fehlt euch 1 Credit." in form
    at = choices.starts(2, days=7)
    answered = await nadia.post(address, data={**typed(*at), "reason": "Dienstags ist Chor"})
    assert answered.status_code == 303
    page = words(await nadia.get(answered.headers["location"]))
    assert "Eure Zeiten sind unterwegs" in page
    assert "2 Zeiten zur Wahl" in page and "Anfrage zurücknehmen" in page
    assert "Nadia Kaya hat andere Zeiten vorgeschlagen" in page
    assert await states([made]) == ["declined"]


@rule("S2")
async def test_what_is_wrong_with_a_time_is_said_beside_it(world: World, browser: Open) -> None:
    made = await world.make.session()
    taken = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=8))
    nadia = await enter(browser, world.nadia)
    sent = {
        **typed(clock.now() - timedelta(days=1), taken.starts_at),
        "date_3": "2027-01-04",
        "reason": "Lieber so",
    }
    page = await nadia.post(f"/sessions/{made.id}/decline", data=sent)
    assert page.status_code == 422
    assert "Das liegt in der Vergangenheit" in error_at(page, "date")
    assert "Zu dieser Zeit hat Mila schon eine andere Session." in error_at(page, "start_2")
    assert error_at(page, "start_3") == "Das fehlt noch."
    assert "Lieber so" in page.text and 'value="2027-01-04"' in page.text
    assert "<details" in page.text and " open>" in page.text
    assert await states([made]) == ["pending"]


@rule("S2", "S12")
async def test_what_was_declined_for_other_times_leads_to_them(world: World, browser: Open) -> None:
    await world.make.credits(1)
    made = await world.make.session()
    asked = await choices.countered(world, made)
    for person in (world.nadia, world.mila, world.jonas):
        page = await (await enter(browser, person)).get(f"/sessions/{made.id}")
        said = "Vorgeschlagen sind stattdessen Mo 30. Nov, 12:00 und Di 1. Dez, 12:00."
        assert "Abgelehnt." in words(page) and said in words(page)
        assert f'href="/sessions/{asked[0].id}"' in page.text
    await answer.confirm(asked[1], by=world.jonas.actor)
    page = await (await enter(browser, world.nadia)).get(f"/sessions/{made.id}")
    assert "Jetzt gilt Di 1. Dez, 12:00." in words(page) and "Vorgeschlagen" not in words(page)
    assert f'href="/sessions/{asked[1].id}"' in page.text


@rule("S2")
async def test_the_educator_takes_one_with_one_tap(world: World, browser: Open) -> None:
    await world.make.credits(1)
    asked = await choices.countered(world, await world.make.session(), why="Dienstags ist Chor")
    jonas = await enter(browser, world.jonas)
    todo = await jonas.get("/calendar")
    assert "Dienstags ist Chor" in words(todo)
    for each in asked:
        assert f'action="/sessions/{each.id}/confirmation"' in todo.text
    answered = await jonas.post(f"/sessions/{asked[1].id}/confirmation")
    assert answered.status_code == 303
    page = words(await jonas.get(answered.headers["location"]))
    assert "Angenommen! Die Session steht." in page and "Rückgängig" in page
    assert await states(asked) == ["pending", "confirmed"]
    # What waits is done, and the other time is gone from the week.
    assert "Dienstags ist Chor" not in words(await jonas.get("/calendar"))


@rule("S2", "S12")
async def test_the_history_reads_as_one(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    made = await choices.proposed(world, message="Eine davon?")
    frozen_clock.forward(timedelta(minutes=1))
    asked = await counter.reply(
        made[0], choices.starts(1, days=8), by=world.nadia.actor, why="Lieber später"
    )
    frozen_clock.forward(timedelta(minutes=1))
    await answer.confirm(asked[0], by=world.jonas.actor)
    for who in (world.nadia, world.jonas):
        page = words(await (await enter(browser, who)).get(f"/sessions/{asked[0].id}"))
        history = page[page.index("Verlauf") :]
        first, second, third = (
            history.index(each)
            for each in (
                "Jonas Weber hat die Session vorgeschlagen:",
                "Nadia Kaya hat andere Zeiten vorgeschlagen:",
                "Jonas Weber hat bestätigt:",
            )
        )
        assert first < second < third
        assert "Eine davon?" in history and history.count("hat die Session vorgeschlagen") == 1

"""/sessions/{id}/rescheduling: the family gives a session up and asks for another time."""

from datetime import timedelta

import pytest

from domain.credits import balance
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter, refused_to_others, state_of
from tests.web.sessions.test_move import moment
from tests.world import BERLIN, World
from web.words import zones

DAY = timedelta(days=1)


def typed(session: Session, *later: timedelta, words: str = "") -> dict[str, str]:
    form = {"words": words}
    for number, each in enumerate(later, 1):
        end = "" if number == 1 else f"_{number}"
        local = (session.starts_at + each).astimezone(zones.named(BERLIN))
        form |= {f"date{end}": local.date().isoformat(), f"start{end}": f"{local:%H:%M}"}
    return form


@pytest.fixture
async def agreed(world: World) -> Session:
    await plans(world, answer_hours=48)
    return await world.make.session(State.CONFIRMED)


@rule("S9", "S8", "N6")
async def test_the_family_wishes_and_the_educator_takes_one_with_a_tap(
    world: World, browser: Open, agreed: Session
) -> None:
    nadia, jonas = await enter(browser, world.nadia), await enter(browser, world.jonas)
    address = f"/sessions/{agreed.id}/rescheduling"
    assert f'href="{address}"' in (await nadia.get(f"/sessions/{agreed.id}")).text
    asked = words(await nadia.get(address))
    assert "Diese Session ist dann gleich abgesagt, ohne dass ein Credit verfällt." in asked
    assert "Was Jonas Weber annimmt, könnt ihr bis 24 Stunden vorher kostenfrei absagen." in asked
    assert f"Kostenfrei verschieben bis {moment(agreed, -DAY)}" in asked
    form = typed(agreed, DAY, 2 * DAY, words="Mila hat Training")
    answer = await nadia.post(address, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sessions/{agreed.id}")
    assert await state_of(agreed) == State.CANCELLED
    assert (await balance.of(world.kaya.id)).free == 1
    page = words(await nadia.get(f"/sessions/{agreed.id}"))
    assert "Eure Wünsche sind angekommen." in page
    assert "Nadia Kaya bittet um eine andere Zeit" in page

    todo = await jonas.get("/calendar")
    assert "Mila hat Training" in words(todo)
    found = await sessions.where("s.moved_from = {} ORDER BY s.starts_at", agreed.id)
    for each in found:
        assert f'action="/sessions/{each.id}/confirmation"' in todo.text
        # What they wished for is not theirs to confirm.
        waits = words(await nadia.get(f"/sessions/{each.id}"))
        assert f"{moment(agreed)} gilt nicht mehr." in waits
        assert "Bestätigt ihr" not in waits
    assert (await jonas.post(f"/sessions/{found[1].id}/confirmation")).status_code == 303
    assert await state_of(found[1]) == State.CONFIRMED
    assert f"Statt {moment(agreed)}." in words(await nadia.get(f"/sessions/{found[1].id}"))


@rule("S9")
async def test_words_alone_lie_in_what_is_to_do_until_a_time_is_proposed(
    world: World, browser: Open, agreed: Session
) -> None:
    nadia, jonas = await enter(browser, world.nadia), await enter(browser, world.jonas)
    address = f"/sessions/{agreed.id}/rescheduling"
    answer = await nadia.post(address, data=typed(agreed, words="Nur abends"), headers=PARTIAL)
    assert answer.status_code == 200
    todo = await jonas.get("/calendar")
    assert "Nur abends" in words(todo)
    move = f"/sessions/{agreed.id}/move"
    assert f'href="{move}"' in todo.text
    assert "Nur abends" in words(await jonas.get(move))
    local = (agreed.starts_at + DAY).astimezone(zones.named(BERLIN))
    form = {"date": local.date().isoformat(), "start": f"{local:%H:%M}", "minutes": "60"}
    form |= {"place": "online", "place_detail": agreed.meeting_url}
    assert (await jonas.post(move, data=form)).status_code == 303
    assert "Nur abends" not in words(await jonas.get("/calendar"))
    (new,) = await sessions.where("s.moved_from = {}", agreed.id)
    assert await state_of(new) == State.PENDING


@rule("S8", "S9")
async def test_later_than_the_notice_the_page_says_what_is_possible(
    world: World, browser: Open, agreed: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(agreed.starts_at - timedelta(hours=23))
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{agreed.id}/rescheduling"
    page = await nadia.get(address)
    assert page.status_code == 200
    assert f'href="{address}"' in (await nadia.get(f"/sessions/{agreed.id}")).text
    assert "Jetzt kann nur Jonas verschieben oder absagen" in words(page)
    assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]
    answer = await nadia.post(address, data=typed(agreed, DAY))
    assert answer.status_code == 409
    assert await state_of(agreed) == State.CONFIRMED


@rule("S9")
async def test_invalid_keeps_the_text_typed(world: World, browser: Open, agreed: Session) -> None:
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{agreed.id}/rescheduling"
    nothing = await nadia.post(address, data=typed(agreed))
    assert nothing.status_code == 422
    assert error_at(nothing, "words") == "Sagt eine Zeit oder schreibt, wann es passt."
    wrong = typed(agreed, -10 * DAY, words="Lieber so")
    answer = await nadia.post(address, data=wrong)
    assert answer.status_code == 422
    assert error_at(answer, "start") or error_at(answer, "date")
    assert "Lieber so" in answer.text
    assert await state_of(agreed) == State.CONFIRMED


@rule("S9", "A8")
async def test_nobody_else_asks(world: World, browser: Open, agreed: Session) -> None:
    address = f"/sessions/{agreed.id}/rescheduling"
    for method in ("GET", "POST"):
        await refused_to_others(browser, world, address, method=method)


@rule("S9", "N6")
async def test_words_can_be_answered_without_a_time(
    world: World, browser: Open, agreed: Session
) -> None:
    nadia, jonas = await enter(browser, world.nadia), await enter(browser, world.jonas)
    here = f"/sessions/{agreed.id}"
    await nadia.post(f"{here}/rescheduling", data=typed(agreed, words="Nur abends"))
    assert f'href="{here}/wish"' in (await jonas.get("/calendar")).text
    assert "Nur abends" in words(await jonas.get(f"{here}/wish"))
    empty = await jonas.post(f"{here}/wish", data={"reason": " "})
    assert (empty.status_code, bool(error_at(empty, "reason"))) == (422, True)
    sent = await jonas.post(f"{here}/wish", data={"reason": "Abends geht nie"})
    assert (sent.status_code, sent.headers["location"]) == (303, here)
    assert "Nur abends" not in words(await jonas.get("/calendar"))
    said = words(await nadia.get(here))
    assert "Jonas Weber schlägt keine andere Zeit vor" in said and "Abends geht nie" in said
    assert (await jonas.post(f"{here}/wish", data={"reason": "x"})).status_code == 409
    assert (await jonas.get(f"{here}/wish")).status_code == 409

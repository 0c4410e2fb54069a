"""/sessions/{id}/move: the educator proposes another time, and the family sees both."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.credits import balance
from domain.sessions import answer, cancellation
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import moves
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.sessions.people import enter, refused_to_others, state_of
from tests.world import BERLIN, World
from web.words import zones
from web.words.formats import Formats

DAY = timedelta(days=1)


def moment(session: Session, later: timedelta = timedelta()) -> str:
    """As words() has it."""
    with zones.reading_in(BERLIN):
        return " ".join(Formats("de").moment(session.starts_at + later).split())


def typed(session: Session, later: timedelta = DAY, /, **more: str) -> dict[str, str]:
    local = (session.starts_at + later).astimezone(zones.named(BERLIN))
    return {
        "key": str(uuid4()),
        "date": local.date().isoformat(),
        "start": f"{local:%H:%M}",
        "minutes": "60",
        "place": "online",
        "place_detail": session.meeting_url,
        "message": "Ich habe einen Arzttermin.",
        "old": "stands",
        **more,
    }


@pytest.fixture
async def agreed(world: World) -> Session:
    return await world.make.session(State.CONFIRMED)


@rule("S10", "N6")
async def test_the_educator_moves_and_the_family_confirms(
    world: World, browser: Open, agreed: Session
) -> None:
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    address = f"/sessions/{agreed.id}/move"
    assert f'href="{address}"' in (await jonas.get(f"/sessions/{agreed.id}")).text
    answer = await jonas.post(address, data=typed(agreed))
    assert answer.status_code == 303
    new = answer.headers["location"]
    assert "Die neue Zeit ist unterwegs" in words(await jonas.get(new))

    both = f"Bestätigt ihr, gilt {moment(agreed, DAY)} statt {moment(agreed)}. "
    both += f"Passt es nicht, bleibt es bei {moment(agreed)}."
    listed = await nadia.get("/sessions")
    assert both in words(listed)
    assert f'href="{new}/confirmation"' in listed.text
    assert f'action="{new}/confirmation"' not in listed.text
    asked = words(await nadia.get(f"{new}/confirmation"))
    assert both in asked
    assert "Das lässt sich nicht zurücknehmen." in asked
    # The credit goes over to the new time, so none is missing.
    assert "Dafür fehlt" not in asked + words(listed)
    assert both in words(await nadia.get(new))
    assert (await nadia.post(f"{new}/confirmation")).status_code == 303
    assert await state_of(agreed) == State.CANCELLED
    shown = words(await nadia.get(new))
    assert f"Statt {moment(agreed)}." in shown
    assert "Rückgängig" not in shown
    assert f"Jetzt gilt {moment(agreed, DAY)}." in words(await nadia.get(f"/sessions/{agreed.id}"))


@rule("S10")
@pytest.mark.parametrize("is_declined", [True, False])
async def test_what_came_to_nothing_says_that_the_old_time_stands(
    world: World, browser: Open, agreed: Session, is_declined: bool
) -> None:
    new = await moves.moved(world, agreed)
    if is_declined:
        await answer.decline(new, by=world.nadia.actor)
    else:
        await cancellation.cancel(new, by=world.jonas.actor)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    for page in (await nadia.get(f"/sessions/{new.id}"), await jonas.get(f"/sessions/{new.id}")):
        assert f"Es bleibt bei {moment(agreed)}." in words(page)
        assert f'href="/sessions/{agreed.id}"' in page.text
    await cancellation.cancel(agreed, by=world.nadia.actor)
    assert "Es bleibt bei" not in words(await nadia.get(f"/sessions/{new.id}"))


@rule("S10", "S9")
async def test_a_time_that_waits_goes_with_the_one_it_was_to_replace(
    world: World, browser: Open, agreed: Session
) -> None:
    """Both ways out of the old time say so before, and nothing reads as moved afterwards."""
    new = await moves.moved(world, agreed)
    nadia = await enter(browser, world.nadia)
    for way in ("cancellation", "rescheduling"):
        asked = words(await nadia.get(f"/sessions/{agreed.id}/{way}"))
        assert "Auch die neue Zeit, die vorgeschlagen ist, entfällt." in asked
    await cancellation.cancel(agreed, by=world.nadia.actor)
    shown = words(await nadia.get(f"/sessions/{new.id}"))
    assert "Abgesagt. Gilt nicht mehr." in shown and "Verschoben" not in shown


@rule("S10", "S9")
@pytest.mark.parametrize(
    ("way", "sent"),
    [("cancellation", {"outcome": "free"}), ("rescheduling", {"words": "Lieber freitags."})],
)
async def test_a_form_from_before_a_move_is_shown_again_and_says_what_goes_with_it(
    world: World, browser: Open, agreed: Session, way: str, sent: dict[str, str]
) -> None:
    nadia, address = await enter(browser, world.nadia), f"/sessions/{agreed.id}/{way}"
    assert 'name="moving"' not in (await nadia.get(address)).text
    new = await moves.moved(world, agreed)
    again = await nadia.post(address, data=sent)
    assert again.status_code == 409
    assert "Inzwischen gilt etwas anderes" in words(again)
    assert "Auch die neue Zeit, die vorgeschlagen ist, entfällt." in words(again)
    assert [await state_of(agreed), await state_of(new)] == [State.CONFIRMED, State.PENDING]
    sent = {**sent, "moving": value_of(again, "moving")}
    assert (await nadia.post(address, data=sent)).status_code == 303
    assert [await state_of(agreed), await state_of(new)] == [State.CANCELLED, State.CANCELLED]


@rule("S10", "S8")
async def test_the_old_time_is_given_up_at_once_if_wished(
    world: World, browser: Open, agreed: Session
) -> None:
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    form = typed(agreed, old="given_up")
    answer = await jonas.post(f"/sessions/{agreed.id}/move", data=form, headers=PARTIAL)
    assert answer.headers["hx-redirect"].startswith("/sessions/")
    assert await state_of(agreed) == State.CANCELLED
    assert (await balance.of(world.kaya.id)).free == 1
    listed = words(await nadia.get("/sessions"))
    gone = f"{moment(agreed)} gilt nicht mehr."
    assert f"{gone} Bestätigt ihr, gilt {moment(agreed, DAY)}." in listed


@rule("S10", "S4", "S2")
async def test_what_the_choice_means_is_said_before_it_is_sent(
    world: World, browser: Open, agreed: Session
) -> None:
    other = await world.make.session(State.CONFIRMED, starts_at=agreed.starts_at + DAY)
    jonas = await enter(browser, world.jonas)

    async def foreseen(later: timedelta, **more: str) -> str:
        answer = await jonas.get(f"/sessions/{agreed.id}/move", params=typed(agreed, later, **more))
        assert error_at(answer, "date") == ""
        return words(answer)

    assert f"{moment(agreed, 2 * DAY)} statt {moment(agreed)}." in await foreseen(2 * DAY)
    overlapping = await foreseen(DAY + timedelta(minutes=30))
    assert "Zu dieser Zeit hast du schon eine bestätigte Session." in overlapping
    # By half an hour it overlaps with nothing but itself.
    assert "schon eine" not in await foreseen(timedelta(minutes=30))
    assert "Vergangenheit" in await foreseen(-30 * DAY)
    await moves.moved(world, agreed, 3 * DAY)
    waits = words(await jonas.get(f"/sessions/{agreed.id}/move"))
    assert f"Der Vorschlag vom {moment(agreed, 3 * DAY)} wird durch diesen ersetzt." in waits
    assert await state_of(other) == State.CONFIRMED


@rule("S10")
async def test_invalid_keeps_the_text_typed(world: World, browser: Open, agreed: Session) -> None:
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/{agreed.id}/move")
    assert value_of(page, "minutes") == "60"
    cases = {
        "date": {"date": "2026-11-20"},
        "start": {"start": ""},
        "minutes": {"minutes": "1000"},
        "place": {"place": "moon"},
        "place_detail": {"place_detail": "http://insecure.example"},
    }
    for field, wrong in cases.items():
        answer = await jonas.post(f"/sessions/{agreed.id}/move", data=typed(agreed, DAY, **wrong))
        assert answer.status_code == 422, field
        assert error_at(answer, field), field
        assert "Ich habe einen Arzttermin." in answer.text
    answer = await jonas.post(f"/sessions/{agreed.id}/move", data=typed(agreed, timedelta()))
    assert error_at(answer, "start") == "Das ist dieselbe Zeit am selben Ort."


@rule("S10", "A8")
async def test_nobody_else_moves_it(world: World, browser: Open, agreed: Session) -> None:
    address = f"/sessions/{agreed.id}/move"
    for method in ("GET", "POST"):
        await refused_to_others(browser, world, address, method=method)
    nadia = await enter(browser, world.nadia)
    assert (await nadia.get(address)).status_code == 403
    assert f'href="{address}"' not in (await nadia.get(f"/sessions/{agreed.id}")).text


@rule("S10")
async def test_a_form_left_open_while_the_session_was_cancelled_ends_in_a_sentence(
    world: World, browser: Open, agreed: Session
) -> None:
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    new = await moves.moved(world, agreed)
    asked = words(await nadia.get(f"/sessions/{agreed.id}/cancellation"))
    assert "Auch die neue Zeit, die vorgeschlagen ist, entfällt." in asked
    await nadia.post(f"/sessions/{agreed.id}/cancellation", data={"outcome": "free", "moving": "1"})
    answer = await jonas.post(f"/sessions/{agreed.id}/move", data=typed(agreed))
    assert answer.status_code == 409
    assert "Die Session wurde abgesagt" in words(answer)
    answer = await nadia.post(f"/sessions/{new.id}/confirmation")
    assert answer.status_code == 409
    assert await sessions.where("s.state = 'confirmed'") == []


@rule("S10", "S8")
async def test_during_the_session_its_time_can_only_be_given_up(
    world: World, browser: Open, agreed: Session, frozen_clock: FrozenClock
) -> None:
    jonas = await enter(browser, world.jonas)
    frozen_clock.to(agreed.starts_at + timedelta(minutes=5))
    page = await jonas.get(f"/sessions/{agreed.id}/move")
    assert 'value="stands"' not in page.text
    answer = await jonas.post(f"/sessions/{agreed.id}/move", data=typed(agreed))
    assert error_at(answer, "old")
    form = typed(agreed, old="given_up")
    assert (await jonas.post(f"/sessions/{agreed.id}/move", data=form)).status_code == 303

"""/sessions/{id}/sooner-wait: Dora waits for an earlier time, and takes the one that is offered."""

from datetime import timedelta

import pytest

from domain import clock
from domain.availability import family_time, rules
from domain.profiles.profile import Profile
from domain.sessions import answer, cancellation, sooner_wait
from domain.sessions.session import Session, State
from tests.domain.sessions import sooner
from tests.domain.sessions.plans import plans
from tests.domain.sessions.sooner import AT, DAY, offered, work
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter, state_of
from tests.web.sessions.test_move import moment
from tests.world import World


@pytest.fixture
async def emils(world: World) -> Session:
    """Emil's on Thursday; Mila's on Monday fills that day of Jonas'."""
    await sooner.working(world)
    return await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=AT + 3 * DAY
    )


async def freed(world: World) -> None:
    """Mila's on Monday is given up, and a worker offers the time."""
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    await cancellation.cancel(mine, by=world.nadia.actor)
    await work()


@rule("S17", "N6")
async def test_dora_waits_and_takes_what_becomes_free(
    world: World, browser: Open, emils: Session
) -> None:
    dora, jonas = await enter(browser, world.dora), await enter(browser, world.jonas)
    page, address = f"/sessions/{emils.id}", f"/sessions/{emils.id}/sooner-wait"
    assert f'href="{address}"' in (await dora.get(page)).text
    asked = words(await dora.get(address))
    assert "Lieber früher?" in asked and "Jede hat 12 Stunden für ihre Antwort." in asked
    waits = await dora.post(address)
    assert (waits.status_code, waits.headers["location"]) == (303, page)
    assert "Ihr wartet auf eine frühere Zeit." in words(await dora.get(page))
    assert "Nicht mehr warten" in words(await dora.get(address))
    assert "Familie Rossi nähme auch eine frühere Zeit." in words(await jonas.get(page))

    await freed(world)
    new = await offered(emils)
    assert new is not None
    both = f"Nehmt ihr sie, gilt {moment(new)} statt {moment(emils)}."
    told = words(await dora.get("/notifications"))
    assert "Früher frei: Mathe mit Jonas Weber" in told
    assert "gehört sie euch. Danach fragen wir die nächste Familie." in told
    listed = await dora.get("/sessions")
    assert both in words(listed)
    question = f"/sessions/{new.id}/confirmation"
    assert f'href="{question}"' in listed.text
    asked = words(await dora.get(question))
    assert both in asked and "Das kostet euch nichts." in asked
    assert "Kostenfrei absagen bis" in asked
    taken = await dora.post(question)
    assert (taken.status_code, taken.headers["location"]) == (303, f"/sessions/{new.id}")
    assert (await state_of(emils), await state_of(new)) == (State.CANCELLED, State.CONFIRMED)
    after = words(await dora.get(f"/sessions/{new.id}"))
    assert "Ihr habt die frühere Zeit." in after and f"Statt {moment(emils)}." in after


@rule("S17")
async def test_no_thanks_keeps_the_old_time(world: World, browser: Open, emils: Session) -> None:
    dora = await enter(browser, world.dora)
    await dora.post(f"/sessions/{emils.id}/sooner-wait")
    await freed(world)
    new = await offered(emils)
    assert new is not None
    address = f"/sessions/{new.id}/decline"
    asked = words(await dora.get(address))
    assert "Eure Session bleibt, wie sie ist" in asked and "Nachricht" not in asked
    done = await dora.post(address, headers=PARTIAL)
    assert done.status_code == 200
    assert (await state_of(emils), await state_of(new)) == (State.CONFIRMED, State.DECLINED)
    page = words(await dora.get(f"/sessions/{new.id}"))
    assert f"Es bleibt bei {moment(emils)}." in page
    assert "Das Angebot gilt nicht mehr." in words(await dora.get("/notifications"))
    assert str(new.id) not in (await dora.get("/sessions")).text


@rule("S17")
async def test_what_somebody_else_took_says_so(world: World, browser: Open, emils: Session) -> None:
    await plans(world, sooner_hours=None)
    dora = await enter(browser, world.dora)
    asked = await dora.get(f"/sessions/{emils.id}/sooner-wait")
    assert "Wer zuerst nimmt, bekommt die Zeit." in words(asked)
    await dora.post(f"/sessions/{emils.id}/sooner-wait")
    await freed(world)
    new = await offered(emils)
    assert new is not None
    rival = await world.make.session(starts_at=AT)
    await answer.confirm(rival, by=world.nadia.actor)
    late = await dora.post(f"/sessions/{new.id}/confirmation")
    assert late.status_code == 409
    assert "Die frühere Zeit hat inzwischen eine andere Familie." in words(late)
    clock.freeze(clock.now() + timedelta(seconds=10))
    await work()
    page = words(await dora.get(f"/sessions/{new.id}"))
    assert "Diese Zeit hat inzwischen eine andere Familie." in page
    later = await dora.post(f"/sessions/{new.id}/confirmation", headers=PARTIAL)
    assert later.status_code == 409 and "Das Angebot gilt nicht mehr." in later.text
    assert f"Es bleibt bei {moment(emils)}." in page


@rule("S17")
async def test_when_the_child_has_time_is_said_and_leaving_is_one_tap(
    world: World, browser: Open, emils: Session
) -> None:
    times = [(1, 900, 1080)]
    await family_time.replace(world.emil.id, times, "Europe/Berlin", by=world.dora.actor)
    dora = await enter(browser, world.dora)
    address = f"/sessions/{emils.id}/sooner-wait"
    assert "Emil meist kann: Di 15:00–\u206018:00." in words(await dora.get(address))
    await dora.post(address)
    left = await dora.post(f"{address}/end", headers=PARTIAL)
    assert left.status_code == 200
    assert "Ihr wartet auf" not in words(await dora.get(f"/sessions/{emils.id}"))


@rule("S17")
async def test_an_educator_who_cancels_may_let_the_time_be_offered(
    world: World, browser: Open, emils: Session
) -> None:
    await sooner_wait.wait(emils, by=world.dora.actor)
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    address = f"/sessions/{mine.id}/cancellation"
    assert "Auf eine frühere Zeit wartet 1 Familie." in words(await jonas.get(address))
    assert 'name="frees"' not in (await nadia.get(address)).text
    await jonas.post(address, data={"outcome": "released", "frees": "on"})
    await work()
    assert await offered(emils) is not None


@rule("S17")
async def test_nothing_is_asked_where_nothing_can_become_free(world: World, browser: Open) -> None:
    mine = await world.make.session(State.CONFIRMED)
    nadia = await enter(browser, world.nadia)
    assert "sooner-wait" not in (await nadia.get(f"/sessions/{mine.id}")).text


@rule("S17", "S6")
@pytest.mark.parametrize(
    ("hours", "buffer", "german", "english"),
    [
        (
            12,
            0,
            " ist die Zeit für Familie Rossi frei gehalten.",
            "The Rossi family alone can take this time until ",
        ),
        (
            12,
            15,
            "frei gehalten, samt deinen Pausen: 13:45–15:00.",
            "Kept with your breaks: 13:45–15:00.",
        ),
        (
            None,
            0,
            "Frei gehalten ist die Zeit für niemanden.",
            "The time is not kept for anybody.",
        ),
    ],
)
async def test_its_educator_reads_until_when_it_is_kept_with_the_buffers(
    world: World,
    browser: Open,
    emils: Session,
    hours: int | None,
    buffer: int,
    german: str,
    english: str,
) -> None:
    await plans(world, sooner_hours=hours)
    usual = await rules.of(world.jonas.id)
    await rules.choose(usual._replace(buffer_before_minutes=buffer), by=world.jonas.actor)
    await sooner_wait.wait(emils, by=world.dora.actor)
    await freed(world)
    new = await sooner.first(emils)
    jonas, dora = await enter(browser, world.jonas), await enter(browser, world.dora)
    address = f"/sessions/{new.id}"
    assert german in words(await jonas.get(address))
    assert "frei gehalten" not in words(await dora.get(address)).lower()
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.jonas.id)
    assert english in words(await jonas.get(address))
    await answer.confirm(new, by=world.dora.actor)
    assert english not in words(await jonas.get(address))

"""/sessions, /sessions/past and a child's home."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock
from domain.profiles import permission
from domain.sessions import answer, cancellation, past, upcoming
from domain.sessions.session import State
from domain.sessions.wall_clock import day_start
from tests import moves
from tests.conftest import FrozenClock
from tests.domain.sessions import amira
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, heading, words
from tests.web.sessions.people import enter
from tests.world import BERLIN, World


@rule("S12")
async def test_what_waits_stands_above_the_thread(world: World, browser: Open) -> None:
    pending = await world.make.session(message="Passt das?")
    await world.make.credits(2)
    await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=30))
    nadia = await enter(browser, world.nadia)
    page = await nadia.get("/sessions")
    text = words(page)
    assert heading(page) == "Sessions"
    assert text.index("Wartet auf euch") < text.index("Mathe mit Jonas Weber")
    assert text.index("Bestätigen") < text.index("Morgen")
    assert "für Mila · 60 Min · online · 1 Credit" in text
    assert "Passt das?" in text
    assert f"/sessions/{pending.id}/decline" in page.text
    assert "Noch 6 Std. kostenfrei absagen" in text


@rule("K6", "S12")
async def test_credits_stand_above_the_list_and_turn_red_when_low(
    world: World, browser: Open
) -> None:
    await world.make.credits(3)
    nadia = await enter(browser, world.nadia)
    assert "3 Credits frei 0 reserviert" in words(await nadia.get("/sessions"))
    await world.make.session(State.CONFIRMED)
    page = await nadia.get("/sessions")
    assert "2 Credits frei" in words(page)
    assert "1 reserviert" in words(page)
    assert "chip--accent" in page.text
    dora = await enter(browser, world.dora)
    later = clock.now() + timedelta(days=5)
    await world.make.session(connection=world.rossi, learner=world.emil.id, starts_at=later)
    page = await dora.get("/sessions")
    assert "0 Credits frei" in words(page)
    assert "chip--negative" in page.text


@rule("S10", "S12")
@pytest.mark.parametrize("gives_up", [False, True])
async def test_what_was_moved_is_listed_at_its_new_time_alone(
    world: World, browser: Open, gives_up: bool
) -> None:
    agreed = await world.make.session(State.CONFIRMED)
    new = await moves.moved(world, agreed, gives_up=gives_up)
    nadia = await enter(browser, world.nadia)
    asked = (await nadia.get("/sessions")).text
    assert f"/sessions/{agreed.id}" in asked and f"/sessions/{new.id}" in asked
    await answer.confirm(new, by=world.nadia.actor)
    for address in ("/sessions", "/sessions/past"):
        assert f"/sessions/{agreed.id}" not in (await nadia.get(address)).text
    assert f"/sessions/{new.id}" in (await nadia.get("/sessions")).text
    # Moved on, the first time is still no news, and the one that came to nothing is none.
    third = await moves.moved(world, await moves.now(new), gives_up=gives_up)
    await cancellation.cancel(third, by=world.jonas.actor)
    listed = (await nadia.get("/sessions")).text
    assert [f"/sessions/{each.id}" in listed for each in (agreed, new, third)] == [0, 1, 0]


@rule("S12")
async def test_the_list_is_filtered_by_child(world: World, browser: Open) -> None:
    mine = await world.make.session()
    toms = await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=5))
    nadia = await enter(browser, world.nadia)
    both, alone = await nadia.get("/sessions"), await nadia.get(f"/sessions?child={world.tom.id}")
    assert str(mine.id) in both.text
    assert str(toms.id) in both.text
    assert str(mine.id) not in alone.text
    assert str(toms.id) in alone.text
    # Made at one moment, they stand in the same order everywhere.
    assert re.findall(r'class="filter__link"[^>]*>([^<]*)</a>', both.text) == [
        "Alle",
        "Mila",
        "Tom",
    ]
    for stranger in (world.emil.id, uuid4(), "x"):
        assert (await nadia.get(f"/sessions?child={stranger}")).status_code == 404


@rule("S12")
async def test_an_unchanged_list_is_not_sent_again_and_a_changed_one_is(
    world: World, browser: Open
) -> None:
    nadia = await enter(browser, world.nadia)
    known = {"if-none-match": (await nadia.get("/sessions")).headers["etag"]}
    assert (await nadia.get("/sessions", headers=known)).status_code == 304
    assert (await nadia.get("/sessions", headers={**known, **PARTIAL})).status_code == 200
    await world.make.session()
    assert (await nadia.get("/sessions", headers=known)).status_code == 200


@rule("S12")
async def test_every_session_is_to_come_or_past_and_never_both(
    world: World, frozen_clock: FrozenClock
) -> None:
    made: set[UUID] = set()
    for state in State:
        for days in (3, 9):
            starts_at = clock.now() + timedelta(days=days, hours=len(made))
            is_over = state in (State.COMPLETED, State.MISSED)
            made.add((await world.make.session(state, starts_at=None if is_over and days > 3
                else starts_at - timedelta(days=30) if is_over else starts_at)).id)  # fmt: skip
    for days in range(12):
        since = day_start(clock.now() + timedelta(days=days), BERLIN)
        by = world.nadia.actor
        coming = {row.id for row in await upcoming.upcoming(by, since)}
        over = {row.id for row in (await past.page(by, until=since)).rows}
        assert coming | over == made
        assert not coming & over


@rule("S12")
async def test_the_way_to_what_is_past_is_there_once_something_is(
    world: World, browser: Open
) -> None:
    await world.make.session()
    nadia = await enter(browser, world.nadia)
    page = await nadia.get("/sessions")
    assert "/sessions/past" not in page.text
    # Who has got a proposal needs no first steps any more.
    assert "next-step" not in page.text
    await world.make.session(State.MISSED)
    assert "/sessions/past" in (await nadia.get("/sessions")).text


@rule("S12")
async def test_what_is_past_is_read_page_by_page(world: World, browser: Open) -> None:
    made = []
    for days in range(past.PAGE_ROWS + 2):
        starts_at = clock.now() - timedelta(days=days + 2)
        made.append(await world.make.session(State.DECLINED, starts_at=starts_at))
    nadia = await enter(browser, world.nadia)
    first = await nadia.get("/sessions/past")
    assert heading(first) == "Vergangene Sessions"
    assert str(made[0].id) in first.text
    assert str(made[-1].id) not in first.text
    assert "Neuere" not in words(first)
    second = await nadia.get(_link(first.text, "next"))
    assert str(made[-1].id) in second.text
    assert "Ältere" not in words(second)
    back = await nadia.get(_link(second.text, "prev"))
    assert str(made[0].id) in back.text
    assert (await nadia.get("/sessions/past?before=nonsense")).status_code == 200
    for made_up in ({"before": "1900-01-01T00:00Z"}, {"after": "2100-01-01T00:00Z"}):
        asked = {way: f"{moment}_{world.mila.id}" for way, moment in made_up.items()}
        beyond = await nadia.get("/sessions/past", params=asked)
        assert beyond.status_code == 200
        assert str(made[0].id) in beyond.text
    assert str(made[0].id) in (await nadia.get(f"/sessions/past?child={world.mila.id}")).text
    assert str(made[0].id) not in (await nadia.get(f"/sessions/past?child={world.tom.id}")).text
    dora = await enter(browser, world.dora)
    assert str(made[0].id) not in (await dora.get("/sessions/past")).text


@rule("A8", "S12")
@pytest.mark.parametrize("place", ["/sessions", "/sessions/past"])
async def test_somebody_elses_child_is_not_there(world: World, browser: Open, place: str) -> None:
    dora, mila = await enter(browser, world.dora), await enter(browser, world.mila)
    for client, child in ((dora, world.mila), (dora, world.tom), (mila, world.tom)):
        assert (await client.get(f"{place}?child={child.id}")).status_code == 404
    assert (await mila.get(f"{place}?child={world.mila.id}")).status_code == 200


@rule("A8", "S12")
async def test_a_child_sees_its_next_session_and_no_money(world: World, browser: Open) -> None:
    await world.make.session(State.COMPLETED)
    await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(minutes=8))
    await world.make.session(starts_at=clock.now() + timedelta(days=2))
    toms = await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=5))
    mila = await enter(browser, world.mila)
    page = await mila.get("/sessions")
    text = words(page)
    assert heading(page) == "Hallo Mila!"
    assert "Deine nächste Session in 8 Minuten Mathe mit Jonas 12:08 Uhr" in text
    assert "Zur Session" in text
    assert re.search(r"<due-at[^>]*(?<!hidden)>", page.text)
    assert "1 Session seit November" in text
    assert "Credit" not in text
    assert "Bestätigen" not in text
    assert str(toms.id) not in page.text


@rule("S12")
async def test_what_a_child_has_just_missed_is_not_what_comes(world: World, browser: Open) -> None:
    missed = await world.make.session(State.MISSED, starts_at=clock.now() - timedelta(minutes=20))
    await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=1))
    mila = await enter(browser, world.mila)
    assert str(missed.id) not in (await mila.get("/sessions")).text


@rule("S3")
async def test_a_child_that_may_confirm_does_so_on_the_sessions_page(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    await world.make.credits(1)
    mila = await enter(browser, world.mila)
    waiting = words(await mila.get(f"/sessions/{made.id}"))
    assert "Ein Elternteil kann bis" in waiting
    assert "Bestätigen" not in waiting and "Kostenfrei absagen" not in waiting
    await permission.allow(world.mila.id, may_confirm=True, by=world.nadia.actor)
    allowed = words(await mila.get(f"/sessions/{made.id}"))
    assert "Bestätigen" in allowed and "Antwort möglich bis" in allowed
    assert "Kostenfrei absagen" in allowed
    her = await amira.build()
    await her.knows(world.nadia)
    clash = await her.session(world.nadia, world.mila.id, made.starts_at)
    await answer.confirm(clash, by=world.nadia.actor)
    in_the_way = words(await mila.get(f"/sessions/{made.id}"))
    assert "Zu dieser Zeit hat Mila schon eine andere Session." in in_the_way
    assert "Bestätigen" not in in_the_way
    await cancellation.cancel(clash, by=world.nadia.actor)
    assert (await mila.post(f"/sessions/{made.id}/confirmation")).status_code == 303
    assert "Bestätigt" in words(await mila.get(f"/sessions/{made.id}"))


async def test_everybody_comes_home(world: World, browser: Open) -> None:
    for person, home in ((world.nadia, "/sessions"), (world.mila, "/sessions"), (world.jonas,
            "/calendar")):  # fmt: skip
        client = await enter(browser, person)
        assert (await client.get("/")).headers["location"] == home
    assert (await client.get("/sessions")).headers["location"] == "/calendar"
    assert (await browser().get("/sessions")).headers["location"].startswith("/login")
    assert (await (await enter(browser, world.nadia)).get("/calendar")).status_code == 403


@rule("N4")
async def test_the_device_gets_what_is_to_come_in_full(world: World, browser: Open) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    answer = await nadia.get("/sessions/offline")
    kept = answer.json()
    assert kept["pane"].count("<!--title-->") == kept["pane"].count("<!--session-->") == 1
    assert "<html" not in kept["pane"], "the list's own frame is around it"
    assert set(kept["sessions"]) == {str(made.id)}
    assert kept["sessions"][str(made.id)]["title"] == "Mathe mit Jonas Weber"
    assert "Meeting-Info" in kept["sessions"][str(made.id)]["html"]
    known = {"if-none-match": answer.headers["etag"]}
    assert (await nadia.get("/sessions/offline", headers=known)).status_code == 304
    jonas = await enter(browser, world.jonas)
    assert str(made.id) in (await jonas.get("/sessions/offline")).json()["sessions"]
    dora = await enter(browser, world.dora)
    assert (await dora.get("/sessions/offline")).json()["sessions"] == {}


def _link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found
    return found[1].replace("&amp;", "&")

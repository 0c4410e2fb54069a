"""/calendar/day: one day as a list, to print."""

from datetime import timedelta

from domain import clock
from domain.profiles.profile import Profile
from domain.sessions import answer, group_calling_off, note
from domain.sessions.session import State
from tests.domain.sessions import groups
from tests.rules import rule
from tests.web.login.people import Open, heading, words
from tests.web.sessions.people import enter
from tests.world import ROOM, World


@rule("S13", "S15")
async def test_a_day_says_all_that_it_takes_to_hold_it(world: World, browser: Open) -> None:
    held = await world.make.session(State.COMPLETED)
    await note.write(held, "Brüche sitzen.", "Ruhig anfangen.", seen=0, by=world.jonas.actor)
    noon = clock.now() + timedelta(days=3)
    await world.make.session(State.CONFIRMED, starts_at=noon, message="Bitte mit Heft.")
    await world.make.session(learner=world.tom.id, starts_at=noon - timedelta(hours=2))
    await world.make.session(State.CANCELLED, starts_at=noon + timedelta(hours=2))
    jonas = await enter(browser, world.jonas)
    page = await jonas.get("/calendar/day?date=2026-11-26")
    assert heading(page) == "Do 26. Nov"
    text = words(page)
    assert "10:00–11:00 Tom Ausstehend Mathe · Familie Kaya online" in text
    whole = f"12:00–13:00 Mila Mathe · Familie Kaya online {ROOM} Bitte mit Heft."
    assert f"{whole} Zuletzt Brüche sitzen. Ruhig anfangen." in text
    assert "14:00" not in text
    assert "/sessions/new?date=2026-11-26" in page.text
    assert "Drucken" in text


@rule("S15")
async def test_a_day_tells_what_was_noted_before_it_and_not_what_came_later(
    world: World, browser: Open
) -> None:
    past = clock.now() - timedelta(days=4)
    await world.make.session(State.COMPLETED, starts_at=past)
    later = await world.make.session(State.COMPLETED)
    await note.write(later, "Brüche sitzen.", "", seen=0, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    page = words(await jonas.get(f"/calendar/day?date={past.date()}"))
    assert "Mila Abgeschlossen" in page and "Brüche" not in page


async def test_each_stands_there_in_the_colour_of_its_child(world: World, browser: Open) -> None:
    noon = clock.now() + timedelta(days=3)
    await world.make.session(State.CONFIRMED, starts_at=noon)
    jonas = await enter(browser, world.jonas)
    for colour in (0, 4):
        await Profile.update({Profile.colour: colour}).where(Profile.id == world.mila.id)
        page = await jonas.get("/calendar/day?date=2026-11-26")
        assert f'<li class="day__one" data-state="confirmed" data-colour="{colour}">' in page.text


async def test_a_day_with_nothing_and_one_that_is_over(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    today = await jonas.get("/calendar/day")
    assert heading(today) == "Heute · Mo 23. Nov"
    assert "An diesem Tag ist nichts geplant." in words(today)
    assert "Drucken" not in words(today)
    over = await jonas.get("/calendar/day?date=2026-11-22")
    assert "/sessions/new" not in over.text
    assert 'href="/calendar/day?date=2026-11-21"' in over.text


@rule("S18", "S15")
async def test_a_group_stands_once_with_its_children_beneath_it(
    world: World, browser: Open
) -> None:
    held = await world.make.session(State.COMPLETED)
    await note.write(held, "Brüche sitzen.", "", seen=0, by=world.jonas.actor)
    one = await groups.made(world, groups.mila(world), groups.emil(world))
    jonas = await enter(browser, world.jonas)
    address = f"/calendar/day?date={one.starts_at.date()}"
    page = await jonas.get(address)
    text = words(page)
    assert "12:00–13:00 Mathe-Gruppe noch niemand bestätigt 0 von 3 bei mir" in text
    assert "Emil Ausstehend Familie Rossi Mila Ausstehend Familie Kaya Zuletzt Brüche" in text
    assert page.text.count(f'"/groups/{one.id}"') == page.text.count("12:00–13:00") == 1
    await answer.confirm((await groups.of(one))[world.mila.id], by=world.nadia.actor)
    text = words(await jonas.get(address))
    assert "12:00–13:00 Mathe-Gruppe 1 von 3 bei mir" in text and "Mila Familie Kaya" in text
    await group_calling_off.call_off(one, by=world.jonas.actor)
    assert "An diesem Tag ist nichts geplant." in words(await jonas.get(address))


@rule("S18")
async def test_a_group_that_nobody_is_in_takes_its_place_of_the_day(
    world: World, browser: Open
) -> None:
    one = await groups.made(world)
    alone = world.physics
    await world.make.session(learner=world.tom.id, service=alone, starts_at=one.ends_at)
    jonas = await enter(browser, world.jonas)
    text = words(await jonas.get(f"/calendar/day?date={one.starts_at.date()}"))
    first, then = "12:00–13:00 Mathe-Gruppe", "13:00–13:45 Tom"
    assert text.index(first) < text.index(then)

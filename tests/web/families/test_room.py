"""The room that an educator keeps for one family."""

import re
from dataclasses import replace
from uuid import UUID

import pytest

from domain.errors import NotFound
from domain.providers import room
from domain.sessions import offer
from domain.sessions import session as sessions
from domain.sessions.place import Place
from tests import school as schools
from tests.rules import rule
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.sessions.people import enter
from tests.world import World

OWN, THEIRS = "https://meet.example/jonas", "https://meet.example/kaya"


async def proposed(client: object, world: World, learner: UUID, start: str) -> str:
    """The link of an online session that was put in without one."""
    typed = {
        "learner": str(learner),
        "service": str(world.maths.id),
        "date": "2026-11-25",
        "start": start,
        "place": "online",
    }
    answer = await client.post("/sessions/new", data=typed)  # type: ignore[attr-defined]
    made = await sessions.by_id(UUID(answer.headers["location"].split("/")[-1]))
    return made.meeting_url


@rule("S13")
async def test_new_sessions_with_this_family_meet_there(world: World, browser: Open) -> None:
    await room.set_own(OWN, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    address = f"/families/{world.kaya.family}"
    assert f'href="{address}/room"' in (await jonas.get(address)).text
    answer = await jonas.post(f"{address}/room", data={"meeting_url": THEIRS})
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert value_of(await jonas.get(f"{address}/room"), "meeting_url") == THEIRS
    assert await proposed(jonas, world, world.mila.id, "15:00") == THEIRS
    assert await proposed(jonas, world, world.emil.id, "17:00") == OWN
    await jonas.post(f"{address}/room", data={"meeting_url": ""})
    assert await proposed(jonas, world, world.tom.id, "19:00") == OWN


@rule("S13")
async def test_one_family_can_have_a_room_where_there_is_none_for_all(
    world: World, browser: Open
) -> None:
    await room.set_for_family(THEIRS, world.kaya, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    assert await proposed(jonas, world, world.mila.id, "15:00") == THEIRS


@rule("S13")
async def test_what_is_no_link_is_said_at_the_field(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    address = f"/families/{world.kaya.family}/room"
    answer = await jonas.post(address, data={"meeting_url": "http://meet.example/kaya"})
    assert answer.status_code == 422
    assert error_at(answer, "meeting_url") == "Die Adresse muss mit https:// anfangen."
    assert value_of(answer, "meeting_url") == "http://meet.example/kaya"


@rule("S13", "B5")
async def test_only_who_teaches_the_family_has_a_room_for_it(world: World) -> None:
    school = await schools.build(world)
    for by in (school.ines.actor, world.jonas.actor):
        with pytest.raises(NotFound):
            await room.of_family(school.kaya, by=by)
        with pytest.raises(NotFound):
            await room.set_for_family(THEIRS, school.kaya, by=by)
    await room.set_for_family(THEIRS, school.kaya, by=school.lea.actor)
    assert await room.of_family(school.kaya, by=school.lea.actor) == THEIRS


@rule("S13")
async def test_the_address_of_one_family_is_not_proposed_to_another(
    world: World, browser: Open
) -> None:
    typed = replace(world.make.offer(place=Place.AT_FAMILY), place_detail="Lindenweg 3")
    await offer.propose(typed, world.kaya, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    as_before = await jonas.get(f"/sessions/new?like={world.mila.id}")
    assert value_of(as_before, "place_detail") == "Lindenweg 3"
    page = await jonas.get(f"/sessions/new?learner={world.emil.id}")
    assert "Familie Rossi" in words(page)
    assert value_of(page, "place_detail") == ""


@rule("S13")
async def test_who_has_no_room_chooses_a_place_the_first_time(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    to_tap = re.compile(r'<input type="radio" name="place"[^>]*>')
    offered = to_tap.findall((await jonas.get("/sessions/new")).text)
    assert len(offered) == 4
    assert not any("checked" in each for each in offered)
    answer = await jonas.post("/sessions/new", data={"learner": str(world.mila.id)})
    assert answer.status_code == 422
    assert error_at(answer, "place")
    await world.make.session()
    assert not to_tap.findall((await jonas.get("/sessions/new")).text)

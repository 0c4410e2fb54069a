"""A document is for a child or for a session, and says so where it is listed."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain import database
from domain.documents import tie
from domain.profiles import permission
from domain.sessions.session import Session, State
from tests.documents import PDF, share, there
from tests.domain.sessions import groups
from tests.rules import rule
from tests.web.conftest import WORKER, Enter
from tests.world import World

ROW = re.compile(r'<li><a class="rows__row" href="/documents/.*?</li>', re.DOTALL)


def sent(name: str, learner: object = None) -> dict[str, Any]:
    """As a browser sends the form: what was chosen before the file."""
    chosen = {} if learner is None else {"learner": (None, str(learner))}
    return {"files": {**chosen, "files": (name, PDF)}}


@pytest.fixture
async def lesson(world: World) -> Session:
    return await world.make.session(State.CONFIRMED)


@rule("D1")
async def test_either_side_shares_for_a_session_and_both_find_it_there(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, lesson: Session
) -> None:
    place = f"/sessions/{lesson.id}/documents"
    for client, name in ((nadia, "Lösung.pdf"), (jonas, "Blatt.pdf")):
        assert f'href="{place}"' in (await client.get(f"/sessions/{lesson.id}")).text
        answer = await client.post(place, **sent(name))
        assert (answer.status_code, answer.headers["location"]) == (303, place)
    for client in (nadia, jonas):
        for page in (place, f"/sessions/{lesson.id}"):
            text = (await client.get(page)).text
            assert "Lösung.pdf" in text and "Blatt.pdf" in text


@rule("D1")
async def test_a_list_says_for_which_child_and_session_with_a_link(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, lesson: Session, address: str
) -> None:
    await nadia.post(f"/sessions/{lesson.id}/documents", **sent("Lösung.pdf"))
    for client, page in ((nadia, address), (jonas, f"/families/{world.kaya.family}/documents")):
        (found,) = ROW.findall((await client.get(page)).text)
        assert "für Mila" in found
        assert re.search(rf'<a [^>]*href="/sessions/{lesson.id}">Mathe, ', found)
    (known,) = await there(world)
    assert f'href="/sessions/{lesson.id}"' in (await nadia.get(f"/documents/{known.id}")).text


@rule("D1", "S10")
async def test_what_was_for_a_session_is_for_what_it_was_moved_to(
    world: World, nadia: httpx.AsyncClient, lesson: Session
) -> None:
    await nadia.post(f"/sessions/{lesson.id}/documents", **sent("Lösung.pdf"))
    after = await world.make.session(starts_at=lesson.starts_at + timedelta(days=7))
    await database.rows("UPDATE sessions SET moved_from = {} WHERE id = {}", lesson.id, after.id)
    assert "Lösung.pdf" in (await nadia.get(f"/sessions/{after.id}")).text


@rule("D1", "S18")
async def test_of_a_group_each_family_finds_only_its_own(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, enter: Enter
) -> None:
    group = await groups.made(world, groups.mila(world), groups.emil(world))
    found = await groups.of(group)
    kaya, rossi = found[world.mila.id].id, found[world.emil.id].id
    await jonas.post(f"/sessions/{kaya}/documents", **sent("Kaya.pdf"))
    await jonas.post(f"/sessions/{rossi}/documents", **sent("Rossi.pdf"))
    dora = await enter(world.dora.account, world.dora.id)
    for client, own, other in ((nadia, kaya, rossi), (dora, rossi, kaya)):
        text = (await client.get(f"/sessions/{own}")).text
        assert ("Kaya.pdf" in text, "Rossi.pdf" in text) == (own == kaya, own == rossi)
        assert (await client.get(f"/sessions/{other}/documents")).status_code == 404
        assert (
            await client.post(f"/sessions/{other}/documents", **sent("x.pdf"))
        ).status_code == 404


@rule("D1", "D3")
async def test_a_child_is_chosen_where_there_are_several(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, enter: Enter, address: str
) -> None:
    place = f"/families/{world.kaya.family}/documents"
    for client, page in ((nadia, address), (jonas, place)):
        assert "Für wen?" in (await client.get(page)).text
    dora = await enter(world.dora.account, world.dora.id)
    assert "Für wen?" not in (await dora.get(address)).text
    await jonas.post(place, **sent("Tom.pdf", world.tom.id))
    await jonas.post(place, **sent("Alle.pdf", ""))
    said = {each.name: each.learner_name for each in await there(world)}
    assert said == {"Tom.pdf": "Tom", "Alle.pdf": None}


@rule("D1", "D3")
@pytest.mark.parametrize("whose", ["emil", "none"])
async def test_a_child_of_others_cannot_be_chosen(
    world: World, nadia: httpx.AsyncClient, address: str, whose: str
) -> None:
    chosen = world.emil.id if whose == "emil" else "none"
    answer = await nadia.post(address, headers=WORKER, **sent("x.pdf", chosen))
    assert (answer.status_code, answer.text) == (422, "Bitte etwas aus der Liste wählen.")
    assert await there(world) == []


@rule("D1")
async def test_a_child_shares_for_its_session_where_it_may_and_no_sibling_sees_it(
    world: World, enter: Enter, lesson: Session, address: str
) -> None:
    mila = await enter(world.mila.account, world.mila.id)
    place = f"/sessions/{lesson.id}/documents"
    assert place not in (await mila.get(f"/sessions/{lesson.id}")).text
    assert (await mila.post(place, **sent("Meins.pdf"))).status_code == 404
    for child in (world.mila, world.tom):
        await permission.allow(child.id, may_share=True, by=world.nadia.actor)
    assert place in (await mila.get(f"/sessions/{lesson.id}")).text
    assert (await mila.post(place, **sent("Meins.pdf"))).status_code == 303
    assert "Für wen?" not in (await mila.get(address)).text
    refused = await mila.post(address, headers=WORKER, **sent("x.pdf", world.tom.id))
    assert refused.status_code == 422
    tom = await enter(world.nadia.account, world.tom.id)
    assert "Meins.pdf" in (await mila.get(address)).text
    assert "Meins.pdf" not in (await tom.get(address)).text


@rule("D1", "B5")
async def test_who_does_not_reach_the_session_reads_only_for_whom_it_is(
    world: World, lesson: Session, jonas: httpx.AsyncClient
) -> None:
    await share(world.kaya, by=world.nadia.actor, tied=tie.to_session(lesson))
    sql = "UPDATE sessions SET educator = {} WHERE id = {}"
    await database.rows(sql, world.dora.id, lesson.id)
    (found,) = ROW.findall((await jonas.get(f"/families/{world.kaya.family}/documents")).text)
    assert "für Mila" in found
    assert "/sessions/" not in found

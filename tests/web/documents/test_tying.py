"""Whoever shared a document says later for whom or which session it is, and others read that."""

import re
from datetime import timedelta

import httpx
import pytest

from domain import clock, topics
from domain.documents import document, tying
from domain.documents.document import Document
from domain.documents.tie import Tie
from domain.errors import Forbidden
from domain.profiles import permission
from domain.sessions.session import Session, State
from tests.documents import share
from tests.rules import rule
from tests.world import World

OPTION = re.compile(r'<option value="([^"]*)"( selected)?>([^<]*)</option>')


@pytest.fixture
async def own(world: World) -> Document:
    """Nadia's."""
    return await document.reachable(
        await share(world.kaya, by=world.nadia.actor), by=world.nadia.actor
    )


@pytest.fixture
async def lesson(world: World) -> Session:
    return await world.make.session(State.CONFIRMED)


@rule("D1", "N6")
async def test_a_family_and_its_children_and_near_sessions_are_offered(
    world: World, nadia: httpx.AsyncClient, own: Document, lesson: Session
) -> None:
    await world.make.session(starts_at=clock.now() + timedelta(days=40))
    shown = (await nadia.get(f"/documents/{own.id}")).text
    assert f'href="/documents/{own.id}/tie"' in shown
    found = OPTION.findall((await nadia.get(f"/documents/{own.id}/tie")).text)
    assert [(value, bool(chosen)) for value, chosen, _ in found] == [
        ("", True),
        (str(world.mila.id), False),
        (str(world.tom.id), False),
        (str(lesson.id), False),
    ]
    assert found[-1][2].startswith("Mila: Mathe, ")


@rule("D1")
async def test_it_is_for_what_was_chosen_and_both_sides_read_it(
    world: World,
    nadia: httpx.AsyncClient,
    jonas: httpx.AsyncClient,
    own: Document,
    lesson: Session,
) -> None:
    seen = [topics.name("document", owner) for owner in (world.kaya.family, world.kaya.id)]
    for typed, said in (
        (world.tom.id, "für Tom"),
        (lesson.id, f'href="/sessions/{lesson.id}"'),
        ("", ""),
    ):
        before = await topics.numbers(seen)
        answer = await nadia.post(f"/documents/{own.id}/tie", data={"tied": str(typed)})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/documents/{own.id}")
        after = await topics.numbers(seen)
        assert all(after[name] != before.get(name) for name in seen)
        for reader in (nadia, jonas):
            text = (await reader.get(f"/documents/{own.id}")).text
            assert said in text
            assert typed or ("für Tom" not in text and "/sessions/" not in text)
    assert "Blatt.pdf" not in (await jonas.get(f"/sessions/{lesson.id}/documents")).text


@rule("D1")
async def test_what_was_for_all_and_is_for_one_child_now_no_other_child_sees(
    world: World, nadia: httpx.AsyncClient, mila: httpx.AsyncClient, own: Document
) -> None:
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    assert (await mila.get(f"/documents/{own.id}")).status_code == 200
    await nadia.post(f"/documents/{own.id}/tie", data={"tied": str(world.tom.id)})
    assert (await mila.get(f"/documents/{own.id}")).status_code == 404


@rule("D1")
@pytest.mark.parametrize("whose", ["nonsense", "emil", "rossi"])
async def test_what_was_not_offered_is_refused(
    world: World, nadia: httpx.AsyncClient, own: Document, whose: str
) -> None:
    strange = await world.make.session(learner=world.emil.id, connection=world.rossi)
    typed = {"rossi": strange.id, "emil": world.emil.id}.get(whose, whose)
    answer = await nadia.post(f"/documents/{own.id}/tie", data={"tied": str(typed)})
    assert answer.status_code == 422
    assert await tying.tied(own) == Tie()


@rule("D1")
async def test_nobody_says_it_of_what_others_shared(
    world: World, jonas: httpx.AsyncClient, own: Document
) -> None:
    assert f"/documents/{own.id}/tie" not in (await jonas.get(f"/documents/{own.id}")).text
    assert (await jonas.get(f"/documents/{own.id}/tie")).status_code == 403
    with pytest.raises(Forbidden):
        await tying.tie(own, Tie(world.mila.id), by=world.jonas.actor)


@rule("D1", "A8")
async def test_a_child_is_offered_its_own_sessions(
    world: World, mila: httpx.AsyncClient, lesson: Session
) -> None:
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=4))
    id = await share(world.kaya, by=world.mila.actor)
    found = OPTION.findall((await mila.get(f"/documents/{id}/tie")).text)
    assert [value for value, _, _ in found] == ["", str(lesson.id)]
    answer = await mila.post(f"/documents/{id}/tie", data={"tied": str(world.tom.id)})
    assert answer.status_code == 422

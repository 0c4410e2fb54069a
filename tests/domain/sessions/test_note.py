"""What an educator notes of a session: for the family, and for nobody else."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, database, events
from domain.errors import Forbidden, Invalid
from domain.sessions import note, noted, state
from domain.sessions import session as sessions
from domain.sessions.attendance import TooEarly
from domain.sessions.note import NoteChanged
from domain.sessions.noted import Written
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

DONE, OWN = "Brüche gekürzt.\nNächstes Mal: Prozente.", "Ruhig anfangen."


async def held(world: World) -> Session:
    return await world.make.session(State.COMPLETED)


async def written(session: Session, world: World) -> Written:
    found = await noted.of_session(session, by=world.jonas.actor)
    assert found is not None
    return found


async def told() -> list[tuple[object, ...]]:
    return await database.rows(
        "SELECT kind, profile FROM notifications WHERE kind LIKE 'session.note%'"
    )


@rule("S15")
async def test_the_family_reads_its_own_and_only_its_author_the_other(world: World) -> None:
    session = await held(world)
    await note.write(session, f" {DONE} ", OWN, seen=0, by=world.jonas.actor)
    mine = await written(session, world)
    assert (mine.for_family, mine.private, mine.by, mine.version) == (DONE, OWN, "Jonas Weber", 1)
    for who in (world.nadia, world.mila):
        found = await noted.of_session(session, by=who.actor)
        assert found is not None
        assert (found.for_family, found.private) == (DONE, "")


@rule("S15", "N1")
async def test_guardians_and_the_child_are_told_of_what_is_for_them_alone(world: World) -> None:
    session = await held(world)
    await note.write(session, "", OWN, seen=0, by=world.jonas.actor)
    assert await told() == []
    await note.write(session, DONE, OWN, seen=1, by=world.jonas.actor)
    assert {profile for _, profile in await told()} == {world.nadia.id, world.mila.id}
    # What is taken away again is nobody's news, and the text stands in no event.
    await note.write(session, "", "", seen=2, by=world.jonas.actor)
    kinds = [kind for kind, *_ in await events.of_session(session.id)]
    assert kinds.count("session.noted") == 1
    assert kinds.count("session.note_changed") == 2
    whys = await database.rows("SELECT why, particulars FROM events")
    assert not any("Brüche" in text or "Ruhig" in text for row in whys for text in row)


@rule("S15")
async def test_from_the_start_on_and_of_what_was_agreed(
    world: World, frozen_clock: FrozenClock
) -> None:
    coming = await world.make.session(State.CONFIRMED)
    with pytest.raises(TooEarly) as early:
        await note.write(coming, DONE, "", seen=0, by=world.jonas.actor)
    assert early.value.possible_at == coming.starts_at
    frozen_clock.to(coming.starts_at)
    await note.write(coming, DONE, "", seen=0, by=world.jonas.actor)
    for ending in (State.DECLINED, State.CANCELLED, State.PENDING):
        other = await world.make.session(ending, starts_at=clock.now() + timedelta(days=4))
        with pytest.raises(state.Stale):
            await note.write(other, DONE, "", seen=0, by=world.jonas.actor)


@rule("S15", "A8")
@pytest.mark.parametrize("who", ["nadia", "mila", "dora"])
async def test_only_who_teaches_it_writes(world: World, who: str) -> None:
    session = await held(world)
    with pytest.raises(Forbidden):
        await note.write(session, DONE, "", seen=0, by=getattr(world, who).actor)
    assert await noted.of_session(session, by=world.jonas.actor) is None


@rule("S15")
async def test_two_tablets_at_once_lose_nothing_silently(world: World) -> None:
    session = await held(world)
    outcomes = await asyncio.gather(
        *(note.write(session, f"Text {n}", "", seen=0, by=world.jonas.actor) for n in range(4)),
        return_exceptions=True,
    )
    stored = await written(session, world)
    refused = [each for each in outcomes if isinstance(each, NoteChanged)]
    assert (outcomes.count(None), len(refused), stored.version) == (1, 3, 1)
    assert {each.now.for_family for each in refused} == {stored.for_family}
    await note.write(session, "Doch meines", "", seen=1, by=world.jonas.actor)
    assert (await written(session, world)).version == 2


@rule("S15")
async def test_the_same_sent_twice_is_one(world: World) -> None:
    session = await held(world)
    for _ in range(2):
        await note.write(session, DONE, OWN, seen=0, by=world.jonas.actor)
    assert (await written(session, world)).version == 1
    assert len(await told()) == 2
    empty = await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=4))
    await note.write(empty, " ", "", seen=0, by=world.jonas.actor)
    assert await noted.of_session(empty, by=world.jonas.actor) is None


@rule("S15")
@pytest.mark.parametrize("field", ["for_family", "private"])
async def test_a_text_has_an_end(world: World, field: str) -> None:
    session = await held(world)
    texts = {"for_family": "", "private": "", field: "x" * (note.LENGTH + 1)}
    with pytest.raises(Invalid, match=field):
        await note.write(session, **texts, seen=0, by=world.jonas.actor)


@rule("S15")
async def test_planning_the_next_shows_the_last_of_the_same_child(world: World) -> None:
    now = clock.now()
    older = await world.make.session(State.COMPLETED, starts_at=now - timedelta(days=9))
    newer = await world.make.session(State.COMPLETED, starts_at=now - timedelta(days=2))
    of_tom = await world.make.session(
        State.COMPLETED, learner=world.tom.id, starts_at=now - timedelta(days=1)
    )
    for session, text in ((older, "Alt"), (newer, "Neu"), (of_tom, "Tom")):
        await note.write(session, text, "", seen=0, by=world.jonas.actor)
    last = await noted.latest(world.mila.id, now, educator=world.jonas.id)
    assert last is not None
    assert (last.session, last.for_family) == (newer.id, "Neu")
    # What was taken away is no last note.
    stored = await sessions.by_id(newer.id)
    await note.write(stored, "", "", seen=1, by=world.jonas.actor)
    last = await noted.latest(world.mila.id, now, educator=world.jonas.id)
    assert last is not None
    assert last.session == older.id
    assert await noted.latest(world.mila.id, now, educator=world.nadia.id) is None

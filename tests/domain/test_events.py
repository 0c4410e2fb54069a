"""Events are facts: written with what they tell of, and never changed."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database, events, topics
from domain.database import Violation
from domain.facts import Fact, Subject
from domain.profiles import changing
from domain.sessions import answer
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.statements import watched
from tests.waiting import LONGEST_SECONDS
from tests.world import World


def granted(subject: Subject, *, key: UUID | None = None) -> Fact:
    """Something that happens without a session."""
    particulars = {"provider": "Jonas Weber", "credits": 1}
    return Fact(
        "credits.granted", None, subject, clock.now(), particulars=particulars, id=key or uuid4()
    )


async def record(*facts: Fact) -> None:
    async with database.transaction():
        for fact in facts:
            events.record(fact)


async def versions(world: World, *areas: str) -> dict[str, str]:
    """How often the pages of each side became out of date, in what each area says."""
    owners = {
        "kaya": world.kaya.family,
        "rossi": world.rossi.family,
        "mila": world.mila.id,
        "tom": world.tom.id,
        "jonas": world.jonas.id,
    }
    return {
        name: await topics.versions([topics.name(area, owner) for area in areas])
        for name, owner in owners.items()
    }


@rule("N2", "S1")
@pytest.mark.parametrize("sql", ["UPDATE events SET why = 'anders'", "DELETE FROM events"])
async def test_no_event_is_ever_updated_or_deleted(world: World, sql: str) -> None:
    before = await database.rows("SELECT * FROM events")
    with pytest.raises(Violation) as refused:
        await database.rows(sql)
    assert refused.value.name == "N2_events_append_only"
    assert before == await database.rows("SELECT * FROM events") != []


@rule("N2")
async def test_an_event_is_written_with_its_cause_or_not_at_all(world: World) -> None:
    session = await world.make.session()
    await database.rows("DELETE FROM outbox")
    with pytest.raises(LookupError):
        async with database.transaction():
            await world.make.credits(1)
            await answer.confirm(session, by=world.nadia.actor)
            raise LookupError
    told = await database.rows("SELECT kind FROM events WHERE kind = 'session.confirmed'")
    assert told == []
    assert await database.rows("SELECT id FROM outbox") == []


@rule("N2")
async def test_nothing_happens_outside_of_a_transaction(world: World) -> None:
    with pytest.raises(RuntimeError):
        events.record(granted(world.kaya.subject()))


async def test_what_no_registry_knows_is_refused_where_it_is_recorded(world: World) -> None:
    async with database.transaction():
        with pytest.raises(KeyError):
            events.record(replace(granted(world.kaya.subject()), kind="credits.dreamt"))


@rule("N2")
async def test_an_event_makes_the_pages_of_everybody_concerned_out_of_date(world: World) -> None:
    before = await versions(world, "session")
    await world.make.session()
    after = await versions(world, "session")
    changed = {name for name, version in after.items() if version != before[name]}
    assert changed == {"kaya", "mila", "jonas"}


@rule("N2")
async def test_what_is_rolled_back_makes_no_page_out_of_date(world: World) -> None:
    before = await versions(world, "session", "credits")
    with pytest.raises(LookupError):
        async with database.transaction():
            await world.make.session()
            raise LookupError
    assert await versions(world, "session", "credits") == before


@rule("N2")
async def test_an_event_with_a_key_is_written_once(world: World) -> None:
    key = uuid4()
    await record(granted(world.kaya.subject(), key=key))
    with pytest.raises(Violation) as refused:
        await record(granted(world.kaya.subject(), key=key))
    assert refused.value.name == "events.id"
    assert await events.is_recorded(key)
    assert not await events.is_recorded(uuid4())


@rule("N2")
async def test_a_transactions_facts_are_written_by_one_statement(world: World) -> None:
    facts = [granted(world.kaya.subject()) for _ in range(60)]
    with watched() as seen:
        await record(*facts)
    into = [each for each in seen.statements if "INSERT INTO events" in " ".join(each.split())]
    assert len(into) == 1, seen.told()
    found = await database.rows("SELECT id FROM events WHERE kind = 'credits.granted'")
    assert {id for (id,) in found} == {fact.id for fact in facts}


@rule("S1", "S12")
async def test_the_history_of_a_session_is_in_order_and_without_reminders(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.MISSED)
    await world.make.session()
    await record(Fact("session.reminded", None, session.subject, clock.now()))
    history = await events.of_session(session.id)
    assert [(kind, by, who) for kind, _, _, by, who in history] == [
        ("session.proposed", "Jonas Weber", "educator"),
        ("session.confirmed", "Nadia Kaya", "guardian"),
        ("session.missed", "Jonas Weber", "educator"),
    ]
    assert history[-1][1] == session.ends_at + timedelta(minutes=15)


@rule("N2")
async def test_events_of_one_connection_at_once_do_not_wait_in_a_circle(world: World) -> None:
    both = [world.kaya.subject(), world.rossi.subject()]
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            *(
                record(*(granted(subject) for subject in both[:: 1 if number % 2 else -1]))
                for number in range(16)
            )
        )
    found = await database.rows("SELECT id FROM events WHERE kind = 'credits.granted'")
    assert len(found) == 32


@rule("N2")
async def test_renaming_while_something_happens_does_not_wait_in_a_circle(world: World) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            *(record(granted(world.kaya.subject())) for _ in range(8)),
            *(
                changing.rename(world.nadia.id, f"Nadia {number}", by=world.nadia.actor)
                for number in range(8)
            ),
        )
    found = await database.rows("SELECT id FROM events WHERE kind = 'credits.granted'")
    assert len(found) == 8

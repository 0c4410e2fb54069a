"""Events are facts: written with what they tell of, and never changed."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import database, events
from domain.database import Violation
from domain.profiles import profile
from domain.sessions import answer
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World


async def revisions(world: World) -> dict[str, int]:
    """How often the pages of each side became out of date."""
    found = {}
    for name, table, row in (
        ("kaya", "families", world.kaya.family),
        ("rossi", "families", world.rossi.family),
        ("jonas", "providers", world.kaya.provider),
    ):
        kept = await database.row(f"SELECT revision FROM {table} WHERE id = {{}}", row)
        assert kept is not None
        found[name] = int(kept[0])
    return found


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
    with pytest.raises(RuntimeError):
        async with database.transaction():
            await world.make.credits(1)
            await answer.confirm(session, by=world.nadia.actor)
            raise RuntimeError
    told = await database.rows("SELECT kind FROM events WHERE kind = 'session.confirmed'")
    assert told == []
    assert await database.rows("SELECT id FROM outbox") == []


@rule("N2")
async def test_an_event_makes_the_pages_of_both_sides_out_of_date(world: World) -> None:
    before = await revisions(world)
    await world.make.session()
    after = await revisions(world)
    assert after["kaya"] > before["kaya"]
    assert after["jonas"] > before["jonas"]
    assert after["rossi"] == before["rossi"]


@rule("N2")
async def test_an_event_with_a_key_is_written_once(world: World) -> None:
    key = uuid4()
    await events.record("session.tested", by=None, subject=world.kaya.subject(), key=key)
    with pytest.raises(Violation) as refused:
        await events.record("session.tested", by=None, subject=world.kaya.subject(), key=key)
    assert refused.value.name == "events.id"


@rule("S1", "S12")
async def test_the_history_of_a_session_is_in_order_and_without_reminders(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.MISSED)
    await world.make.session()
    await events.record("session.reminded", by=None, subject=session.subject())
    history = await events.of_session(session.id)
    assert [(kind, by, who) for kind, _, _, by, who in history] == [
        ("session.proposed", "Jonas Weber", "educator"),
        ("session.confirmed", "Nadia Kaya", "guardian"),
        ("session.missed", "Jonas Weber", "educator"),
    ]
    assert history[-1][1] == session.ends_at + timedelta(minutes=15)


@rule("N2")
async def test_events_of_one_connection_at_once_do_not_wait_in_a_circle(world: World) -> None:
    subjects = [world.kaya.subject(), world.rossi.subject()] * 8
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            *(
                events.record("credits.granted", by=None, subject=subject, particulars={"count": 1})
                for subject in subjects
            )
        )
    found = await database.rows("SELECT id FROM events WHERE kind = 'credits.granted'")
    assert len(found) == 16


@rule("N2")
async def test_renaming_while_something_happens_does_not_wait_in_a_circle(world: World) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            *(
                events.record("credits.granted", by=None, subject=world.kaya.subject())
                for _ in range(8)
            ),
            *(
                profile.rename(world.nadia.id, f"Nadia {number}", by=world.nadia.actor)
                for number in range(8)
            ),
        )

"""A series is put in as one proposal, with what was picked of its dates."""

import asyncio
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from domain import database
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Educator
from domain.sessions import series as many
from domain.sessions import wall_clock
from domain.sessions.recurrence import Recurrence
from domain.sessions.series_offer import DateTaken
from domain.sessions.session import Session, State
from tests import series
from tests.rules import rule
from tests.world import BERLIN, World

FIRST = date(2027, 3, 16)
"""A Tuesday; the clocks go forward twelve days later."""


async def count(sql: str, *values: object) -> int:
    row = await database.row(sql, *values)
    assert row is not None
    return int(row[0])


async def day_of(session: Session) -> date:
    row = await database.row("SELECT series_day FROM sessions WHERE id = {}", session.id)
    assert row is not None
    found: date = row[0]
    return found


@rule("S2", "S7", "N1")
async def test_it_is_one_proposal_told_once_that_waits_until_its_first_date(world: World) -> None:
    recurrence = series.tuesdays(FIRST, 4)
    made = await series.put_in(world, recurrence)
    assert [(await day_of(each)) for each in made] == recurrence.days()
    assert [each.starts_at for each in made] == [
        wall_clock.instant(day, time(16), BERLIN) for day in recurrence.days()
    ]
    (proposal,) = {each.proposal for each in made}
    assert {(each.state, each.expires_at) for each in made} == {("pending", made[0].starts_at)}
    assert await database.rows("SELECT id, kind, message FROM proposals") == [
        (proposal, "series", "Bis Weihnachten")
    ]
    (identity,) = {each.series for each in made}
    assert identity is not None
    assert await many.recurrence(identity) == recurrence
    told = await database.rows(
        "SELECT profile, subject, facts_count FROM notifications WHERE kind = 'session.proposed'"
    )
    assert told == [(world.nadia.id, proposal, 4)]


@rule("S7")
async def test_only_what_was_picked_is_made(world: World) -> None:
    recurrence = Recurrence(FIRST, 2, (1, 3), time(17, 30), BERLIN, until=date(2027, 5, 1))
    picked = recurrence.days()[1::2]
    made = await series.put_in(world, recurrence, picked)
    assert [(await day_of(each)) for each in made] == picked


@rule("S7")
async def test_the_same_sent_twice_or_at_once_is_one_series(world: World) -> None:
    key, recurrence = uuid4(), series.tuesdays(FIRST, 3)
    made = await asyncio.gather(*(series.put_in(world, recurrence, key=key) for _ in range(3)))
    again = await series.put_in(world, series.tuesdays(FIRST, 5), key=key)
    assert {tuple(each.id for each in one) for one in [*made, again]} == {
        tuple(each.id for each in made[0])
    }
    assert await count("SELECT count(*) FROM proposals") == 1
    assert await count("SELECT count(*) FROM sessions") == 3


@rule("S4", "S7")
async def test_a_date_that_was_taken_meanwhile_is_named_and_nothing_is_made(world: World) -> None:
    recurrence = series.tuesdays(FIRST, 3)
    taken = wall_clock.instant(recurrence.days()[1], time(16, 30), BERLIN)
    await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=taken
    )
    with pytest.raises(DateTaken) as refused:
        await series.put_in(world, recurrence)
    assert refused.value.starts_at == taken - timedelta(minutes=30)
    assert await count("SELECT count(*) FROM series") == 0
    made = await series.put_in(world, recurrence, recurrence.days()[::2])
    assert len(made) == 2


@rule("S7")
async def test_what_makes_no_series_makes_nothing(world: World) -> None:
    recurrence = series.tuesdays(FIRST, 3)
    others = [FIRST, FIRST + timedelta(days=1)]
    cases: list[tuple[Recurrence, list[date] | None, str]] = [
        (recurrence, [], "days"),
        (recurrence, others, "days"),
        (series.tuesdays(FIRST, 61), None, "times"),
        (series.tuesdays(FIRST, 3, every_weeks=0), None, "every_weeks"),
    ]
    for wrong, days, field in cases:
        with pytest.raises(Invalid) as refused:
            await series.put_in(world, wrong, days if days is not None else [FIRST])
        assert refused.value.field == field
    assert await count("SELECT count(*) FROM series") == 0
    assert await count("SELECT count(*) FROM proposals") == 0


@rule("B5")
async def test_nobody_puts_a_series_in_for_anothers_family(world: World) -> None:
    stranger = Educator(world.jonas.id, uuid4())
    with pytest.raises(Forbidden):
        await series.put_in(world, series.tuesdays(FIRST, 3), by=stranger)
    assert await count("SELECT count(*) FROM series") == 0


@rule("S7")
async def test_the_database_keeps_the_limits_of_a_series(world: World) -> None:
    await series.put_in(world, series.tuesdays(FIRST, 3))
    for change, name in (
        ("times_count = 61", "S7_at_most_sixty"),
        ("every_weeks = 0", "S7_every_weeks"),
        ("times_count = NULL", "S7_until_or_times"),
        ("until_on = first_on", "S7_until_or_times"),
    ):
        with pytest.raises(database.Violation) as refused:
            await database.rows(f"UPDATE series SET {change}")
        assert refused.value.name == name

"""Which package pays for a session, and where its credits go afterwards."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from domain import clock, database
from domain.credits import available, balance, expiry, overdraft
from domain.credits.hold import CreditsEndBefore, NotEnoughCredits
from domain.sessions import answer, attendance, attendance_correction, cancellation
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.world import BERLIN, World

SUMS = "granted_count, free_count, held_count, spent_count, lapsed_count, expired_count"


def day(ahead: int) -> date:
    return (NOON + timedelta(days=ahead)).date()


async def held(world: World) -> dict[UUID, int]:
    sql = "SELECT id, held_count FROM packages WHERE connection = {} AND held_count <> 0"
    return dict(await database.rows(sql, world.kaya.id))


async def costing(world: World, credits: int, starts_at: datetime | None = None) -> Session:
    await database.rows("UPDATE services SET credits = {} WHERE id = {}", credits, world.maths.id)
    return await world.make.session(starts_at=starts_at)


@rule("K2")
async def test_the_package_that_expires_first_pays_first(world: World) -> None:
    forever = await world.make.credits(2)
    later = await world.make.credits(2, expires_on=day(20))
    sooner = await world.make.credits(2, expires_on=day(10))
    session = await costing(world, 5)
    await answer.confirm(session, by=world.nadia.actor)
    assert await held(world) == {sooner: 2, later: 2, forever: 1}


@rule("K2")
async def test_of_packages_without_an_end_the_older_pays_first(
    world: World, frozen_clock: FrozenClock
) -> None:
    older = await world.make.credits(1)
    frozen_clock.forward(timedelta(seconds=1))
    await world.make.credits(1)
    await answer.confirm(await world.make.session(), by=world.nadia.actor)
    assert await held(world) == {older: 1}


@rule("K2", "K3")
@pytest.mark.parametrize(("ended", "error"), [(1, NotEnoughCredits), (2, CreditsEndBefore)])
async def test_what_is_available_is_what_can_be_held(
    world: World, ended: int, error: type[NotEnoughCredits]
) -> None:
    await world.make.credits(1)
    await world.make.credits(ended, expires_on=day(2))
    session = await costing(world, 3)
    found = await available.for_session(session)
    assert found == (1, 0, ended)
    assert found.missing(3) == 2
    with pytest.raises(NotEnoughCredits) as refused:
        await answer.confirm(session, by=world.nadia.actor)
    assert (type(refused.value), refused.value.missing) == (error, 2)
    await overdraft.allow(world.kaya, 2, by=world.jonas.actor)
    assert (await available.for_session(session)).missing(3) == 0
    await answer.confirm(session, by=world.nadia.actor)


@rule("K2")
async def test_a_package_that_ends_before_the_session_does_not_pay(world: World) -> None:
    await world.make.credits(1, expires_on=day(2))
    session = await world.make.session(starts_at=NOON + timedelta(days=3))
    with pytest.raises(NotEnoughCredits):
        await answer.confirm(session, by=world.nadia.actor)


@rule("K2")
async def test_a_package_pays_on_its_last_day_as_the_provider_counts_days(world: World) -> None:
    # 23:30 in Berlin is still the last day, though 00:30 is not; in UTC both are the same day.
    last = day(3)
    key = await world.make.credits(2, expires_on=last)
    evening = datetime(last.year, last.month, last.day, 23, 30, tzinfo=ZoneInfo(BERLIN))
    session = await world.make.session(starts_at=evening)
    night = await world.make.session(starts_at=evening + timedelta(hours=1))
    await answer.confirm(session, by=world.nadia.actor)
    with pytest.raises(NotEnoughCredits):
        await answer.confirm(night, by=world.nadia.actor)
    assert await held(world) == {key: 1}


@rule("K2")
async def test_each_credit_goes_back_to_its_package(world: World) -> None:
    await world.make.credits(1, expires_on=day(10))
    await world.make.credits(2)
    session = await costing(world, 3)
    before = await database.rows(f"SELECT id, {SUMS} FROM packages ORDER BY id")
    await answer.confirm(session, by=world.nadia.actor)
    await cancellation.cancel(session, by=world.nadia.actor)
    assert await database.rows(f"SELECT id, {SUMS} FROM packages ORDER BY id") == before


@rule("K2", "S11")
@pytest.mark.parametrize("state", [State.COMPLETED, State.MISSED])
async def test_held_spent_lapsed_expired_and_free_add_up_to_granted(
    world: World, state: State
) -> None:
    await world.make.credits(5)
    session = await world.make.session(state)
    found = await balance.of(world.kaya.id)
    spent = int(state == State.COMPLETED)
    assert (found.granted, found.free, found.spent, found.lapsed) == (5, 4, spent, 1 - spent)
    kinds = await database.rows("SELECT kind FROM entries WHERE session = {}", session.id)
    assert len(kinds) == 2


@rule("K2")
async def test_a_credit_from_a_package_that_has_ended_is_still_spent(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1, expires_on=day(3))
    session = await world.make.session(starts_at=NOON + timedelta(days=3))
    await answer.confirm(session, by=world.nadia.actor)
    frozen_clock.to(session.ends_at + timedelta(days=2))
    await expiry.expire_ended()
    await attendance.complete(session.id)
    held_one = await sessions.by_id(session.id)
    await attendance.mark_missed(held_one, by=world.jonas.actor)
    await attendance_correction.make(held_one, by=world.jonas.actor)
    found = await balance.of(world.kaya.id)
    assert (found.free, found.spent, found.expired) == (0, 1, 0)


@rule("K1")
async def test_a_session_that_costs_nothing_writes_no_entry(world: World) -> None:
    session = await costing(world, 0)
    await answer.confirm(session, by=world.nadia.actor)
    assert await database.rows("SELECT id FROM entries") == []


@rule("K2")
async def test_what_a_session_costs_stays_as_it_was_proposed(world: World) -> None:
    await world.make.credits(5)
    session = await world.make.session(starts_at=clock.now() + timedelta(days=4))
    await costing(world, 3)
    await answer.confirm(session, by=world.nadia.actor)
    assert (await balance.of(world.kaya.id)).held == 1

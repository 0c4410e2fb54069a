"""Many sessions of one proposal: answered by one tap, at the cost of one, told as one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import CreditsEndBefore, NotEnoughCredits
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import service
from domain.sessions import answer, retraction, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import series
from tests.conftest import FrozenClock
from tests.domain.notifications.news import tell_late
from tests.domain.sessions import amira
from tests.rules import rule
from tests.series import SERIES, WEEK
from tests.statements import watched
from tests.waiting import LONGEST_SECONDS, until
from tests.world import World

MOST_STATEMENTS, MOST_FOR_ONE = 120, 16


async def proposed(world: World, count: int = SERIES) -> list[Session]:
    await world.make.credits(count)
    return await sessions.of_proposal(await series.of_jonas(world, count))


async def counted(sql: str) -> int:
    found = await database.row(sql)
    assert found is not None
    return int(found[0])


@rule("S3")
async def test_a_confirmation_takes_few_statements(world: World) -> None:
    await world.make.credits(1)
    session = await world.make.session()
    with watched() as seen:
        found = await sessions.reachable(session.id, by=world.nadia.actor)
        await answer.confirm(found, by=world.nadia.actor)
    assert 0 < seen.count <= MOST_FOR_ONE, seen.told()
    assert (await sessions.by_id(session.id)).state == State.CONFIRMED


@rule("S7", "K2", "S11", "S14")
async def test_sixty_are_confirmed_by_one_answer_with_all_that_follows(world: World) -> None:
    picked = await proposed(world)
    with watched() as seen:
        await answer.confirm(*picked, by=world.nadia.actor)
    assert 0 < seen.count <= MOST_STATEMENTS, seen.told()
    assert await counted("SELECT count(*) FROM sessions WHERE state = 'confirmed'") == SERIES
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (0, SERIES)
    completions = "SELECT count(DISTINCT payload) FROM outbox WHERE kind = 'completion'"
    assert await counted(completions) == SERIES
    # Nadia is reminded twice, Mila and Jonas once.
    assert await counted("SELECT count(*) FROM outbox WHERE kind = 'reminder'") == 4 * SERIES


@rule("S7", "N1")
async def test_sixty_are_told_as_one(world: World, frozen_clock: FrozenClock) -> None:
    await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    picked = await proposed(world)
    proposals = (
        "SELECT facts_count, read_at IS NULL FROM notifications WHERE kind = 'session.proposed'"
    )
    assert [(n, bool(unread)) for n, unread in await database.rows(proposals)] == 2 * [
        (SERIES, True)
    ]
    await answer.confirm(*picked, by=world.nadia.actor)
    frozen_clock.forward(timedelta(seconds=10))
    assert await tell_late() == 1
    found = await database.rows(
        "SELECT profile, facts_count FROM notifications WHERE kind = 'session.confirmed'"
    )
    profiles = [profile for profile, _ in found]
    assert len(profiles) == len(set(profiles)) == 3
    assert {world.mila.id, world.jonas.id} < set(profiles)
    assert world.nadia.id not in profiles
    assert {count for _, count in found} == {SERIES}


@rule("K3", "S7")
async def test_too_few_credits_for_all_confirm_none_and_say_how_many_are_missing(
    world: World,
) -> None:
    picked = await proposed(world, 5)
    await database.rows("UPDATE services SET credits = 1")
    more = await sessions.of_proposal(
        await series.propose(
            world.kaya,
            world.maths,
            series.weekly(world.mila.id, picked[-1].starts_at + WEEK, 8),
            by=world.jonas.actor,
        )
    )
    with pytest.raises(NotEnoughCredits) as refused:
        await answer.confirm(*more, by=world.nadia.actor)
    assert (type(refused.value), refused.value.missing) == (NotEnoughCredits, 3)
    assert {(await sessions.by_id(each.id)).state for each in more} == {State.PENDING}
    assert (await balance.of(world.kaya.id)).free == 5


@rule("K2", "S7")
async def test_each_session_takes_from_the_package_that_ends_first_and_still_runs(
    world: World,
) -> None:
    first = clock.now() + timedelta(days=7)
    short = await world.make.credits(1, expires_on=(first + WEEK).date())
    long = await world.make.credits(3)
    picked = await sessions.of_proposal(
        await series.propose(
            world.kaya,
            world.maths,
            series.weekly(world.mila.id, first, 4),
            by=world.jonas.actor,
        )
    )
    await answer.confirm(*picked[::-1], by=world.nadia.actor)
    paid = dict(await database.rows("SELECT session, package FROM entries WHERE held > 0"))
    assert [paid[each.id] for each in picked] == [short, long, long, long]


@rule("K2", "S7")
async def test_credits_that_end_during_a_series_are_told_apart(world: World) -> None:
    first = clock.now() + timedelta(days=7)
    await world.make.credits(4, expires_on=(first + WEEK).date())
    dates = series.weekly(world.mila.id, first, 4)
    asking = await series.propose(world.kaya, world.maths, dates, by=world.jonas.actor)
    with pytest.raises(CreditsEndBefore) as refused:
        await answer.confirm(*await sessions.of_proposal(asking), by=world.nadia.actor)
    assert refused.value.missing == 2


@rule("S4", "S7")
async def test_one_time_that_is_taken_refuses_the_whole_answer(world: World) -> None:
    picked = await proposed(world, 6)
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=picked[3].starts_at + timedelta(minutes=30),
    )
    with pytest.raises(state.SlotTaken) as refused:
        await answer.confirm(*picked, by=world.nadia.actor)
    assert refused.value.whose == "educator"
    assert {(await sessions.by_id(each.id)).state for each in picked} == {State.PENDING}
    assert (await balance.of(world.kaya.id)).free == 6


@rule("S4", "S7")
async def test_a_series_that_overlaps_itself_is_not_confirmed(world: World) -> None:
    await world.make.credits(2)
    first = clock.now() + timedelta(days=7)
    dates = [(world.mila.id, first), (world.tom.id, first + timedelta(minutes=30))]
    asking = await series.propose(world.kaya, world.maths, dates, by=world.jonas.actor)
    with pytest.raises(state.SlotTaken):
        await answer.confirm(*await sessions.of_proposal(asking), by=world.nadia.actor)
    assert await counted("SELECT count(*) FROM sessions WHERE state = 'confirmed'") == 0


@rule("S4", "S7")
async def test_of_two_series_that_overlap_at_once_one_wins(world: World) -> None:
    """In opposite order of time, so that each would first take what the other needs last."""
    await world.make.credits(3 * SERIES)
    await world.make.credits(3 * SERIES, connection=world.rossi)
    first = clock.now() + timedelta(days=7)
    for number in range(3):
        starts = first + number * timedelta(hours=2)
        ours, theirs = [
            await sessions.of_proposal(
                await series.propose(shared, world.maths, dates, by=world.jonas.actor)
            )
            for shared, dates in (
                (world.kaya, series.weekly(world.mila.id, starts, SERIES)),
                (world.rossi, series.weekly(world.emil.id, starts, SERIES)[::-1]),
            )
        ]
        came = await both(
            answer.confirm(*ours, by=world.nadia.actor),
            answer.confirm(*theirs[::-1], by=world.dora.actor),
        )
        assert came.count(None) == 1
        assert [each.whose for each in came if isinstance(each, state.SlotTaken)] == ["educator"]


async def both(one: Awaitable[None], other: Awaitable[None]) -> list[BaseException | None]:
    async with asyncio.timeout(LONGEST_SECONDS):
        return list(await asyncio.gather(one, other, return_exceptions=True))


@rule("S4", "S7")
async def test_series_of_brother_and_sister_with_two_at_once_do_not_wait_in_a_circle(
    world: World,
) -> None:
    """They do not overlap, so both win: neither may take Mila while the other has Tom."""
    her = await amira.build()
    shared = await her.knows(world.nadia)
    father = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    first, children = clock.now() + timedelta(days=7), [world.mila.id, world.tom.id]
    days = [first + day * timedelta(days=1) for day in range(30)]
    maths = [(children[at % 2], day) for at, day in enumerate(days)]
    others = [(children[1 - at % 2], day + timedelta(hours=2)) for at, day in enumerate(days)]
    await database.rows("UPDATE services SET credits = 0")
    nothing = await service.reachable(world.maths.id, by=world.jonas.actor)
    ours, theirs = [
        await sessions.of_proposal(asking)
        for asking in (
            await series.propose(world.kaya, nothing, maths, by=world.jonas.actor),
            await series.propose(shared, her.english, others, by=her.actor),
        )
    ]
    async with holding(*children):
        acts = [
            asyncio.ensure_future(answer.confirm(*ours, by=world.nadia.actor)),
            asyncio.ensure_future(
                answer.confirm(*theirs, by=Guardian(father.id, world.kaya.family))
            ),
        ]
        await until(both_wait)
    assert await both(*acts) == [None, None]


@asynccontextmanager
async def holding(*people: UUID) -> AsyncIterator[None]:
    """Nobody can be taken meanwhile, so that whoever wants them stands at the same place."""
    is_held, is_over = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.transaction():
            if database.dialect() == "postgres":
                for each in people:
                    sql = "SELECT pg_advisory_xact_lock(hashtextextended({}::text, 4))"
                    await database.rows(sql, str(each))
            is_held.set()
            await is_over.wait()

    # In a task of its own, or those who wait would be parts of this transaction.
    holder = asyncio.ensure_future(hold())
    await is_held.wait()
    yield
    is_over.set()
    await holder


async def both_wait() -> bool:
    if database.dialect() == "sqlite":
        return True
    sql = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return await counted(sql) >= 2


@rule("S2", "S7")
async def test_of_confirming_a_series_and_taking_it_back_at_once_one_counts(world: World) -> None:
    await world.make.credits(80)
    for number in range(4):
        first = clock.now() + timedelta(days=1, hours=2 * number)
        dates = series.weekly(world.mila.id, first, 20)
        asking = await series.propose(world.kaya, world.maths, dates, by=world.jonas.actor)
        picked = await sessions.of_proposal(asking)
        acts = [
            answer.confirm(*picked, by=world.nadia.actor),
            retraction.retract(await sessions.by_id(picked[-1].id), by=world.jonas.actor),
        ]
        came = await both(*acts[:: -1 if number % 2 else 1])
        assert came.count(None) == 1
        (stale,) = [each for each in came if isinstance(each, state.Stale)]
        assert {(await sessions.by_id(each.id)).state for each in picked} == {stale.state}

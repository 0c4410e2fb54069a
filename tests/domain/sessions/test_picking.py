"""A family confirms all of a series or picks; the rest is declined once that is final."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from datetime import date, timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.errors import Forbidden
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.sessions import answer, passing_over, proposal_expiry, retraction, state, withdrawal
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.undo_window import LENGTH
from tests import series
from tests.conftest import FrozenClock
from tests.domain.notifications.news import tell_late
from tests.rules import rule
from tests.world import World

FIRST = date(2026, 12, 1)
Outcome = BaseException | None


async def asked(world: World, times: int = 10) -> list[Session]:
    await world.make.credits(times)
    return await series.put_in(world, series.tuesdays(FIRST, times))


async def states(made: list[Session]) -> list[str]:
    return [(await sessions.by_id(each.id)).state for each in made]


async def news(world: World) -> list[tuple[str, int]]:
    """What Jonas was told."""
    sql = (
        "SELECT kind, facts_count FROM notifications"
        " WHERE profile = {} AND kind LIKE 'session.%' ORDER BY created_at"
    )
    return [(kind, count) for kind, count in await database.rows(sql, world.jonas.id)]


@rule("S3", "S7", "K2")
async def test_what_is_not_picked_is_declined_once_the_answer_is_final(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await asked(world)
    await answer.confirm(*made[:3], made[5], by=world.nadia.actor)
    assert Counter(await states(made)) == {"confirmed": 4, "pending": 6}
    assert (await balance.of(world.kaya.id)).held == 4
    # Nobody can answer what is left, and it counts as nothing that is to come.
    assert (await balance.of(world.kaya.id)).needed == 0
    with pytest.raises(state.Stale):
        await answer.confirm(await sessions.by_id(made[4].id), by=world.nadia.actor)
    await passing_over.end_rest(made[0].proposal)
    assert Counter(await states(made)) == {"confirmed": 4, "pending": 6}
    frozen_clock.forward(LENGTH)
    for _ in range(2):
        await passing_over.end_rest(made[0].proposal)
    assert Counter(await states(made)) == {"confirmed": 4, "declined": 6}
    told = await database.rows(
        'SELECT kind, "by", count(*) FROM events WHERE session = {} GROUP BY kind, "by"', made[9].id
    )
    assert ("session.passed_over", world.nadia.id, 1) in told


@rule("S7", "N1")
async def test_the_educator_is_told_once_how_many_of_how_many(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await asked(world)
    await answer.confirm(made[2], by=world.nadia.actor)
    assert await news(world) == []
    frozen_clock.forward(LENGTH)
    await tell_late()
    await passing_over.end_rest(made[0].proposal)
    assert await news(world) == [("session.confirmed", 1)]
    row = await database.row(
        "SELECT e.particulars, n.subject FROM notifications n JOIN events e ON e.id = n.event"
        " WHERE n.kind = 'session.confirmed' AND n.profile = {}",
        world.jonas.id,
    )
    assert row is not None
    assert '"asked_count":10' in row[0] and row[1] == made[0].proposal


@rule("S1", "S7", "K2")
async def test_taking_it_back_within_ten_seconds_brings_all_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await asked(world)
    await answer.confirm(*made[:4], by=world.nadia.actor)
    frozen_clock.forward(LENGTH - timedelta(seconds=1))
    await withdrawal.undo(await sessions.by_id(made[1].id), by=world.nadia.actor)
    frozen_clock.forward(timedelta(minutes=1))
    await tell_late()
    kinds = await database.rows("SELECT kind FROM outbox WHERE kind IN ('passing_over', 'telling')")
    assert kinds == []
    await passing_over.end_rest(made[0].proposal)
    assert set(await states(made)) == {"pending"}
    assert (await balance.of(world.kaya.id)).held == 0
    assert await news(world) == []
    again = [await sessions.by_id(each.id) for each in made]
    await answer.confirm(*again, by=world.nadia.actor)
    assert set(await states(made)) == {"confirmed"}
    assert await database.rows("SELECT id FROM outbox WHERE kind = 'passing_over'") == []


@rule("S4", "S7")
async def test_a_date_that_is_taken_is_named(world: World) -> None:
    made = await asked(world)
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=made[6].starts_at + timedelta(minutes=30),
    )
    await world.make.credits(1)
    await world.make.session(State.CONFIRMED, starts_at=made[8].starts_at + timedelta(minutes=30))
    with pytest.raises(state.SlotTaken) as refused:
        await answer.confirm(*made, by=world.nadia.actor)
    assert (refused.value.whose, refused.value.starts_at) == ("educator", made[6].starts_at)
    assert set(await states(made)) == {"pending"}
    picked = [each for number, each in enumerate(made) if number not in (6, 8)]
    await answer.confirm(*picked, by=world.nadia.actor)
    assert Counter(await states(made)) == {"confirmed": 8, "pending": 2}


@rule("K3", "S7")
async def test_credits_for_some_confirm_those_alone(world: World) -> None:
    await world.make.credits(6)
    made = await series.put_in(world, series.tuesdays(FIRST, 10))
    with pytest.raises(NotEnoughCredits) as refused:
        await answer.confirm(*made, by=world.nadia.actor)
    assert refused.value.missing == 4
    await answer.confirm(*made[:6], by=world.nadia.actor)
    assert (await balance.of(world.kaya.id)).free == 0


@rule("S7")
async def test_passt_nicht_declines_the_series_whole(world: World) -> None:
    made = await asked(world, 5)
    await answer.decline(made[3], by=world.nadia.actor, why="Dienstags ist Chor")
    assert set(await states(made)) == {"declined"}
    assert await news(world) == [("session.declined", 5)]


@rule("S2", "S7")
async def test_it_expires_with_its_first_date_whole(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await asked(world, 5)
    frozen_clock.to(made[0].starts_at)
    await proposal_expiry.expire(made[0].proposal)
    assert set(await states(made)) == {"cancelled"}


@rule("S3")
async def test_a_child_picks_only_where_it_may(world: World) -> None:
    made = await asked(world, 3)
    with pytest.raises(Forbidden):
        await answer.confirm(*made[:2], by=world.mila.actor)


async def both(*acts: Awaitable[object], reverse: bool) -> list[Outcome]:
    """What came of each, begun in one or the other order."""
    order = acts[::-1] if reverse else acts
    came = await asyncio.gather(*order, return_exceptions=True)
    found = [each if isinstance(each, BaseException) else None for each in came]
    return found[::-1] if reverse else found


@rule("S1", "S7")
@pytest.mark.parametrize("reverse", [False, True])
async def test_of_two_guardians_at_once_one_has_picked(world: World, reverse: bool) -> None:
    made = await asked(world)
    father = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    hers, his = made[:4], made[3:8]
    came = await both(
        answer.confirm(*hers, by=world.nadia.actor),
        answer.confirm(
            *[await sessions.by_id(each.id) for each in his],
            by=Guardian(father.id, world.kaya.family),
        ),
        reverse=reverse,
    )
    assert came.count(None) == 1
    assert any(isinstance(each, state.Stale) for each in came)
    now = await states(made)
    chosen = hers if came[0] is None else his
    assert [each.id for each, is_ in zip(made, now, strict=True) if is_ == "confirmed"] == [
        each.id for each in chosen
    ]
    assert (await balance.of(world.kaya.id)).held == len(chosen)


@rule("S1", "S7")
@pytest.mark.parametrize("reverse", [False, True])
async def test_of_picking_and_withdrawing_at_once_one_counts(world: World, reverse: bool) -> None:
    made = await asked(world)
    came = await both(
        answer.confirm(*made[:4], by=world.nadia.actor),
        retraction.retract(await sessions.by_id(made[2].id), by=world.jonas.actor),
        reverse=reverse,
    )
    assert came.count(None) == 1
    now = Counter(await states(made))
    picked = {"confirmed": 4, "pending": 6}
    assert now == (picked if came[0] is None else {"cancelled": 10})


@rule("S1", "S7")
@pytest.mark.parametrize("reverse", [False, True])
async def test_of_taking_back_and_passing_over_at_once_none_is_half_done(
    world: World, frozen_clock: FrozenClock, reverse: bool
) -> None:
    """The clock stands still, so the worker is early or it is too late to take back."""
    made = await asked(world)
    for late in (timedelta(), timedelta(microseconds=1)):
        again = [await sessions.by_id(each.id) for each in made]
        await answer.confirm(*again[:4], by=world.nadia.actor)
        frozen_clock.forward(LENGTH - timedelta(microseconds=1) + late)
        picked = await sessions.by_id(made[0].id)
        came = await both(
            withdrawal.undo(picked, by=world.nadia.actor),
            passing_over.end_rest(made[0].proposal),
            reverse=reverse,
        )
        assert came[1] is None
        now = Counter(await states(made))
        if not late:
            assert (came[0], now) == (None, {"pending": 10})
        else:
            assert isinstance(came[0], withdrawal.UndoOver)
            assert now == {"confirmed": 4, "declined": 6}
    assert clock.now() < made[0].starts_at

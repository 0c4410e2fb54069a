"""Cancelling one date of a series, it and all after it, or all that are still to come."""

from collections import Counter
from datetime import date, time, timedelta

import pytest

from domain import database
from domain.credits import balance
from domain.errors import Forbidden
from domain.profiles.actor import Actor
from domain.sessions import answer, cancellation, series_cancellation, state
from domain.sessions import session as sessions
from domain.sessions.cancellation import TermsChanged
from domain.sessions.recurrence import Recurrence
from domain.sessions.series_cancellation import Part, Scope
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from tests import moves, series
from tests.conftest import FrozenClock
from tests.domain.sessions.test_picking import both, states
from tests.rules import rule
from tests.world import BERLIN, World

FIRST = date(2026, 12, 1)
DAY = timedelta(days=1)


async def agreed(world: World, times: int = 6, *, every: Recurrence | None = None) -> list[Session]:
    await world.make.credits(times)
    made = await series.put_in(world, every or series.tuesdays(FIRST, times))
    await answer.confirm(*made, by=world.nadia.actor)
    return [await sessions.by_id(each.id) for each in made]


async def told(session: Session, scope: Scope, by: Actor) -> str:
    """What the page says that it would be."""
    parts = await series_cancellation.parts(await sessions.by_id(session.id), by=by)
    return next(part.agreement for part in parts if part.scope == scope)


async def cancel(session: Session, scope: Scope, by: Actor) -> Part:
    agreement, now = await told(session, scope, by), await sessions.by_id(session.id)
    return await series_cancellation.cancel(now, scope, by=by, agreed=agreement)


@rule("S7", "S8")
async def test_each_date_is_free_or_lapses_by_its_own_notice(
    world: World, frozen_clock: FrozenClock
) -> None:
    daily = Recurrence(FIRST, 1, (0, 1, 2, 3, 4), time(16), BERLIN, times=6)
    made = await agreed(world, every=daily)
    frozen_clock.to(made[2].starts_at - timedelta(hours=3))
    (coming,) = await series_cancellation.parts(made[2], by=world.nadia.actor)
    assert (coming.scope, len(coming.dates)) == (Scope.COMING, 4)
    assert [each.id for each in coming.lapsing] == [made[2].id]
    assert coming.credits_lost == 1
    done = await cancel(made[2], Scope.COMING, world.nadia.actor)
    assert done.credits_lost == 1
    assert await states(made) == 2 * ["confirmed"] + 4 * ["cancelled"]
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held, found.lapsed) == (3, 2, 1)


@rule("S7", "S10")
async def test_the_educator_cancels_all_after_one_without_cost(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await agreed(world)
    frozen_clock.to(made[3].starts_at - timedelta(hours=1))
    following, coming = await series_cancellation.parts(made[4], by=world.jonas.actor)
    assert [part.scope for part in (following, coming)] == [Scope.FOLLOWING, Scope.COMING]
    assert [len(part.dates) for part in (following, coming)] == [2, 3]
    assert (coming.lapsing, coming.credits_lost) == ([], 0)
    await cancel(made[4], Scope.FOLLOWING, world.jonas.actor)
    assert await states(made) == 4 * ["confirmed"] + 2 * ["cancelled"]
    assert (await balance.of(world.kaya.id)).lapsed == 0


@rule("S7", "N1")
async def test_it_is_told_once_with_all_that_is_lost(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await agreed(world)
    frozen_clock.to(made[1].starts_at - timedelta(hours=3))
    await cancel(made[1], Scope.COMING, world.nadia.actor)
    rows = await database.rows(
        "SELECT n.profile, n.facts_count, e.particulars FROM notifications n"
        " JOIN events e ON e.id = n.event WHERE n.kind = 'session.cancelled'"
    )
    assert {profile for profile, _, _ in rows} == {world.jonas.id, world.mila.id}
    assert {count for _, count, _ in rows} == {5}
    assert all('"lost_together":1' in particulars for _, _, particulars in rows)


@rule("S7")
async def test_one_date_has_no_more_and_a_single_session_neither(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await agreed(world)
    for each in made[1:]:
        await cancellation.cancel(each, by=world.jonas.actor)
    assert await series_cancellation.parts(made[0], by=world.nadia.actor) == []
    alone = await world.make.session(State.CONFIRMED)
    assert await series_cancellation.parts(alone, by=world.nadia.actor) == []
    waiting = await series.put_in(world, series.tuesdays(FIRST + 70 * DAY, 3))
    assert await series_cancellation.parts(waiting[0], by=world.jonas.actor) == []


@rule("S7")
async def test_past_dates_stay_and_one_moved_by_hand_goes_with_the_others(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await agreed(world)
    # The fourth was moved before the second; the day that the series meant stays.
    await SessionRow.update(
        {
            SessionRow.starts_at: made[1].starts_at - 2 * DAY,
            SessionRow.ends_at: made[1].ends_at - 2 * DAY,
        }
    ).where(SessionRow.id == made[3].id)
    frozen_clock.to(made[0].ends_at + DAY)
    following, coming = await series_cancellation.parts(made[1], by=world.jonas.actor)
    assert made[3].id not in {each.id for each, _ in following.dates}
    assert [each.id for each, _ in coming.dates] == [made[number].id for number in (3, 1, 2, 4, 5)]
    await cancel(made[1], Scope.COMING, world.jonas.actor)
    assert await states(made) == ["confirmed"] + 5 * ["cancelled"]
    row = await database.row("SELECT series_day FROM sessions WHERE id = {}", made[3].id)
    assert row is not None and row[0] == FIRST + 21 * DAY


@rule("S8")
async def test_what_was_said_before_the_button_has_to_hold(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await agreed(world)
    first = await sessions.by_id(made[0].id)
    (part,) = await series_cancellation.parts(first, by=world.nadia.actor)
    frozen_clock.to(made[0].starts_at - timedelta(hours=24) + timedelta(microseconds=1))
    for told in (part.agreement, "", "6"):
        with pytest.raises(TermsChanged):
            await series_cancellation.cancel(first, Scope.COMING, by=world.nadia.actor, agreed=told)
    with pytest.raises(TermsChanged):
        await series_cancellation.cancel(
            first, Scope.FOLLOWING, by=world.nadia.actor, agreed=part.agreement
        )
    assert set(await states(made)) == {"confirmed"}
    await cancellation.cancel(await sessions.by_id(made[5].id), by=world.jonas.actor)
    with pytest.raises(TermsChanged):
        await series_cancellation.cancel(first, Scope.COMING, by=world.jonas.actor, agreed="6-0-0")


@rule("A8", "B5")
async def test_neither_a_child_nor_another_family_cancels(world: World) -> None:
    made = await agreed(world)
    for person in (world.mila, world.dora, world.tom):
        with pytest.raises(Forbidden):
            await series_cancellation.cancel(made[0], Scope.COMING, by=person.actor, agreed="6-0-0")


@rule("S7", "S8")
@pytest.mark.parametrize("reverse", [False, True])
async def test_of_both_sides_cancelling_at_once_each_date_is_cancelled_once(
    world: World, frozen_clock: FrozenClock, reverse: bool
) -> None:
    made = await agreed(world)
    frozen_clock.to(made[1].starts_at - timedelta(hours=3))
    pages = [
        (by, await sessions.by_id(made[1].id), await told(made[1], Scope.COMING, by))
        for by in (world.nadia.actor, world.jonas.actor)
    ]
    came = await both(
        *(
            series_cancellation.cancel(page, Scope.COMING, by=by, agreed=agreement)
            for by, page, agreement in pages
        ),
        reverse=reverse,
    )
    assert came.count(None) == 1
    assert isinstance(next(each for each in came if each), (state.Stale, TermsChanged))
    assert await states(made) == ["confirmed"] + 5 * ["cancelled"]
    assert (await balance.of(world.kaya.id)).lapsed == (1 if came[0] is None else 0)


@rule("S7", "S8")
@pytest.mark.parametrize("reverse", [False, True])
async def test_of_one_and_all_cancelled_at_once_nothing_is_lost_twice(
    world: World, frozen_clock: FrozenClock, reverse: bool
) -> None:
    made = await agreed(world)
    frozen_clock.to(made[1].starts_at - timedelta(hours=3))
    one, by = await sessions.by_id(made[3].id), world.nadia.actor
    agreement = await told(made[1], Scope.COMING, by)
    came = await both(
        series_cancellation.cancel(made[1], Scope.COMING, by=by, agreed=agreement),
        cancellation.cancel(one, by=world.jonas.actor),
        reverse=reverse,
    )
    now = Counter(await states(made))
    assert now in ({"confirmed": 1, "cancelled": 5}, {"confirmed": 5, "cancelled": 1})
    assert came.count(None) == 1
    events = await database.rows("SELECT session FROM events WHERE kind = 'session.cancelled'")
    assert len(events) == len(set(events)) == now["cancelled"]


@rule("S7", "S10")
async def test_what_was_moved_meanwhile_is_not_cancelled_without_a_word(world: World) -> None:
    first, second, *_ = await agreed(world, 3)
    agreement = await told(first, Scope.COMING, world.nadia.actor)
    new = await moves.moved(world, second)
    with pytest.raises(TermsChanged):
        await series_cancellation.cancel(
            first, Scope.COMING, by=world.nadia.actor, agreed=agreement, is_told_moving=False
        )
    assert await states([first, second, new]) == ["confirmed", "confirmed", "pending"]
    await cancel(first, Scope.COMING, world.nadia.actor)
    assert await states([first, second, new]) == ["cancelled"] * 3

"""A series is moved: one date, it and all after it, or all to come, by the same difference."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.credits import balance
from domain.sessions import answer, attendance, move, state
from domain.sessions.cancellation import TermsChanged
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session, State
from tests import moves, series
from tests.conftest import FrozenClock
from tests.domain.sessions.test_picking import states
from tests.moves import DAY, HOUR, now, to
from tests.rules import rule
from tests.world import BERLIN, World

FIRST = date(2026, 12, 1)


async def agreed(world: World, times: int = 4, first: date = FIRST) -> list[Session]:
    await world.make.credits(times)
    made = await series.put_in(world, series.tuesdays(first, times))
    await answer.confirm(*made, by=world.nadia.actor)
    return [await now(each) for each in made]


async def all_moved(
    world: World, session: Session, later: timedelta, scope: Scope, count: int
) -> list[Session]:
    aimed = to(session, session.starts_at + later, scope=scope, agreed=count)
    return await move.propose(await now(session), aimed, by=world.jonas.actor)


def local(session: Session) -> datetime:
    return session.starts_at.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None)


@rule("S7", "S10")
async def test_one_date_alone_is_moved_and_stays_of_its_series(world: World) -> None:
    made = await agreed(world)
    new = await moves.moved(world, made[1])
    assert (new.series, new.series_day) == (made[1].series, made[1].series_day)
    await answer.confirm(new, by=world.nadia.actor)
    assert await states([*made, new]) == [
        *["confirmed", "cancelled", "confirmed", "confirmed"],
        "confirmed",
    ]


@rule("S7", "S10", "K2")
async def test_all_that_follow_move_with_one_answer(world: World) -> None:
    made = await agreed(world)
    new = await all_moved(world, made[1], DAY + HOUR, Scope.FOLLOWING, 3)
    assert [each.starts_at - old.starts_at for each, old in zip(new, made[1:], strict=True)] == [
        DAY + HOUR
    ] * 3
    assert len({each.proposal for each in new}) == 1
    # By whichever of them it is answered, all of it is.
    await answer.confirm(await now(new[2]), by=world.nadia.actor)
    assert await states(made) == ["confirmed", "cancelled", "cancelled", "cancelled"]
    assert await states(new) == ["confirmed"] * 3
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (0, 4)


@rule("S7", "S10")
async def test_what_was_moved_by_hand_keeps_its_difference(world: World) -> None:
    made = await agreed(world)
    by_hand = await moves.moved(world, made[2], 2 * HOUR)
    await answer.confirm(by_hand, by=world.nadia.actor)
    new = await all_moved(world, made[1], DAY, Scope.COMING, 4)
    was = [made[0], made[1], by_hand, made[3]]
    assert [each.starts_at - old.starts_at for each, old in zip(new, was, strict=True)] == [DAY] * 4
    assert [each.series_day for each in new] == [each.series_day for each in made]


@rule("S7", "S10")
async def test_what_is_past_stays_where_it_is(world: World, frozen_clock: FrozenClock) -> None:
    made = await agreed(world)
    frozen_clock.to(made[0].ends_at + timedelta(minutes=15))
    await attendance.complete(made[0].id)
    new = await all_moved(world, made[2], DAY, Scope.COMING, 3)
    assert [each.moved_from for each in new] == [each.id for each in made[1:]]


@rule("S7", "S10")
async def test_the_difference_is_one_on_the_clock_on_the_wall(world: World) -> None:
    """The clocks go forward on 28 March: one date lies before, and the others after it."""
    made = await agreed(world, 4, date(2027, 3, 16))
    new = await all_moved(world, made[0], DAY, Scope.COMING, 4)
    assert [local(each) - local(old) for each, old in zip(new, made, strict=True)] == [DAY] * 4
    assert {local(each).hour for each in new} == {16}


@rule("S7", "S10", "S4")
async def test_each_may_take_the_place_of_the_one_after_it(world: World) -> None:
    made = await agreed(world)
    new = await all_moved(world, made[0], series.WEEK, Scope.COMING, 4)
    await answer.confirm(await now(new[0]), by=world.nadia.actor)
    assert await states(made) == ["cancelled"] * 4
    assert [each.starts_at for each in new[:3]] == [each.starts_at for each in made[1:]]


@rule("S7", "S10")
async def test_a_no_leaves_every_date(world: World) -> None:
    made = await agreed(world)
    new = await all_moved(world, made[0], DAY, Scope.COMING, 4)
    await answer.decline(await now(new[1]), by=world.nadia.actor)
    assert await states(made) == ["confirmed"] * 4
    assert await states(new) == ["declined"] * 4


@rule("S7", "S10")
async def test_all_dates_are_given_up_at_once_if_wished(world: World) -> None:
    made = await agreed(world)
    aimed = to(made[1], made[1].starts_at + DAY, scope=Scope.FOLLOWING, agreed=3, gives_up=True)
    new = await move.propose(made[1], aimed, by=world.jonas.actor)
    assert await states([*made, *new]) == ["confirmed", *["cancelled"] * 3, *["pending"] * 3]


@rule("S7", "S10")
async def test_another_number_of_dates_than_was_told_moves_none(world: World) -> None:
    made = await agreed(world)
    with pytest.raises(TermsChanged):
        await all_moved(world, made[0], DAY, Scope.COMING, 3)
    assert await states(made) == ["confirmed"] * 4


@rule("S7", "S10", "S4")
async def test_a_date_that_is_taken_leaves_all_where_they_are(world: World) -> None:
    made = await agreed(world)
    new = await all_moved(world, made[0], DAY, Scope.COMING, 4)
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        starts_at=new[3].starts_at,
        connection=world.rossi,
    )
    with pytest.raises(state.SlotTaken) as taken:
        await answer.confirm(await now(new[0]), by=world.nadia.actor)
    assert taken.value.starts_at == new[3].starts_at
    assert await states(made) == ["confirmed"] * 4

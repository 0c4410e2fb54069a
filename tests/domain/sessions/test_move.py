"""The educator moves: another time is proposed, the old one stands or is given up. Rule: S10."""

from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Conflict
from domain.sessions import (
    answer,
    cancellation,
    move,
    proposal_expiry,
    replacing,
    state,
    thread,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.withdrawal import UndoOver
from tests import moves
from tests.conftest import FrozenClock
from tests.domain.notifications.news import tell_late, told
from tests.moves import DAY, HOUR, now, to
from tests.rules import rule
from tests.world import World

HALF = timedelta(minutes=30)


async def states(*listed: Session) -> list[str]:
    return [(await now(each)).state for each in listed]


async def credits(world: World) -> tuple[int, int]:
    found = await balance.of(world.kaya.id)
    return found.free, found.held


@pytest.fixture
async def agreed(world: World) -> Session:
    """Mila's, confirmed a while ago, with the only credit there is."""
    return await world.make.session(State.CONFIRMED)


@rule("S10", "K2")
async def test_the_old_time_stands_until_the_new_one_is_confirmed(
    world: World, agreed: Session
) -> None:
    new = await moves.moved(world, agreed)
    assert await states(agreed, new) == [State.CONFIRMED, State.PENDING]
    assert (new.moved_from, new.sequence, new.leaves_old) == (agreed.id, agreed.sequence + 1, True)
    await answer.confirm(new, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CANCELLED, State.CONFIRMED]
    assert await credits(world) == (0, 1)
    assert (await now(new)).sequence > (await now(agreed)).sequence


@rule("S10", "S4", "K2")
@pytest.mark.parametrize("later", [HALF, -HALF])
async def test_a_move_by_half_an_hour_does_not_stand_in_its_own_way(
    world: World, agreed: Session, later: timedelta
) -> None:
    new = await moves.moved(world, agreed, later)
    await answer.confirm(new, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CANCELLED, State.CONFIRMED]
    assert await credits(world) == (0, 1)


@rule("S10", "K2", "S8")
async def test_giving_the_old_time_up_costs_the_family_nothing(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(agreed.starts_at - HOUR)
    new = await moves.moved(world, agreed, gives_up=True)
    assert await states(agreed, new) == [State.CANCELLED, State.PENDING]
    assert await credits(world) == (1, 0)
    assert not new.leaves_old
    await answer.confirm(new, by=world.nadia.actor)
    assert await credits(world) == (0, 1)


@rule("S10", "S8")
async def test_a_late_move_that_is_declined_leaves_everything_as_it_was(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(agreed.starts_at - 2 * HOUR)
    new = await moves.moved(world, agreed)
    await answer.decline(new, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CONFIRMED, State.DECLINED]
    assert await credits(world) == (0, 1)


@rule("S10", "S2")
async def test_it_expires_when_the_old_time_begins_that_stands(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    stands = await moves.moved(world, agreed)
    assert stands.expires_at == agreed.starts_at
    given_up = await moves.moved(world, agreed, gives_up=True)
    assert given_up.expires_at == given_up.starts_at
    frozen_clock.to(given_up.starts_at)
    await proposal_expiry.expire(given_up.proposal)
    assert await states(agreed, stands, given_up) == [State.CANCELLED] * 3


@rule("S10", "S2")
async def test_what_expired_waits_in_its_place_no_more(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    made = await moves.moved(world, agreed)
    assert [each.id for each in await replacing.waiting([agreed.id])] == [made.id]
    frozen_clock.to(made.expires_at)
    assert await replacing.waiting([agreed.id]) == []


@rule("S10")
async def test_a_second_move_replaces_the_first(world: World, agreed: Session) -> None:
    first = await moves.moved(world, agreed)
    second = await moves.moved(world, agreed, 2 * DAY)
    assert await states(agreed, first, second) == ["confirmed", "cancelled", "pending"]
    with pytest.raises(state.Stale):
        await answer.confirm(first, by=world.nadia.actor)
    # The page of what waits moves the same, for the old time stands.
    third = await moves.moved(world, await now(second))
    assert third.moved_from == agreed.id
    await answer.confirm(third, by=world.nadia.actor)
    assert await states(agreed, second, third) == ["cancelled", "cancelled", "confirmed"]


@rule("S10", "S2")
async def test_a_proposal_that_waits_is_replaced_by_its_move(world: World) -> None:
    await world.make.credits(1)
    first = await world.make.session()
    second = await moves.moved(world, first)
    third = await moves.moved(world, second)
    assert await states(first, second, third) == ["cancelled", "cancelled", "pending"]
    assert (second.moved_from, third.moved_from) == (first.id, second.id)
    await answer.confirm(third, by=world.nadia.actor)
    assert await credits(world) == (0, 1)


@rule("S10")
async def test_with_the_old_time_the_move_is_cancelled_too(world: World, agreed: Session) -> None:
    new = await moves.moved(world, agreed)
    await cancellation.cancel(agreed, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CANCELLED, State.CANCELLED]
    with pytest.raises(state.Stale):
        await answer.confirm(new, by=world.nadia.actor)
    with pytest.raises(state.Stale):
        await moves.moved(world, await now(agreed))


@rule("S10", "S1")
async def test_taking_a_move_back_leaves_the_old_time(world: World, agreed: Session) -> None:
    new = await moves.moved(world, agreed)
    await cancellation.cancel(new, by=world.jonas.actor)
    assert await states(agreed, new) == [State.CONFIRMED, State.CANCELLED]


@rule("S10", "S1")
async def test_a_confirmed_move_is_not_taken_back_and_nothing_is_lost(
    world: World, agreed: Session
) -> None:
    new = await moves.moved(world, agreed)
    await answer.confirm(new, by=world.nadia.actor)
    again = await now(new)
    assert not withdrawal.may_undo(again, by=world.nadia.actor)
    with pytest.raises(UndoOver):
        await withdrawal.undo(again, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CANCELLED, State.CONFIRMED]
    assert await credits(world) == (0, 1)


@rule("S10", "S1")
async def test_what_is_moved_meanwhile_is_not_taken_back_either(world: World) -> None:
    await world.make.credits(1)
    old = await world.make.session()
    await answer.confirm(old, by=world.nadia.actor)
    new = await moves.moved(world, await now(old))
    with pytest.raises(UndoOver):
        await withdrawal.undo(await now(old), by=world.nadia.actor)
    assert await states(old, new) == [State.CONFIRMED, State.PENDING]


@rule("S10", "S8")
async def test_the_notice_period_of_the_new_time_is_copied_anew(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(agreed.starts_at - HOUR)
    new = await moves.moved(world, agreed, 2 * DAY)
    await answer.confirm(new, by=world.nadia.actor)
    assert (await now(new)).free_until == new.starts_at - DAY
    await cancellation.cancel(await now(new), by=world.nadia.actor)
    assert await credits(world) == (1, 0)


@rule("S10")
async def test_it_keeps_what_was_agreed_and_takes_what_was_chosen(
    world: World, agreed: Session
) -> None:
    aimed = to(agreed, agreed.starts_at + DAY, minutes=45, message="Zahnarzt")
    (new,) = await move.propose(agreed, aimed, by=world.jonas.actor)
    kept = ("service", "credits", "learner", "place", "meeting_url", "connection")
    assert [getattr(new, name) for name in kept] == [getattr(agreed, name) for name in kept]
    assert new.ends_at - new.starts_at == timedelta(minutes=45)
    assert new.message == "Zahnarzt"


@rule("S10", "S14")
async def test_what_was_moved_is_reminded_of_no_more(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    async def planned(session: Session) -> list[str]:
        rows = await database.rows("SELECT dedupe FROM outbox WHERE done_at IS NULL")
        kinds = [text.partition(":")[0] for (text,) in rows if text and str(session.id) in text]
        return sorted({kind for kind in kinds if kind in ("reminder", "completion")})

    new = await moves.moved(world, agreed)
    assert await planned(agreed) == ["completion", "reminder"]
    await answer.confirm(new, by=world.nadia.actor)
    assert (await planned(agreed), await planned(new)) == ([], ["completion", "reminder"])


@rule("S10", "S1")
async def test_the_history_reads_as_one(world: World, agreed: Session) -> None:
    first = await moves.moved(world, agreed)
    await answer.decline(first, by=world.nadia.actor)
    second = await moves.moved(world, agreed, 2 * DAY)
    await answer.confirm(second, by=world.nadia.actor)
    told = [[each.kind for each in await thread.history(one.id)] for one in (agreed, first, second)]
    assert told[0] == told[1] == told[2]
    assert sorted(told[0]) == sorted(
        f"session.{kind}"
        for kind in ["proposed", "confirmed", "moved", "declined", "moved", "confirmed", "replaced"]
    )


@rule("S10", "N1")
async def test_who_is_told_and_who_is_not(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    await database.rows("DELETE FROM notifications")
    new = await moves.moved(world, agreed)
    assert await told("session.moved") == {world.nadia.id}
    await answer.confirm(new, by=world.nadia.actor)
    frozen_clock.forward(timedelta(seconds=10))
    await tell_late()
    assert await told("session.confirmed") == {world.jonas.id, world.mila.id}
    for silent in ("session.cancelled", "session.replaced", "session.given_up"):
        assert await told(silent) == set()
    again = await moves.moved(world, await now(new), gives_up=True)
    assert await told("session.given_up") == {world.mila.id}
    assert await told("session.moved") == {world.nadia.id}
    await answer.decline(again, by=world.nadia.actor)
    assert await told("session.declined") == {world.jonas.id}


@rule("S10", "K3")
async def test_a_credit_that_ends_before_the_new_day_is_not_enough(
    world: World, frozen_clock: FrozenClock
) -> None:
    start = clock.now() + 3 * DAY
    await world.make.credits(1, expires_on=start.date())
    old = await world.make.session(starts_at=start)
    await answer.confirm(old, by=world.nadia.actor)
    new = await moves.moved(world, await now(old), 2 * DAY)
    with pytest.raises(Conflict):
        await answer.confirm(new, by=world.nadia.actor)
    assert await states(old, new) == [State.CONFIRMED, State.PENDING]
    assert await credits(world) == (0, 1)


@rule("S10", "S4")
async def test_a_time_that_was_taken_meanwhile_leaves_the_old_one(
    world: World, agreed: Session
) -> None:
    new = await moves.moved(world, agreed)
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        starts_at=new.starts_at,
        connection=world.rossi,
    )
    with pytest.raises(state.SlotTaken):
        await answer.confirm(new, by=world.nadia.actor)
    assert await states(agreed, new) == [State.CONFIRMED, State.PENDING]
    assert await credits(world) == (0, 1)
    assert len(await sessions.of_proposal(new.proposal)) == 1

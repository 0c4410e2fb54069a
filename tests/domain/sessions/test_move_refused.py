"""What is not moved: by whom, when and where to; and what was sent twice. Rule: S10."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock
from domain.errors import Forbidden, Invalid
from domain.sessions import attendance, group_joining, move, state
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from tests import moves
from tests.conftest import FrozenClock
from tests.domain.sessions import groups
from tests.moves import DAY, HOUR, now, to
from tests.rules import rule
from tests.world import World

HALF = timedelta(minutes=30)


@pytest.fixture
async def agreed(world: World) -> Session:
    """Mila's, confirmed a while ago, with the only credit there is."""
    return await world.make.session(State.CONFIRMED)


@rule("S10", "S8", "B5")
async def test_only_who_teaches_it_moves_and_only_while_it_is_to_come(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    for who in (world.nadia, world.mila, world.dora):
        refused = move.refusal(agreed, by=who.actor, now=clock.now())
        assert isinstance(refused, Forbidden)
    frozen_clock.to(agreed.starts_at + HALF)
    running = to(agreed, agreed.starts_at + DAY)
    with pytest.raises(Invalid) as refused_:
        await move.propose(agreed, running, by=world.jonas.actor)
    assert (refused_.value.field, refused_.value.code) == ("old", "begun")
    frozen_clock.to(agreed.ends_at + timedelta(minutes=15))
    await attendance.complete(agreed.id)
    with pytest.raises(state.Stale):
        await moves.moved(world, await now(agreed))


@rule("S10", "S4", "S2")
async def test_faults_are_named_at_their_fields(world: World, agreed: Session) -> None:
    other = await world.make.session(State.CONFIRMED, starts_at=agreed.starts_at + DAY)
    cases = {
        ("starts_on", "past"): to(agreed, clock.now() - HOUR),
        ("starts_on", "too_far"): to(agreed, clock.now() + 800 * DAY),
        ("starts_at", "overlaps"): to(agreed, other.starts_at + HALF),
        ("starts_at", "same"): to(agreed, agreed.starts_at),
        ("minutes", "out_of_range"): to(agreed, agreed.starts_at + 2 * DAY, minutes=721),
    }
    for (field, code), aimed in cases.items():
        with pytest.raises(Invalid) as refused:
            await move.propose(agreed, aimed, by=world.jonas.actor)
        assert (refused.value.field, refused.value.code) == (field, code)
    assert await SessionRow.count() == 2


@rule("S10")
async def test_sent_twice_is_one_move(world: World, agreed: Session) -> None:
    aimed = to(agreed, agreed.starts_at + DAY, key=uuid4())
    first = await move.propose(agreed, aimed, by=world.jonas.actor)
    again = await move.propose(await now(agreed), aimed, by=world.jonas.actor)
    assert [each.id for each in first] == [each.id for each in again]
    assert await SessionRow.count() == 2


@rule("S10", "S18", "S1")
async def test_who_moves_what_was_asked_hears_that_its_family_joined_meanwhile(
    world: World,
) -> None:
    made = await groups.made(world, groups.mila(world), is_open=True)
    seen = (await groups.of(made))[world.mila.id]
    aimed = to(seen, seen.starts_at + DAY, scope=Scope.FOLLOWING)
    joined = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    with pytest.raises(state.Stale) as refused:
        await move.propose(seen, aimed, by=world.jonas.actor)
    assert refused.value.state == State.CONFIRMED
    assert joined.id == seen.id
    assert await SessionRow.count() == 1
    # Who looks again sees that it holds, and that it goes on to hold until the family has answered.
    (again,) = await move.propose(await now(seen), aimed, by=world.jonas.actor)
    assert again.is_waiting(clock.now())
    assert again.leaves_old
    assert (await now(seen)).state == State.CONFIRMED


@rule("S10", "S18")
async def test_who_joins_what_was_moved_meanwhile_has_a_place_all_the_same(world: World) -> None:
    made = await groups.made(world, groups.mila(world), is_open=True)
    asked = (await groups.of(made))[world.mila.id]
    moved = await moves.moved(world, asked)
    joined = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    assert joined.state == State.CONFIRMED
    assert joined.id != asked.id
    assert (await now(asked)).state == State.CANCELLED
    assert (await now(moved)).is_waiting(clock.now())

"""Only who may confirms, only in time, and of two for one place or credit one wins."""

import asyncio
from datetime import timedelta

import pytest

from domain import database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.errors import Forbidden
from domain.profiles import permission
from domain.sessions import answer, answerable, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World


@rule("S3", "K2")
async def test_a_guardian_confirms_and_it_binds(world: World) -> None:
    await world.make.credits(2)
    session = await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    kept = await sessions.by_id(session.id)
    assert (kept.state, kept.notice_hours) == (State.CONFIRMED, 24)
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (1, 1)


@rule("S3")
@pytest.mark.parametrize("who", ["mila", "tom", "dora", "emil", "jonas"])
async def test_nobody_else_confirms_or_declines(world: World, who: str) -> None:
    await world.make.credits(1)
    session, stranger = await world.make.session(), getattr(world, who).actor
    for answering in (answer.confirm, answer.decline):
        with pytest.raises(Forbidden):
            await answering(session, by=stranger)
    assert (await sessions.by_id(session.id)).state == State.PENDING


@rule("S3")
async def test_a_child_confirms_its_own_where_the_guardian_allows_it(world: World) -> None:
    await world.make.credits(2)
    await permission.allow(world.mila.id, may_confirm=True, by=world.nadia.actor)
    of_mila = await world.make.session()
    of_tom = await world.make.session(
        learner=world.tom.id, starts_at=of_mila.ends_at + timedelta(hours=1)
    )
    await answer.confirm(of_mila, by=world.mila.actor)
    with pytest.raises(Forbidden):
        await answer.confirm(of_tom, by=world.mila.actor)
    await permission.allow(world.mila.id, may_confirm=False, by=world.nadia.actor)
    read_again = await sessions.by_id(of_mila.id)
    assert not answerable.may_answer(read_again, by=world.mila.actor)


@rule("S1")
async def test_declining_says_why(world: World) -> None:
    session = await world.make.session()
    await answer.decline(session, by=world.nadia.actor, why=" Da ist Training ")
    assert (await sessions.by_id(session.id)).state == State.DECLINED
    found = await database.row("SELECT why FROM events WHERE kind = 'session.declined'")
    assert found == ("Da ist Training",)


@rule("S2")
async def test_what_has_expired_is_not_confirmed_even_before_it_is_cancelled(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    session = await world.make.session()
    frozen_clock.to(session.expires_at)
    for answering in (answer.confirm, answer.decline):
        with pytest.raises(state.Stale) as refused:
            await answering(session, by=world.nadia.actor)
        assert refused.value.state == State.CANCELLED
    frozen_clock.to(session.expires_at - timedelta(seconds=1))
    await answer.confirm(session, by=world.nadia.actor)


@rule("K3")
async def test_too_few_credits_refuse_with_the_number_missing(world: World) -> None:
    session = await world.make.session()
    with pytest.raises(NotEnoughCredits) as refused:
        await answer.confirm(session, by=world.nadia.actor)
    assert refused.value.missing == 1
    assert session.state == State.PENDING
    assert session.free_until is None
    assert (await sessions.by_id(session.id)).state == State.PENDING
    found = await database.rows("SELECT kind FROM events WHERE session = {}", session.id)
    assert found == [("session.proposed",)]


async def sent(*given: Session, world: World) -> list[object]:
    """Confirms all of them at once, each from a page of its own."""
    by = {world.kaya.family: world.nadia.actor, world.rossi.family: world.dora.actor}
    return await asyncio.gather(
        *(answer.confirm(session, by=by[session.family]) for session in given),
        return_exceptions=True,
    )


@rule("S4")
async def test_two_confirmations_at_once_for_one_educator_one_wins(world: World) -> None:
    await world.make.credits(1)
    await world.make.credits(1, connection=world.rossi)
    ours = await world.make.session()
    theirs = await world.make.session(
        learner=world.emil.id, connection=world.rossi, starts_at=ours.starts_at
    )
    said = await sent(ours, theirs, world=world)
    assert said.count(None) == 1
    assert [error.whose for error in said if isinstance(error, state.SlotTaken)] == ["educator"]
    free = [(await balance.of(shared.id)).free for shared in (world.kaya, world.rossi)]
    assert sorted(free) == [0, 1]


@rule("S4")
async def test_of_20_confirmations_at_once_exactly_one_wins(world: World) -> None:
    await world.make.credits(20)
    given = [
        await world.make.session(learner=(world.mila if number % 2 else world.tom).id)
        for number in range(20)
    ]
    async with asyncio.timeout(LONGEST_SECONDS):
        said = await sent(*given, world=world)
    assert said.count(None) == 1
    assert sum(isinstance(error, state.SlotTaken) for error in said) == 19
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (19, 1)
    states = [(await sessions.by_id(session.id)).state for session in given]
    assert states.count(State.CONFIRMED) == 1


@rule("S4")
async def test_20_at_once_that_touch_but_do_not_overlap_all_win(world: World) -> None:
    await world.make.credits(20)
    first = await world.make.session()
    given = [first] + [
        await world.make.session(starts_at=first.starts_at + number * timedelta(hours=1))
        for number in range(1, 20)
    ]
    async with asyncio.timeout(LONGEST_SECONDS):
        assert set(await sent(*given, world=world)) == {None}


@rule("K3", "K1")
async def test_the_last_credit_goes_to_one_of_two(world: World) -> None:
    await world.make.credits(1)
    first = await world.make.session()
    second = await world.make.session(starts_at=first.starts_at + timedelta(days=1))
    said = await sent(first, second, world=world)
    assert said.count(None) == 1
    assert [error.missing for error in said if isinstance(error, NotEnoughCredits)] == [1]
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (0, 1)

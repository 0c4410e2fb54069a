"""The family moves: it gives the session up for nothing, and asks for another time. Rule: S9."""

import asyncio
from datetime import datetime, timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Conflict, Forbidden, Invalid
from domain.sessions import (
    answer,
    cancellation,
    move,
    rescheduling,
    state,
    thread,
    todo,
    wish,
    wish_decline,
)
from domain.sessions import session as sessions
from domain.sessions.rescheduling import TooLateToMove
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from domain.sessions.week import Taught
from tests import moves
from tests.conftest import FrozenClock
from tests.domain.notifications.news import told
from tests.domain.sessions.plans import plans
from tests.domain.sessions.test_move_series import agreed as series_agreed
from tests.moves import DAY, HOUR, now, to
from tests.rules import rule
from tests.world import World


@pytest.fixture
async def agreed(world: World) -> Session:
    await plans(world, answer_hours=48)
    return await world.make.session(State.CONFIRMED)


async def ask(world: World, session: Session, *later: timedelta, words: str = "") -> list[Session]:
    starts: list[datetime] = [session.starts_at + each for each in later]
    return await rescheduling.ask(session, starts, words, by=world.nadia.actor)


async def wished(world: World) -> list[Taught]:
    return (await todo.of(world.jonas.actor, clock.now())).wished


async def credits(world: World) -> tuple[int, int]:
    found = await balance.of(world.kaya.id)
    return found.free, found.held


@rule("S9", "K2")
async def test_it_is_cancelled_for_nothing_and_the_times_are_asked_for(
    world: World, agreed: Session
) -> None:
    asked = await ask(world, agreed, DAY, 2 * DAY, words="Lieber abends")
    assert agreed.state == State.CANCELLED
    assert await credits(world) == (1, 0)
    assert [(each.state, each.moved_from, each.is_request) for each in asked] == [
        (State.PENDING, agreed.id, True)
    ] * 2
    requested = (await todo.of(world.jonas.actor, clock.now())).requested
    assert {row.id for row in requested} == {each.id for each in asked}
    # One tap takes one of them.
    await answer.confirm(asked[1], by=world.jonas.actor)
    assert (await now(asked[1])).state == State.CONFIRMED
    assert await credits(world) == (0, 1)


@rule("S9")
async def test_words_alone_wait_for_a_proposal(world: World, agreed: Session) -> None:
    assert await ask(world, agreed, words="Irgendwann am Nachmittag") == []
    (waits,) = await wished(world)
    assert (waits.id, waits.why) == (agreed.id, "Irgendwann am Nachmittag")
    old = await now(agreed)
    assert move.refusal(old, by=world.jonas.actor, now=clock.now()) is None
    (new,) = await move.propose(old, to(old, old.starts_at + DAY), by=world.jonas.actor)
    assert (new.moved_from, new.state, new.is_request) == (agreed.id, State.PENDING, False)
    assert await wished(world) == []
    with pytest.raises(state.Stale):
        await moves.moved(world, await now(agreed), 2 * DAY)
    await answer.confirm(new, by=world.nadia.actor)
    assert await credits(world) == (0, 1)


@rule("S9")
async def test_the_same_time_may_be_proposed_again(world: World, agreed: Session) -> None:
    await ask(world, agreed, words="Doch lieber online?")
    old = await now(agreed)
    (new,) = await move.propose(old, to(old, old.starts_at), by=world.jonas.actor)
    assert new.starts_at == agreed.starts_at


@rule("S9")
async def test_a_wish_leaves_the_list_after_two_weeks(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    await ask(world, agreed, words="Irgendwann")
    frozen_clock.forward(wish.WAITS)
    assert await wished(world) == []


@rule("S8", "S9")
async def test_only_while_cancelling_is_free(
    world: World, agreed: Session, frozen_clock: FrozenClock
) -> None:
    assert agreed.free_until is not None
    frozen_clock.to(agreed.free_until + timedelta(seconds=1))
    with pytest.raises(TooLateToMove):
        await ask(world, agreed, words="Morgen?")
    assert (await now(agreed)).state == State.CONFIRMED
    frozen_clock.to(agreed.free_until)
    await ask(world, agreed, words="Morgen?")
    assert await credits(world) == (1, 0)


@rule("S9", "A8")
async def test_only_its_guardians_ask(world: World, agreed: Session) -> None:
    for who in (world.mila, world.jonas, world.dora):
        refused = rescheduling.refusal(agreed, by=who.actor, now=clock.now())
        assert isinstance(refused, Forbidden)
    pending = await world.make.session(starts_at=agreed.ends_at)
    assert rescheduling.refusal(pending, by=world.nadia.actor, now=clock.now())


@rule("S9")
async def test_a_wish_says_something(world: World, agreed: Session) -> None:
    for starts, words in (((), "  "), ((DAY, DAY), ""), ((-10 * DAY,), ""), ((), "x" * 1001)):
        with pytest.raises(Invalid):
            await ask(world, agreed, *starts, words=words)
    assert (await now(agreed)).state == State.CONFIRMED
    assert await SessionRow.count() == 1


@rule("S9", "S10")
async def test_what_the_educator_had_proposed_in_its_place_ends(
    world: World, agreed: Session
) -> None:
    proposed = await moves.moved(world, agreed)
    await ask(world, agreed, 3 * DAY)
    assert (await now(proposed)).state == State.CANCELLED


@rule("S9", "S10")
async def test_the_history_reads_as_one(world: World, agreed: Session) -> None:
    (asked,) = await ask(world, agreed, DAY)
    await answer.confirm(asked, by=world.jonas.actor)
    kinds = [each.kind.partition(".")[2] for each in await thread.history(asked.id)]
    assert sorted(kinds) == sorted(["proposed", "confirmed", "rescheduled", "wished", "confirmed"])


@rule("S9", "N1")
async def test_who_is_told_and_who_is_not(world: World, agreed: Session) -> None:
    await database.rows("DELETE FROM notifications")
    await ask(world, agreed, DAY, words="Lieber so")
    assert await told("session.rescheduled") == {world.jonas.id, world.mila.id}
    for silent in ("session.wished", "session.requested", "session.cancelled"):
        assert await told(silent) == set()


@rule("S9", "S7")
async def test_a_date_of_a_series_stays_one(world: World) -> None:
    await plans(world, answer_hours=48)
    made = await series_agreed(world)
    (asked,) = await ask(world, made[1], DAY)
    assert (asked.series, asked.series_day) == (made[1].series, made[1].series_day)
    await answer.confirm(asked, by=world.jonas.actor)
    assert [(await now(each)).state for each in made] == [
        *("confirmed", "cancelled", "confirmed", "confirmed")
    ]


@rule("S9", "S10", "S1", "K2")
@pytest.mark.parametrize("other", ["move", "give_up", "cancel", "release", "ask"])
async def test_two_at_once_are_one_after_the_other(
    world: World, agreed: Session, other: str
) -> None:
    async def act() -> object:
        match other:
            case "move":
                return await moves.moved(world, await now(agreed), 2 * DAY)
            case "give_up":
                return await moves.moved(world, await now(agreed), 2 * DAY, gives_up=True)
            case "cancel":
                return await cancellation.cancel(await now(agreed), by=world.nadia.actor)
            case "release":
                return await cancellation.cancel(await now(agreed), by=world.jonas.actor)
            case _:
                return await ask(world, await now(agreed), 3 * HOUR)

    async def wished() -> object:
        return await ask(world, await now(agreed), DAY)

    results = await asyncio.gather(wished(), act(), return_exceptions=True)
    assert all(not isinstance(each, Exception) or isinstance(each, Conflict) for each in results)
    found = await sessions.where("s.family = {}", world.kaya.family)
    assert (await now(agreed)).state == State.CANCELLED
    assert await credits(world) == (1, 0)
    # Whoever asked last asks alone.
    assert len({each.proposal for each in found if each.state == State.PENDING}) <= 1


@rule("S9", "N1")
async def test_a_wish_in_words_can_be_declined_with_a_reason_once(
    world: World, agreed: Session
) -> None:
    await ask(world, agreed, words="Nur abends")
    given_up = await now(agreed)
    with pytest.raises(Invalid):
        await wish_decline.decline(given_up, " ", by=world.jonas.actor)
    with pytest.raises(Forbidden):
        await wish_decline.decline(given_up, "Nein", by=world.nadia.actor)
    ended = await asyncio.gather(
        *(wish_decline.decline(given_up, "Abends geht nie", by=world.jonas.actor) for _ in "12"),
        return_exceptions=True,
    )
    assert sorted(each is None for each in ended) == [False, True]
    assert await wished(world) == []
    assert await told("session.wish_declined") == {world.nadia.id}
    assert (await thread.history(agreed.id))[-1].why == "Abends geht nie"
    with pytest.raises(state.Stale):
        await move.propose(given_up, to(given_up, given_up.starts_at + DAY), by=world.jonas.actor)

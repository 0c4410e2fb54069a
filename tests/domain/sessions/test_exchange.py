"""One of several times is changed or taken back while the others wait on. Rule: S2 S10."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain import clock, database
from domain.errors import Forbidden, Invalid
from domain.sessions import answer, exchange, proposal_expiry, state, thread, upcoming, withdrawal
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import choices
from tests.choices import states
from tests.conftest import FrozenClock
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import World

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def exchanged(world: World, one: Session, start: datetime) -> Session:
    return await exchange.make(one, choices.another(start), uuid4(), by=world.jonas.actor)


async def dropped(world: World, one: Session) -> Session:
    return await exchange.make(one, None, uuid4(), by=world.jonas.actor)


async def kinds(one: Session) -> set[str]:
    return {each.kind for each in await thread.history(one.id)}


@rule("S2", "S10", "N1")
async def test_another_time_stands_beside_the_others_in_the_same_proposal(world: World) -> None:
    await world.make.credits(1)
    made = await choices.proposed(world)
    start = made[0].starts_at + HOUR
    new = await exchanged(world, made[0], start)
    assert (new.starts_at, new.proposal, new.state) == (start, made[0].proposal, State.PENDING)
    assert new.ends_at - new.starts_at == made[0].ends_at - made[0].starts_at
    assert await states(made) == ["cancelled", "pending", "pending"]
    assert await kinds(made[0]) == {"session.proposed", "session.dropped"}
    assert await kinds(made[1]) == {"session.proposed", "session.exchanged"}
    # One piece of news in place of the first, to the family alone, of what there is now.
    assert await told("session.exchanged") == {world.nadia.id}
    assert await told("session.proposed") == await told("session.dropped") == set()
    listed = await upcoming.upcoming(world.nadia.actor, clock.now())
    assert [row.id for row in listed] == [new.id, made[1].id, made[2].id]
    await answer.confirm(new, by=world.nadia.actor)
    assert await states([new, *made[1:]]) == ["confirmed", "pending", "pending"]
    # As any of them it can be taken back at once.
    await withdrawal.undo(await sessions.by_id(new.id), by=world.nadia.actor)
    assert await states([new, *made]) == ["pending", "cancelled", "pending", "pending"]


@rule("S1", "S2", "N1")
async def test_one_is_taken_back_and_the_others_wait_on(world: World) -> None:
    await world.make.credits(1)
    made = await choices.proposed(world)
    assert (await dropped(world, made[2])).id == made[0].id
    assert await states(made) == ["pending", "pending", "cancelled"]
    assert await told("session.narrowed") == {world.nadia.id}
    # It waits no longer than the last that is left.
    assert (await sessions.by_id(made[0].id)).expires_at == made[1].starts_at
    await dropped(world, made[0])
    with pytest.raises(Invalid) as refused:
        await dropped(world, made[1])
    assert (refused.value.field, refused.value.code) == ("times", "last")
    await answer.confirm(made[1], by=world.nadia.actor)
    assert await states(made) == ["cancelled", "confirmed", "cancelled"]


@rule("S2")
async def test_the_same_form_twice_is_one_exchange(world: World) -> None:
    made = await choices.proposed(world)
    key, start = uuid4(), made[0].starts_at + HOUR
    first, second = await asyncio.gather(
        *(
            exchange.make(made[0], choices.another(start), key, by=world.jonas.actor)
            for _ in range(2)
        )
    )
    assert first.id == second.id == key
    assert await database.row("SELECT count(*) FROM sessions") == (4,)


@rule("S2", "S4")
async def test_a_time_that_makes_no_sense_is_refused_and_nothing_changes(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await choices.proposed(world)
    taken = await world.make.session(
        State.CONFIRMED, learner=world.tom.id, starts_at=made[2].starts_at + 2 * DAY
    )
    for start, code in (
        (made[0].starts_at, "as_before"),
        (made[1].starts_at, "twice"),
        (taken.starts_at, "overlaps"),
        (clock.now() - HOUR, "past"),
    ):
        with pytest.raises(Invalid) as refused:
            await exchanged(world, made[0], start)
        assert refused.value.code == code
    assert await states(made) == ["pending"] * 3
    assert await told("session.exchanged") == set()


@rule("S2", "S5", "S10", "B5")
async def test_only_its_educator_changes_what_they_proposed_themselves(world: World) -> None:
    made = await choices.proposed(world)
    stranger = type(world.jonas.actor)(world.dora.id, world.jonas.actor.provider_id)
    with pytest.raises(Forbidden):
        await exchange.make(made[0], None, uuid4(), by=stranger)
    one = await world.make.session(starts_at=made[2].starts_at + DAY)
    asked = await choices.countered(world, made[0])
    for each in (one, asked[0], made[1]):
        now = await sessions.by_id(each.id)
        assert exchange.refusal(now, by=world.jonas.actor, now=clock.now()) is not None
        assert exchange.refusal(now, by=world.nadia.actor, now=clock.now()) is not None
        with pytest.raises(state.Stale):
            await dropped(world, now)


@rule("S1", "S2", "S3")
async def test_what_is_gone_is_confirmed_by_nobody(world: World) -> None:
    await world.make.credits(1)
    made = await choices.proposed(world)
    await exchanged(world, made[0], made[0].starts_at + HOUR)
    # On a page that is open, and on one that is opened now.
    for one in (made[0], await sessions.by_id(made[0].id)):
        with pytest.raises(state.TimeGone):
            await answer.confirm(one, by=world.nadia.actor)
    assert (await states(made))[1:] == ["pending", "pending"]
    await answer.decline(made[1], by=world.nadia.actor)
    assert await states(made) == ["cancelled", "declined", "declined"]
    with pytest.raises(state.Stale):
        await exchanged(world, made[1], made[1].starts_at + HOUR)


@rule("S1", "S2")
@pytest.mark.parametrize("act", ["confirm", "decline", "drop"])
async def test_at_once_with_an_answer_one_comes_after_the_other(world: World, act: str) -> None:
    other: Coroutine[Any, Any, object]
    await world.make.credits(1)
    made = await choices.proposed(world)
    nadia = world.nadia.actor
    match act:
        case "confirm":
            other = answer.confirm(made[0], by=nadia)
        case "decline":
            other = answer.decline(made[1], by=nadia)
        case _:
            other = exchange.make(made[0], None, uuid4(), by=world.jonas.actor)
    changed = exchanged(world, made[0], made[0].starts_at + HOUR)
    ended = await asyncio.gather(changed, other, return_exceptions=True)
    failed = [each for each in ended if isinstance(each, BaseException)]
    assert all(isinstance(each, state.Stale) for each in failed)
    count = await database.rows("SELECT state, count(*) FROM sessions GROUP BY state")
    if act == "decline" and not failed:
        assert dict(count) == {"cancelled": 1, "declined": 3}
    elif act == "decline":
        assert dict(count) == {"declined": 3}
    else:
        # Nobody is bound to a time that was not shown, and none is there twice.
        assert len(failed) == 1
        assert dict(count) in (
            {"confirmed": 1, "pending": 2},
            {"cancelled": 1, "pending": 3},
            {"cancelled": 1, "pending": 2},
        )


@rule("S1", "S2")
async def test_another_time_brings_its_own_time_to_answer(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await choices.proposed(world, choices.starts(2))
    late = made[1].starts_at + 2 * DAY
    new = await exchanged(world, made[1], late)
    assert (await sessions.by_id(new.id)).expires_at == late
    frozen_clock.forward(made[1].starts_at + HOUR - clock.now())
    await proposal_expiry.expire(new.proposal)
    assert await states([*made, new]) == ["cancelled", "cancelled", "pending"]
    frozen_clock.forward(late - clock.now())
    await proposal_expiry.expire(new.proposal)
    assert await states([new]) == ["cancelled"]
    assert "session.expired" in await kinds(new)

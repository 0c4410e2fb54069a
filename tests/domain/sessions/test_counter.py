""" "Passt nicht" with times that would suit: asked the other side, to and fro without end."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.errors import Forbidden, Invalid
from domain.sessions import (
    answer,
    cancellation,
    counter,
    offer,
    passing_over,
    proposal_expiry,
    state,
    thread,
    withdrawal,
)
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from domain.sessions.undo_window import LENGTH
from tests import choices, moves, series
from tests.choices import states
from tests.conftest import FrozenClock
from tests.domain.notifications.news import father, tell_late, told
from tests.domain.sessions.test_picking import FIRST
from tests.rules import rule
from tests.world import World


async def kinds(session: Session) -> list[str]:
    return [each.kind for each in await thread.history(session.id)]


@rule("S2", "S3")
async def test_no_with_times_asks_the_educator_instead(world: World) -> None:
    deniz = await father(world)
    made = await world.make.session(message="Passt das?")
    asked = await choices.countered(world, made, why="Dienstags hat Mila Chor")
    assert await states([made, *asked]) == ["declined", "pending", "pending"]
    first = asked[0]
    assert (first.asked, first.asking) == ("educator", "alternatives")
    assert (first.message, first.asker_name) == ("Dienstags hat Mila Chor", "Nadia Kaya")
    same = [(each.service, each.place, each.meeting_url, each.credits) for each in (made, first)]
    assert same[0] == same[1]
    assert first.ends_at - first.starts_at == made.ends_at - made.starts_at
    ((replies_to,),) = await database.rows(
        "SELECT replies_to FROM proposals WHERE id = {}", first.proposal
    )
    assert replies_to == made.proposal
    # One piece of news, which says it all.
    assert await told("session.countered") == {world.jonas.id, deniz}
    assert await told("session.declined") == await told("session.turned_down") == set()


@rule("S2")
async def test_one_time_is_one_session_to_accept(world: World) -> None:
    made = await world.make.session()
    (asked,) = await choices.countered(world, made, choices.starts(1, days=9))
    assert (asked.asked, asked.asking) == ("educator", "one")


@rule("S2", "S3", "S4", "S8", "K2")
async def test_the_educator_takes_one_of_them(world: World, frozen_clock: FrozenClock) -> None:
    await world.make.credits(1)
    asked = await choices.countered(world, await world.make.session())
    with pytest.raises(Forbidden):
        await answer.confirm(asked[1], by=world.nadia.actor)
    await answer.confirm(asked[1], by=world.jonas.actor)
    frozen_clock.forward(LENGTH)
    await tell_late()
    await passing_over.end_rest(asked[0].proposal)
    assert await states(asked) == ["cancelled", "confirmed"]
    now = (await choices.now(asked))[1]
    assert now.notice_hours == 24
    assert (await balance.of(world.kaya.id)).held == 1
    assert await told("session.confirmed") == {world.nadia.id, world.mila.id}


@rule("S1")
async def test_what_the_educator_took_can_be_taken_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    asked = await choices.countered(world, await world.make.session())
    await answer.confirm(asked[0], by=world.jonas.actor)
    await withdrawal.undo((await choices.now(asked))[0], by=world.jonas.actor)
    assert await states(asked) == ["pending", "pending"]


@rule("S4", "K3")
async def test_credits_and_times_decide_when_it_is_taken(world: World) -> None:
    asked = await choices.countered(world, await world.make.session())
    with pytest.raises(NotEnoughCredits):
        await answer.confirm(asked[0], by=world.jonas.actor)
    await world.make.credits(5)
    other = await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=asked[0].starts_at,
    )
    assert other.state == State.CONFIRMED
    with pytest.raises(state.SlotTaken):
        await answer.confirm(asked[0], by=world.jonas.actor)
    assert await states(asked) == ["pending", "pending"]


@rule("S2", "S12")
async def test_it_goes_to_and_fro_and_reads_as_one(world: World, frozen_clock: FrozenClock) -> None:
    await world.make.credits(1)
    first = await choices.proposed(world)
    frozen_clock.forward(timedelta(minutes=1))
    second = await choices.countered(world, first[2])
    frozen_clock.forward(timedelta(minutes=1))
    third = await choices.proposed(world, choices.starts(2, days=12), instead_of=second[0])
    frozen_clock.forward(timedelta(minutes=1))
    (fourth,) = await choices.countered(world, third[1], choices.starts(1, days=20))
    frozen_clock.forward(timedelta(minutes=1))
    await answer.confirm(fourth, by=world.jonas.actor)
    assert await states([*first, *second, *third]) == ["declined"] * 7
    told_of = [
        *["session.proposed"] * 3,
        *["session.turned_down"] * 3,
        *["session.countered"] * 2,
        *["session.turned_down"] * 2,
        *["session.proposed"] * 2,
        *["session.turned_down"] * 2,
        "session.countered",
        "session.confirmed",
    ]
    for one in (first[0], second[1], third[0], fourth):
        assert sorted(await kinds(one)) == sorted(told_of)


@rule("S5", "S2")
async def test_the_educator_replies_with_one_time_too(world: World) -> None:
    asked = await choices.countered(world, await world.make.session())
    made = await offer.propose(
        world.make.offer(starts_at=choices.starts(1, days=15)[0]),
        world.kaya,
        by=world.jonas.actor,
        instead_of=asked[0],
    )
    assert await states(asked) == ["declined", "declined"]
    assert (made.state, made.asked) == ("pending", "family")
    with pytest.raises(state.Stale):
        await choices.proposed(world, instead_of=asked[1])


@rule("S2")
async def test_a_reply_is_for_the_same_child(world: World) -> None:
    asked = await choices.countered(world, await world.make.session())
    with pytest.raises(Invalid):
        await offer.propose(
            world.make.offer(learner=world.tom.id, starts_at=choices.starts(1, days=15)[0]),
            world.kaya,
            by=world.jonas.actor,
            instead_of=asked[0],
        )
    assert await states(asked) == ["pending", "pending"]


@rule("S2", "A8")
async def test_only_who_is_asked_answers_with_times(world: World) -> None:
    made = await world.make.session()
    with pytest.raises(Forbidden):
        await counter.reply(made, choices.starts(1), by=world.dora.actor)
    asked = await choices.countered(world, made)
    with pytest.raises(Forbidden):
        await counter.reply(asked[0], choices.starts(1), by=world.nadia.actor)


@rule("S2", "S4")
async def test_every_time_has_to_be_possible_for_the_child(world: World) -> None:
    made = await world.make.session()
    taken = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=8))
    free, over = choices.starts(1, days=9)[0], clock.now() - timedelta(hours=1)
    found = await counter.faults(made, [over, taken.starts_at, free, free, None])
    assert [each.code if each else "" for each in found] == [
        "past",
        "learner_taken",
        "",
        "twice",
        "",
    ]
    for wrong in ([], choices.starts(4), [taken.starts_at]):
        with pytest.raises(Invalid):
            await choices.countered(world, made, wrong)
    assert await states([made]) == ["pending"]
    # Its own time is no hindrance to another one an hour later.
    await choices.countered(world, made, [made.starts_at + timedelta(minutes=30)])


@rule("S7")
async def test_a_series_is_answered_by_its_dates(world: World) -> None:
    made = await series.put_in(world, series.tuesdays(FIRST, 3))
    with pytest.raises(Invalid):
        await choices.countered(world, made[0])


@rule("S1", "S2")
async def test_it_ends_like_anything_that_waits_and_both_are_told(
    world: World, frozen_clock: FrozenClock
) -> None:
    asked = await choices.countered(world, await world.make.session())
    assert {each.expires_at for each in asked} == {clock.now() + timedelta(hours=48)}
    frozen_clock.forward(timedelta(hours=48))
    await proposal_expiry.expire(asked[0].proposal)
    assert await states(asked) == ["cancelled", "cancelled"]
    assert await told("session.expired") == {world.nadia.id, world.jonas.id}


@rule("S1")
async def test_the_family_takes_it_back(world: World) -> None:
    asked = await choices.countered(world, await world.make.session())
    await cancellation.cancel(asked[0], by=world.nadia.actor, agreed=Outcome.OFFER)
    assert await states(asked) == ["cancelled", "cancelled"]
    assert await told("session.withdrawn") == {world.jonas.id}


@rule("S2", "S8")
async def test_taking_back_what_was_just_taken_says_that_one_was_picked(world: World) -> None:
    await world.make.credits(1)
    asked = await choices.countered(world, await world.make.session())
    await answer.confirm(asked[1], by=world.jonas.actor)
    with pytest.raises(state.AnotherPicked):
        await cancellation.cancel(
            (await choices.now(asked))[0], by=world.nadia.actor, agreed=Outcome.OFFER
        )


@rule("S2")
async def test_of_a_yes_and_a_no_with_times_at_once_one_holds(world: World) -> None:
    await world.make.credits(1)
    made = await world.make.session()
    outcomes = await asyncio.gather(
        answer.confirm(made, by=world.nadia.actor),
        counter.reply(made, choices.starts(2, days=7), by=world.nadia.actor),
        return_exceptions=True,
    )
    assert sum(isinstance(each, state.Stale) for each in outcomes) == 1
    ((count,),) = await database.rows("SELECT count(*) FROM proposals")
    assert (await states([made]), count) in ((["confirmed"], 1), (["declined"], 2))


@rule("S2", "S4", "S10", "S16")
async def test_what_replies_to_a_move_is_a_move(world: World, frozen_clock: FrozenClock) -> None:
    stands = await world.make.session(State.CONFIRMED)
    moving = await moves.moved(world, stands)
    # Half an hour later than what would give way to it.
    at = [stands.starts_at + timedelta(minutes=30), *choices.starts(1, days=9)]
    asked = await choices.countered(world, moving, at)
    assert {each.moved_from for each in asked} == {stands.id}
    (before,) = await choices.now([moving])
    assert all(each.sequence > before.sequence for each in asked)
    assert await states([stands]) == ["confirmed"]
    await answer.confirm(asked[0], by=world.jonas.actor)
    assert await states([stands, asked[0]]) == ["cancelled", "confirmed"]
    assert (await balance.of(world.kaya.id)).held == 1
    with pytest.raises(withdrawal.UndoOver):
        await withdrawal.undo((await choices.now(asked))[0], by=world.jonas.actor)
    frozen_clock.forward(LENGTH)
    await passing_over.end_rest(asked[0].proposal)
    assert await states(asked) == ["confirmed", "cancelled"]
    assert {"session.replaced", "session.moved"} < set(await kinds(asked[0]))


@rule("S1", "S10")
async def test_what_it_was_to_replace_is_cancelled_also_once_a_time_of_it_is_over(
    world: World, frozen_clock: FrozenClock
) -> None:
    stands = await world.make.session(State.CONFIRMED, starts_at=choices.starts(1, days=9)[0])
    at = [clock.now() + timedelta(hours=5), *choices.starts(1, days=2)]
    asked = await choices.countered(world, await moves.moved(world, stands), at)
    frozen_clock.to(at[0])
    await proposal_expiry.expire(asked[0].proposal)
    await cancellation.cancel(await moves.now(stands), by=world.nadia.actor)
    assert await states([stands, *asked]) == ["cancelled"] * 3
    assert await kinds(asked[1]) == await kinds(stands)


@rule("S10", "S12")
async def test_dates_of_a_series_are_threads_of_their_own(world: World) -> None:
    made = await series.put_in(world, series.tuesdays(FIRST, 3))
    assert await kinds(made[0]) == ["session.proposed"]

"""Who waits for an earlier time is told in order when one becomes free, and takes it. Rule: S17."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock
from domain.availability import absence, family_time, hours, rules
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.credits import balance
from domain.errors import Forbidden
from domain.sessions import (
    answer,
    cancellation,
    move,
    proposal_expiry,
    request,
    rescheduling,
    sooner_wait,
    state,
)
from domain.sessions.request import SlotGone
from domain.sessions.session import State
from tests import moves
from tests.domain.notifications.news import told
from tests.domain.sessions.sooner import (
    AT,
    DAY,
    HOUR,
    first,
    free,
    full,
    now,
    offered,
    wish,
    work,
    working,
)
from tests.rules import rule
from tests.world import World


@rule("S17", "S10")
async def test_time_that_a_family_gave_up_is_offered_to_the_first(world: World) -> None:
    mine, emils, toms = await full(world)
    await free(world, mine)
    new = await first(emils)
    assert (new.starts_at, new.ends_at, new.is_sooner, new.leaves_old) == (
        AT,
        AT + HOUR,
        True,
        True,
    )
    assert new.expires_at == clock.now() + timedelta(hours=12)
    assert await offered(toms) is None
    assert await told("session.sooner_free") == {world.dora.id}
    assert (await now(emils)).state == State.CONFIRMED


@rule("S17", "S10", "K2", "S16")
async def test_taking_it_moves_the_session_there_in_one_step(world: World) -> None:
    mine, emils, _ = await full(world)
    await free(world, mine)
    new = await first(emils)
    await answer.confirm(new, by=world.dora.actor)
    assert [(await now(each)).state for each in (emils, new)] == ["cancelled", "confirmed"]
    counts = await balance.of(world.rossi.id)
    assert (counts.free, counts.held) == (0, 1)
    assert (await now(new)).sequence > (await now(emils)).sequence
    assert (await now(new)).notice_hours == 24


@rule("S17")
async def test_what_is_given_up_for_it_goes_on_to_the_next(world: World) -> None:
    mine, emils, toms = await full(world)
    await free(world, mine)
    await answer.confirm(await first(emils), by=world.dora.actor)
    await work()
    assert (await first(toms)).starts_at == emils.starts_at


@rule("S17", "S6")
async def test_it_is_kept_for_the_first_and_seen_by_no_other(world: World) -> None:
    mine, emils, _ = await full(world)
    await free(world, mine)
    with pytest.raises(SlotGone):
        await request.make(uuid4(), await wish(world), "", by=world.nadia.actor)
    await answer.decline(await first(emils), by=world.dora.actor)
    assert await request.is_free(await wish(world), by=world.nadia.actor)


@rule("S17")
@pytest.mark.parametrize("how", ["expires", "declines", "cancels its own", "moves its own"])
async def test_what_is_not_taken_goes_to_the_next(world: World, how: str) -> None:
    mine, emils, toms = await full(world)
    await free(world, mine)
    new = await first(emils)
    match how:
        case "expires":
            clock.freeze(new.expires_at)
            await proposal_expiry.expire(new.proposal)
        case "declines":
            await answer.decline(new, by=world.dora.actor)
        case "cancels its own":
            await cancellation.cancel(emils, by=world.dora.actor)
        case "moves its own":
            await rescheduling.ask(emils, [], "Lieber abends", by=world.dora.actor)
    assert (await now(new)).state in (State.DECLINED, State.CANCELLED)
    # What Emil gives up is free as well; of both the earlier one is offered.
    assert await work() == 1
    assert (await first(toms)).starts_at == AT
    assert await offered(emils) is None
    # Nobody is told of what became of it.
    assert await told("session.expired") == await told("session.declined") == set()


@rule("S17")
async def test_who_did_not_take_it_keeps_its_place_for_another(world: World) -> None:
    mine, emils, toms = await full(world)
    other = await world.make.session(State.CONFIRMED, starts_at=AT + DAY)
    await free(world, mine)
    await answer.decline(await first(emils), by=world.dora.actor)
    await work()
    await free(world, other)
    assert (await first(emils)).starts_at == AT + DAY
    assert (await first(toms)).starts_at == AT


@rule("S17")
@pytest.mark.parametrize("how", ["expires", "declines"])
async def test_who_let_it_go_is_not_asked_for_the_time_beside(world: World, how: str) -> None:
    mine, emils, toms = await full(world)
    await hours.replace([Weekly(day, 780, 960) for day in range(7)], by=world.jonas.actor)
    await free(world, mine)
    new = await first(emils)
    if how == "expires":
        clock.freeze(new.expires_at)
        await proposal_expiry.expire(new.proposal)
    else:
        await answer.decline(new, by=world.dora.actor)
    assert await work() == 1
    assert await offered(emils) is None
    assert (await first(toms)).starts_at == AT


@rule("S17", "S10")
@pytest.mark.parametrize("how", ["cancels", "moves", "declines"])
async def test_what_its_educator_gives_up_is_offered_to_nobody(world: World, how: str) -> None:
    mine, emils, toms = await full(world)
    match how:
        case "cancels":
            await cancellation.cancel(mine, by=world.jonas.actor)
        case "moves":
            new = await moves.moved(world, mine, 9 * DAY)
            await answer.confirm(new, by=world.nadia.actor)
        case "declines":
            await cancellation.cancel(mine, by=world.jonas.actor)
            asked = await request.make(uuid4(), await wish(world), "", by=world.nadia.actor)
            await answer.decline(asked, by=world.jonas.actor, why="Nein")
    assert await work() == 0
    assert await offered(emils) is await offered(toms) is None


@rule("S17")
async def test_unless_the_educator_says_that_it_stays_free(world: World) -> None:
    mine, emils, _ = await full(world)
    assert await sooner_wait.count_after(mine) == 2
    await cancellation.cancel(mine, by=world.jonas.actor, frees=True)
    assert await work() == 1
    assert (await first(emils)).starts_at == AT


@rule("S17", "S5")
@pytest.mark.parametrize("how", ["expires", "is taken back"])
async def test_a_request_that_came_to_nothing_frees_its_time(world: World, how: str) -> None:
    mine, emils, _ = await full(world)
    await cancellation.cancel(mine, by=world.jonas.actor)
    asked = await request.make(uuid4(), await wish(world), "", by=world.nadia.actor)
    if how == "expires":
        clock.freeze(asked.expires_at)
        await proposal_expiry.expire(asked.proposal)
    else:
        await cancellation.cancel(asked, by=world.nadia.actor)
    await work()
    assert (await first(emils)).starts_at == AT


@rule("S17", "S6")
async def test_the_days_of_an_absence_that_is_taken_back_are_offered_one_each(
    world: World,
) -> None:
    away = Absence(uuid4(), AT.date(), (AT + DAY).date())
    mine, emils, toms = await full(world)
    await cancellation.cancel(mine, by=world.jonas.actor)
    await absence.make(away, by=world.jonas.actor)
    await absence.end(away.id, by=world.jonas.actor)
    assert await work() == 1
    assert (await first(emils)).starts_at == AT
    assert (await first(toms)).starts_at == AT + DAY


@rule("S17", "S6")
@pytest.mark.parametrize(
    ("hours_before", "until"),
    [(24, None), (25, timedelta(hours=1)), (30, timedelta(hours=6)), (48, timedelta(hours=12))],
)
async def test_nobody_is_bound_later_than_their_educator_takes_requests(
    world: World, hours_before: int, until: timedelta | None
) -> None:
    mine, emils, _ = await full(world)
    moment = AT - hours_before * HOUR
    clock.freeze(moment)
    await free(world, mine)
    new = await offered(emils)
    assert (new.expires_at - moment if new else None) == until


@rule("S17")
async def test_only_what_suits_is_offered(world: World) -> None:
    mine, emils, toms = await full(world)
    # Emil has time on Tuesdays alone, Tom on Mondays too.
    await family_time.replace(world.emil.id, [(1, 840, 1080)], "Europe/Berlin", by=world.dora.actor)
    await family_time.replace(world.tom.id, [(0, 840, 900)], "Europe/Berlin", by=world.nadia.actor)
    await free(world, mine)
    assert await offered(emils) is None
    assert (await first(toms)).starts_at == AT


@rule("S17")
async def test_only_an_earlier_time_is_offered(world: World) -> None:
    await working(world)
    mine = await world.make.session(State.CONFIRMED, starts_at=AT + 5 * DAY)
    emils = await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=AT
    )
    await sooner_wait.wait(emils, by=world.dora.actor)
    await free(world, mine)
    assert await offered(emils) is None


@rule("S17", "S6")
async def test_what_would_be_given_up_is_in_the_way_of_nothing(world: World) -> None:
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    toms = await world.make.session(State.CONFIRMED, learner=world.tom.id, starts_at=AT + HOUR)
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
    chosen = await rules.of(world.jonas.id)
    strict = chosen._replace(day_most=1, buffer_before_minutes=15, buffer_after_minutes=15)
    await rules.choose(strict, by=world.jonas.actor)
    await sooner_wait.wait(toms, by=world.nadia.actor)
    await free(world, mine)
    new = await first(toms)
    assert new.starts_at == AT
    await answer.confirm(new, by=world.nadia.actor)


@rule("S17", "S1")
async def test_nothing_is_offered_instead_of_what_is_moved_already(world: World) -> None:
    mine, emils, toms = await full(world)
    proposed = await moves.moved(world, emils, 20 * DAY)
    await free(world, mine)
    assert [each.id for each in [await first(emils)]] == [proposed.id]
    assert (await first(toms)).starts_at == AT


@rule("S17", "S10")
async def test_the_educator_can_move_meanwhile(world: World) -> None:
    mine, emils, toms = await full(world)
    await free(world, mine)
    new = await first(emils)
    (other,) = await move.propose(
        emils, moves.to(emils, emils.starts_at + 9 * DAY), by=world.jonas.actor
    )
    assert (await now(new)).state == State.CANCELLED
    await work()
    assert (await first(emils)).id == other.id
    assert (await first(toms)).starts_at == AT


@rule("S17")
async def test_only_the_family_waits_for_what_is_to_come(world: World) -> None:
    mine, emils, _ = await full(world)
    with pytest.raises(Forbidden):
        await sooner_wait.wait(emils, by=world.nadia.actor)
    with pytest.raises(Forbidden):
        await sooner_wait.leave(emils, by=world.nadia.actor)
    assert (await now(emils)).waits_since is not None
    await cancellation.cancel(mine, by=world.nadia.actor)
    with pytest.raises(state.Stale):
        await sooner_wait.wait(mine, by=world.nadia.actor)

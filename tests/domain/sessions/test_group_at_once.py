"""Two at the same moment about one group: one of the two serial outcomes. Rule: S18."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from domain import clock
from domain.credits import balance, standing
from domain.profiles import membership
from domain.profiles.membership import Role
from domain.sessions import (
    answer,
    cancellation,
    group,
    group_calling_off,
    group_invitation,
    group_joining,
    group_wait,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.session import Session, State
from tests import moves
from tests.at_once import AtOnce
from tests.domain.sessions import groups
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.world import World


@dataclass
class About:
    """A date with two places, and how its sessions were when both people looked at them."""

    world: World
    made: Group
    asked: dict[str, Session]


Do = Callable[[About], Awaitable[object]]


async def cancel_milas(it: About) -> None:
    await cancellation.cancel(it.asked["Mila"], by=it.world.nadia.actor)


async def undo_milas(it: About) -> None:
    await withdrawal.undo(it.asked["Mila"], by=it.world.nadia.actor)


async def confirm_toms(it: About) -> None:
    await answer.confirm(it.asked["Tom"], by=it.world.nadia.actor)


async def decline_toms(it: About) -> None:
    await answer.decline(it.asked["Tom"], by=it.world.nadia.actor)


async def join_for_tom(it: About) -> None:
    await group_joining.join(uuid4(), it.made, it.world.tom.id, by=it.world.nadia.actor)


async def join_for_emil(it: About) -> None:
    await group_joining.join(uuid4(), it.made, it.world.emil.id, by=it.world.dora.actor)


async def invite_emil(it: About) -> None:
    await group_invitation.invite(it.made, [groups.emil(it.world)], by=it.world.jonas.actor)


async def wait_for_emil(it: About) -> None:
    await group_wait.wait(it.made, it.world.emil.id, by=it.world.dora.actor)


async def wait_for_tom(it: About) -> None:
    await group_wait.wait(it.made, it.world.tom.id, by=it.world.nadia.actor)


async def move_toms(it: About) -> None:
    await moves.moved(it.world, it.asked["Tom"])


async def call_off(it: About) -> None:
    await group_calling_off.call_off(it.made, by=it.world.jonas.actor)


async def take_emils(it: About) -> None:
    await answer.confirm(it.asked["Emil"], by=it.world.dora.actor)


async def refuse_emils(it: About) -> None:
    await answer.decline(it.asked["Emil"], by=it.world.dora.actor)


async def cancel_toms(it: About) -> None:
    await cancellation.cancel(it.asked["Tom"], by=it.world.nadia.actor)


async def join_for_mila(it: About) -> None:
    await group_joining.join(uuid4(), it.made, it.world.mila.id, by=it.world.nadia.actor)


async def wait_for_mila(it: About) -> None:
    await group_wait.wait(it.made, it.world.mila.id, by=it.world.nadia.actor)


async def pass_on(it: About) -> None:
    await group_wait.pass_on(it.made.id)


async def take_milas(it: About) -> None:
    await answer.confirm(it.asked["Mila"], by=it.world.nadia.actor)


async def refuse_milas(it: About) -> None:
    await answer.decline(it.asked["Mila"], by=it.world.nadia.actor)


async def leave_for_emil(it: About) -> None:
    await group_wait.leave(it.made, it.world.emil.id, by=it.world.dora.actor)


ONE_LEFT: list[Do] = [
    cancel_milas, undo_milas, confirm_toms, decline_toms, join_for_tom, join_for_emil, invite_emil,
    wait_for_emil, wait_for_tom, move_toms, call_off,
]  # fmt: skip
ONE_KEPT: list[Do] = [
    take_emils, refuse_emils, join_for_emil, cancel_toms, join_for_mila, wait_for_mila, pass_on,
    call_off,
]  # fmt: skip
ALL_ASKED: list[Do] = [
    take_emils, take_milas, refuse_milas, join_for_emil, cancel_toms, leave_for_emil, pass_on,
    call_off,
]  # fmt: skip


async def one_left(world: World) -> About:
    """Mila has one place, Tom is asked for the other; anybody may take it."""
    made = await _made(world, groups.mila(world), groups.tom(world))
    asked = await _asked(made)
    await answer.confirm(asked["Mila"], by=world.nadia.actor)
    return About(world, await group.by_id(made.id), await _asked(made))


async def one_kept(world: World) -> About:
    """Tom has one place, the other one is kept for Emil, who waited."""
    made = await _made(world)
    mine = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    await cancellation.cancel(mine, by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    return About(world, await group.by_id(made.id), await _asked(made))


async def all_asked(world: World) -> About:
    """Tom has one place; of the other one Emil and Mila know, who waited for it."""
    await plans(world, sooner_hours=None)
    made = await _made(world)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    lia = (await membership.create(world.rossi.family, Role.CHILD, "Lia")).id
    lias = await group_joining.join(uuid4(), made, lia, by=world.dora.actor)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    clock.freeze(clock.now() + timedelta(minutes=1))
    await group_wait.wait(made, world.mila.id, by=world.nadia.actor)
    await cancellation.cancel(lias, by=world.dora.actor)
    await group_wait.pass_on(made.id)
    return About(world, await group.by_id(made.id), await _asked(made))


async def left(it: About) -> tuple[object, ...]:
    """What has become of each child, who waits, and whether it takes place; never one too many."""
    now = await group.by_id(it.made.id)
    assert now.taken_count + now.kept_count <= now.places_count
    of_it = await sessions.of_group(now.id)
    held = await standing.of_sessions([each.id for each in of_it])
    assert all(held[each.id].held == (each.state == State.CONFIRMED) for each in of_it)
    for connection in (it.world.kaya, it.world.rossi):
        credits = await balance.of(connection.id)
        assert credits.free + credits.held == credits.granted
    waiting = [
        each.name
        for guardian in (it.world.nadia, it.world.dora)
        for each in await group_wait.of_family(now, by=guardian.actor)
    ]
    children = sorted((each.learner_name, str(each.state)) for each in of_it)
    return children, waiting, now.called_off_at is not None


async def _made(world: World, *invited: group_invitation.Invited) -> Group:
    """Each a day after the one before."""
    there = len(await group.where("g.educator = {}", world.jonas.id))
    ahead = timedelta(days=3 + there)
    return await groups.made(world, *invited, places=2, ahead=ahead, is_open=True)


async def _asked(made: Group) -> dict[str, Session]:
    return {each.learner_name: each for each in await sessions.of_group(made.id)}


@rule("S18", "S1", "K2")
@pytest.mark.parametrize("one", ONE_LEFT)
async def test_both_at_once_about_the_last_place(world: World, one: Do) -> None:
    race = AtOnce(partial(one_left, world), left, may_refuse=True)
    for other in ONE_LEFT[ONE_LEFT.index(one) :]:
        await race.check(one, other)


@rule("S18", "S17", "S1", "K2")
@pytest.mark.parametrize("one", ONE_KEPT)
async def test_both_at_once_about_a_place_that_is_kept(world: World, one: Do) -> None:
    race = AtOnce(partial(one_kept, world), left)
    for other in ONE_KEPT[ONE_KEPT.index(one) :]:
        await race.check(one, other)


@rule("S18", "S17", "S1", "K2")
@pytest.mark.parametrize("one", ALL_ASKED)
async def test_both_at_once_about_a_place_of_which_all_know(world: World, one: Do) -> None:
    race = AtOnce(partial(all_asked, world), left)
    for other in ALL_ASKED[ALL_ASKED.index(one) :]:
        await race.check(one, other)

"""A group that too few want is called off in time, once. Rule: S18."""

from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.sessions import answer, group, group_minimum, reminding, todo
from domain.sessions.group import Group
from domain.sessions.session import State
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.world import World

FIVE_DAYS = timedelta(days=5)


async def short(world: World) -> Group:
    """Two are needed; Mila is confirmed, Emil has not answered."""
    made = await groups.made(world, mila(world), emil(world), minimum=2, ahead=FIVE_DAYS)
    await answer.confirm((await groups.of(made))[world.mila.id], by=world.nadia.actor)
    return made


async def told(kind: str) -> int:
    row = await database.row("SELECT count(*) FROM events WHERE kind = {}", kind)
    return row[0] if row else 0


@rule("S18")
async def test_too_few_in_time_and_it_is_called_off_at_no_cost(world: World) -> None:
    made = await short(world)
    assert made.call_off_at == made.starts_at - timedelta(hours=24)
    clock.freeze(made.call_off_at)
    for _ in range(2):
        await group_minimum.decide(made.id)
    assert {each.state for each in (await groups.of(made)).values()} == {State.CANCELLED}
    assert (await group.by_id(made.id)).called_off_at is not None
    kaya = await balance.of(world.kaya.id)
    assert (kaya.free, kaya.lapsed) == (5, 0)
    assert await told("session.called_off") == 1
    assert await told("session.not_held") == 1
    assert await told("group.called_off") == 1


@rule("S18")
async def test_enough_and_it_takes_place(world: World) -> None:
    made = await short(world)
    await answer.confirm((await groups.of(made))[world.emil.id], by=world.dora.actor)
    assert made.call_off_at
    clock.freeze(made.call_off_at)
    await group_minimum.decide(made.id)
    assert {each.state for each in (await groups.of(made)).values()} == {State.CONFIRMED}


@rule("S18")
@pytest.mark.parametrize(("late", "is_off"), [(timedelta(hours=23), True), (FIVE_DAYS, False)])
async def test_a_machine_that_was_down_decides_until_it_begins(
    world: World, late: timedelta, is_off: bool
) -> None:
    made = await short(world)
    assert made.call_off_at
    clock.freeze(made.call_off_at + late)
    await group_minimum.decide(made.id)
    assert ((await group.by_id(made.id)).called_off_at is not None) is is_off


@rule("S18")
async def test_nothing_is_decided_before_its_time(world: World) -> None:
    made = await short(world)
    assert made.call_off_at
    clock.freeze(made.call_off_at - timedelta(seconds=1))
    await group_minimum.decide(made.id)
    assert (await group.by_id(made.id)).called_off_at is None


@rule("S18")
async def test_its_educator_is_warned_once_and_only_while_some_are_missing(world: World) -> None:
    made = await short(world)
    assert made.call_off_at
    clock.freeze(made.call_off_at - group_minimum.WARNED_BEFORE)
    for _ in range(2):
        await group_minimum.warn(made.id)
    assert await told("group.short") == 1
    rows = await database.rows("SELECT profile FROM notifications WHERE kind = 'group.short'")
    assert [profile for (profile,) in rows] == [world.jonas.id]


@rule("S18")
async def test_nobody_is_warned_of_a_group_that_takes_place(world: World) -> None:
    made = await short(world)
    await answer.confirm((await groups.of(made))[world.emil.id], by=world.dora.actor)
    await group_minimum.warn(made.id)
    assert await told("group.short") == 0


@rule("S18")
async def test_made_so_late_it_takes_place_with_any(world: World) -> None:
    made = await groups.made(world, mila(world), minimum=2, ahead=timedelta(hours=20))
    assert (made.call_off_at, made.minimum_count) == (None, 0)


@rule("S18", "N1")
async def test_no_family_is_told_of_another(world: World) -> None:
    made = await short(world)
    assert made.call_off_at
    clock.freeze(made.call_off_at)
    await group_minimum.decide(made.id)
    rows = await database.rows(
        "SELECT n.profile, e.particulars, e.why FROM notifications n"
        " JOIN events e ON e.id = n.event"
    )
    of_kaya = {world.nadia.id, world.mila.id, world.tom.id}
    for profile, particulars, why in rows:
        if profile == world.jonas.id:
            continue
        others = ("Emil", "Rossi") if profile in of_kaya else ("Mila", "Tom", "Kaya")
        assert not [name for name in others if name in particulars + why]


@rule("S14", "S18")
async def test_its_educator_is_reminded_once_and_each_family_for_itself(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(made)
    await answer.confirm(asked[world.mila.id], by=world.nadia.actor)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    clock.freeze(made.starts_at - timedelta(hours=1))
    for session in asked.values():
        await reminding.remind(session.id, world.jonas.id, 60)
    for session, guardian in (
        (asked[world.mila.id], world.nadia),
        (asked[world.emil.id], world.dora),
    ):
        await reminding.remind(session.id, guardian.id, 60)
    assert await told("session.reminded") == 3


@rule("S18")
async def test_it_stands_on_the_list_for_a_week_and_only_while_some_are_missing(
    world: World,
) -> None:
    made = await groups.made(world, emil(world), minimum=1, ahead=timedelta(days=9))
    assert (await todo.of(world.jonas.actor, clock.now())).short == []
    clock.freeze(clock.now() + timedelta(days=2))
    (short,) = (await todo.of(world.jonas.actor, clock.now())).short
    assert (short.id, short.missing_count) == (made.id, 1)
    await answer.confirm((await groups.of(made))[world.emil.id], by=world.dora.actor)
    assert (await todo.of(world.jonas.actor, clock.now())).short == []

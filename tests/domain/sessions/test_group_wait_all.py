"""All who wait for a place are asked at once, where the provider says so. Rule: S17 S18."""

from uuid import uuid4

import pytest

from domain import clock, database
from domain.sessions import (
    answer,
    cancellation,
    group,
    group_joining,
    group_wait,
    undo_window,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_places import GroupFull
from domain.sessions.session import Session
from tests.domain.sessions import groups
from tests.domain.sessions.plans import plans
from tests.domain.sessions.test_group_wait import A_MINUTE, full, offered, sister
from tests.rules import rule
from tests.world import World


async def all_asked(world: World) -> tuple[Group, Session, Session]:
    """Emil and then Lia wait, and are asked at once about the place that Mila gives up."""
    await plans(world, sooner_hours=None)
    made, mine = await full(world)
    lia = await sister(world)
    for learner in (world.emil.id, lia):
        await group_wait.wait(made, learner, by=world.dora.actor)
        clock.freeze(clock.now() + A_MINUTE)
    await cancellation.cancel(mine, by=world.nadia.actor)
    for _ in range(2):
        await group_wait.pass_on(made.id)
    asked = await groups.of(made)
    return await group.by_id(made.id), asked[world.emil.id], asked[lia]


async def news() -> int:
    """How often somebody was told of a place."""
    row = await database.row("SELECT count(*) FROM events WHERE kind = 'session.place_free'")
    return int(row[0]) if row else 0


async def waiting(world: World, made: Group) -> list[str]:
    return [each.name for each in await group_wait.of_family(made, by=world.dora.actor)]


@rule("S17", "S18")
async def test_all_are_asked_at_once_and_once_where_the_provider_says_so(world: World) -> None:
    made, emils, lias = await all_asked(world)
    # Kept for nobody: the place stays free for whoever takes it.
    assert (made.free_count, made.kept_count) == (1, 0)
    assert await news() == 2
    assert {emils.expires_at, lias.expires_at} == {made.starts_at}
    assert await waiting(world, made) == ["Emil", "Lia"]
    await answer.confirm(lias, by=world.dora.actor)
    with pytest.raises(GroupFull):
        await answer.confirm(emils, by=world.dora.actor)


@rule("S17", "S18")
async def test_who_was_too_late_stays_in_place_and_is_asked_about_the_next(world: World) -> None:
    made, emils, lias = await all_asked(world)
    await answer.confirm(lias, by=world.dora.actor)
    # As long as it can be taken back, nobody was too late for good.
    await group_wait.pass_on(made.id)
    await withdrawal.undo(await sessions.by_id(lias.id), by=world.dora.actor)
    await group_wait.pass_on(made.id)
    assert await news() == 2
    await answer.confirm(await sessions.by_id(lias.id), by=world.dora.actor)
    clock.freeze(clock.now() + undo_window.LENGTH)
    await group_wait.pass_on(made.id)
    assert await waiting(world, made) == ["Emil"]
    toms = await offered(made, world.tom.id)
    assert toms is not None
    await cancellation.cancel(toms, by=world.nadia.actor)
    for _ in range(2):
        await group_wait.pass_on(made.id)
    assert await news() == 3
    await answer.confirm(await sessions.by_id(emils.id), by=world.dora.actor)


@rule("S17", "S18")
async def test_a_place_that_is_taken_is_looked_at_again_once_that_is_final(world: World) -> None:
    _, _, lias = await all_asked(world)
    sql = "SELECT count(*) FROM outbox WHERE kind = 'group_place' AND due_at = {}"
    final_at = clock.now() + undo_window.LENGTH
    assert await database.row(sql, final_at) == (0,)
    await answer.confirm(lias, by=world.dora.actor)
    assert await database.row(sql, final_at) == (1,)


@rule("S17", "S18")
async def test_who_says_no_or_leaves_is_asked_about_no_other_place(world: World) -> None:
    made, emils, lias = await all_asked(world)
    await answer.decline(emils, by=world.dora.actor)
    await group_wait.leave(made, lias.learner, by=world.dora.actor)
    await group_wait.pass_on(made.id)
    assert await waiting(world, made) == []
    # Nor does leaving keep the place that somebody was asked about.
    assert (await group.by_id(made.id)).kept_count == 0
    toms = await offered(made, world.tom.id)
    assert toms is not None
    await cancellation.cancel(toms, by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    assert await news() == 2


@rule("S17", "S18")
async def test_whose_invitation_is_open_is_told_of_the_place_at_once_too(world: World) -> None:
    await plans(world, sooner_hours=None)
    made = await groups.made(world, groups.tom(world), places=2, is_open=True)
    await group_joining.join(uuid4(), made, await sister(world), by=world.dora.actor)
    emils = await group_joining.join(uuid4(), made, world.emil.id, by=world.dora.actor)
    await group_wait.wait(made, world.tom.id, by=world.nadia.actor)
    before = await offered(made, world.tom.id)
    await cancellation.cancel(emils, by=world.dora.actor)
    for _ in range(2):
        await group_wait.pass_on(made.id)
    toms = await offered(made, world.tom.id)
    assert before is not None and toms is not None
    assert (toms.id, toms.expires_at) == (before.id, before.expires_at)
    assert await news() == 1
    await answer.confirm(toms, by=world.nadia.actor)

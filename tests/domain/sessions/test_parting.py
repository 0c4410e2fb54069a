"""Either side ends a connection, and with it what was still to come. Rule: B6."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database
from domain.credits import balance
from domain.database import Violation
from domain.errors import Forbidden
from domain.profiles import membership
from domain.profiles.membership import Role
from domain.providers import acceptance, connected, connection, invitation
from domain.providers.connection import Connection, ConnectionOver
from domain.providers.invitation_use import InvitationOver
from domain.sessions import (
    answer,
    cancellation,
    group_joining,
    group_wait,
    note,
    parting,
    rescheduling,
)
from domain.sessions import session as sessions
from domain.sessions.parting import PartingChanged
from domain.sessions.parting_end import AlreadyOver
from domain.sessions.session import State
from tests import school as schools
from tests.conftest import FrozenClock
from tests.domain.sessions import groups
from tests.rules import rule
from tests.world import World


async def shared(world: World) -> Connection:
    return await connection.known_provider(world.jonas.actor.provider_id, by=world.nadia.actor)


async def end(world: World, *, by: object = None) -> None:
    one = await shared(world)
    agreed = (await parting.foreseen(one)).agreement
    await parting.end(one, by=by or world.nadia.actor, agreed=agreed)  # type: ignore[arg-type]


async def told(world: World) -> list[tuple[UUID, str]]:
    rows = await database.rows("SELECT profile, kind FROM notifications ORDER BY profile, kind")
    return [(row[0], row[1]) for row in rows]


@rule("B6", "K2")
async def test_what_is_to_come_is_cancelled_for_nothing_and_what_was_stays(world: World) -> None:
    await world.make.credits(5)
    now = clock.now()
    soon = await world.make.session(State.CONFIRMED, starts_at=now + timedelta(hours=2))
    waits = await world.make.session(State.PENDING, starts_at=now + timedelta(days=3))
    gone = await world.make.session(State.COMPLETED, starts_at=now - timedelta(days=3))
    before = await balance.of(world.kaya.id)
    await end(world)
    states = [(await sessions.by_id(each.id)).state for each in (soon, waits, gone)]
    assert states == [State.CANCELLED, State.CANCELLED, State.COMPLETED]
    after = await balance.of(world.kaya.id)
    assert (after.free, after.held, after.lapsed) == (before.free + before.held, 0, before.lapsed)
    assert (await sessions.reachable(gone.id, by=world.nadia.actor)).id == gone.id
    assert (await sessions.reachable(gone.id, by=world.jonas.actor)).id == gone.id
    assert [each.id for each in await connected.providers(by=world.nadia.actor)] == []


@rule("B6", "N1")
async def test_the_other_side_is_told_once_however_much_was_planned(world: World) -> None:
    await world.make.credits(5)
    for day in (2, 3, 4):
        starts = clock.now() + timedelta(days=day)
        await world.make.session(State.CONFIRMED, starts_at=starts)
    await database.rows("DELETE FROM notifications")
    await end(world)
    expected = [(world.jonas.id, "connection.ended"), (world.mila.id, "connection.over")]
    assert sorted(await told(world)) == sorted(expected)


@rule("B6")
async def test_what_has_begun_is_held_to_its_end(world: World) -> None:
    await world.make.credits(1)
    running = await world.make.session(
        State.CONFIRMED, starts_at=clock.now() - timedelta(minutes=10)
    )
    await end(world)
    assert (await sessions.by_id(running.id)).state == State.CONFIRMED


@rule("B6")
async def test_nothing_new_is_planned_on_it_which_the_database_holds(world: World) -> None:
    await end(world)
    with pytest.raises((ConnectionOver, Violation)) as refused:
        await world.make.session(State.PENDING)
    if isinstance(refused.value, Violation):
        assert refused.value.name == "B6_connection_over"
    with pytest.raises(ConnectionOver):
        await connection.with_provider(world.jonas.actor.provider_id, by=world.nadia.actor)
    with pytest.raises(ConnectionOver):
        await connection.of_family(world.nadia.actor.family_id, by=world.jonas.actor)


@rule("B6")
async def test_who_was_told_something_else_is_asked_again(world: World) -> None:
    one = await shared(world)
    agreed = (await parting.foreseen(one)).agreement
    late = await world.make.session(State.PENDING)
    with pytest.raises(PartingChanged):
        await parting.end(one, by=world.nadia.actor, agreed=agreed)
    assert (await sessions.by_id(late.id)).state == State.PENDING
    # One is taken back and another proposed: as many, and not the same.
    agreed = (await parting.foreseen(one)).agreement
    await cancellation.cancel(late, by=world.jonas.actor)
    await world.make.session(State.PENDING)
    with pytest.raises(PartingChanged):
        await parting.end(one, by=world.nadia.actor, agreed=agreed)
    assert not (await shared(world)).is_over


@rule("B6")
async def test_both_sides_at_once_end_it_once(world: World) -> None:
    await world.make.credits(1)
    await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(days=2))
    one = await shared(world)
    agreed = (await parting.foreseen(one)).agreement
    results = await asyncio.gather(
        parting.end(one, by=world.nadia.actor, agreed=agreed),
        parting.end(one, by=world.jonas.actor, agreed=agreed),
        return_exceptions=True,
    )
    kinds = sorted(type(each).__name__ for each in results)
    assert kinds in (["AlreadyOver", "NoneType"], ["NoneType", "PartingChanged"])
    [(count,)] = await database.rows("SELECT count(*) FROM events WHERE kind = 'connection.ended'")
    assert count == 1
    with pytest.raises(AlreadyOver):
        await parting.end(await shared(world), by=world.nadia.actor, agreed="0-0")


@rule("B6", "S3")
async def test_a_confirmation_at_the_same_moment_comes_before_it_or_not_at_all(
    world: World,
) -> None:
    await world.make.credits(1)
    waits = await world.make.session(State.PENDING, starts_at=clock.now() + timedelta(days=2))
    one = await shared(world)
    agreed = (await parting.foreseen(one)).agreement
    ended, confirmed = await asyncio.gather(
        parting.end(one, by=world.jonas.actor, agreed=agreed),
        answer.confirm(waits, by=world.nadia.actor),
        return_exceptions=True,
    )
    state = (await sessions.by_id(waits.id)).state
    if ended is None:
        assert state == State.CANCELLED
        assert isinstance(confirmed, Exception)
    else:
        assert state == State.CONFIRMED
        assert isinstance(ended, PartingChanged)
    after = await balance.of(world.kaya.id)
    assert after.held == (1 if state == State.CONFIRMED else 0)


@rule("B5", "B6")
async def test_of_an_organisation_its_managers_end_it_and_not_who_teaches(world: World) -> None:
    school = await schools.build(world)
    one = school.kaya
    assert isinstance(await parting.refusal(one, by=school.lea.actor), Forbidden)
    with pytest.raises(Forbidden):
        await parting.end(one, by=school.lea.actor, agreed="0-0")
    agreed = (await parting.foreseen(one)).agreement
    await parting.end(one, by=school.ines.actor, agreed=agreed)
    with pytest.raises(ConnectionOver):
        await connection.of_family(one.family, by=school.ines.actor)
    assert (await connection.known_family(one.family, by=school.lea.actor)).is_over


@rule("B2", "B6")
async def test_a_new_invitation_lets_them_go_on_with_what_they_had(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    before = (await shared(world)).id
    old = await invitation.create(uuid4(), by=world.jonas.actor, uses_limit=None, expires_at=None)
    frozen_clock.forward(timedelta(minutes=1))
    await end(world, by=world.jonas.actor)
    sent = await invitation.create(uuid4(), by=world.jonas.actor, uses_limit=1, expires_at=None)
    with pytest.raises(InvitationOver):
        await acceptance.accept(old, by=world.nadia.actor)
    again = await acceptance.accept(sent, by=world.nadia.actor)
    assert again.id == before
    assert not again.is_over
    assert (await balance.of(before)).free == 5
    assert await connected.former(by=world.nadia.actor) == []
    [(count,)] = await database.rows(
        "SELECT count(*) FROM assignments WHERE connection = {} AND ended_at IS NULL", before
    )
    assert count == 1
    assert (await world.make.session(State.PENDING)).state == State.PENDING
    assert not (await shared(world)).is_over


@rule("B6", "S15")
async def test_nothing_is_written_to_a_family_any_more(world: World) -> None:
    await world.make.credits(1)
    gone = await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=1))
    await end(world)
    with pytest.raises(ConnectionOver):
        await note.write(gone, "Noch etwas", "", seen=0, by=world.jonas.actor)


@rule("B6", "S9")
async def test_a_wish_for_another_time_waits_no_more(world: World) -> None:
    await world.make.credits(1)
    later = clock.now() + timedelta(days=3)
    agreed = await world.make.session(State.CONFIRMED, starts_at=later)
    await rescheduling.ask(agreed, [], "Lieber abends", by=world.nadia.actor)
    assert (await sessions.by_id(agreed.id)).wished == "Lieber abends"
    await end(world)
    assert (await sessions.by_id(agreed.id)).wished is None


@rule("B6", "S18")
async def test_nobody_of_the_family_waits_for_a_place_of_a_group(world: World) -> None:
    made = await groups.made(world, places=2, is_open=True)
    lia = (await membership.create(world.rossi.family, Role.CHILD, "Lia")).id
    for child in (world.emil.id, lia):
        await group_joining.join(uuid4(), made, child, by=world.dora.actor)
    await group_wait.wait(made, world.mila.id, by=world.nadia.actor)
    assert len(await group_wait.of_family(made, by=world.nadia.actor)) == 1
    await end(world)
    assert await group_wait.of_family(made, by=world.nadia.actor) == []

"""Invitations and the connections they make."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock, database, topics
from domain.errors import Invalid, NotFound
from domain.profiles import family, membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import acceptance, connected, connection, invitation, service
from domain.providers.invitation import Invitation
from domain.providers.invitation_use import InvitationOver
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World


async def made(world: World, uses_limit: int | None = None, hours: int | None = None) -> Invitation:
    end = clock.now() + timedelta(hours=hours) if hours else None
    return await invitation.create(
        uuid4(), by=world.jonas.actor, uses_limit=uses_limit, expires_at=end
    )


async def newcomer(found: Invitation, number: int) -> object:
    return await acceptance.accept_as_newcomer(
        found, f"Neu {number}", f"new{number}@x.example", [], language="de", time_zone="UTC"
    )


@rule("B1")
async def test_an_invitation_ends_within_ten_years(world: World) -> None:
    await made(world, hours=24 * 3652)
    with pytest.raises(Invalid) as refused:
        await made(world, hours=24 * 3654)
    assert (refused.value.field, refused.value.code) == ("expires_on", "too_far")


@rule("B1")
async def test_a_single_use_works_once_even_for_two_at_once(world: World) -> None:
    found = await made(world, uses_limit=1)
    results = await asyncio.gather(
        *(newcomer(found, number) for number in range(4)), return_exceptions=True
    )
    refused = [result for result in results if isinstance(result, InvitationOver)]
    assert [refusal.why for refusal in refused] == ["used"] * 3
    assert len(await connected.families(by=world.jonas.actor)) == 3
    assert await database.rows("SELECT name FROM profiles WHERE name LIKE 'Neu%'") != []
    [(count,)] = await database.rows("SELECT count(*) FROM families")
    assert count == 3


@rule("B1")
async def test_it_ends_at_its_moment_and_by_revoking(
    world: World, frozen_clock: FrozenClock
) -> None:
    found = await made(world, hours=1)
    frozen_clock.forward(timedelta(minutes=59, seconds=59))
    await newcomer(found, 1)
    frozen_clock.forward(timedelta(seconds=1))
    with pytest.raises(InvitationOver) as refusal:
        await newcomer(found, 2)
    assert refusal.value.why == "expired"
    other = await made(world)
    await invitation.revoke(other)
    with pytest.raises(InvitationOver) as refusal:
        await newcomer(other, 3)
    assert refusal.value.why == "revoked"


@rule("B1")
async def test_the_same_key_is_one_invitation_and_the_past_is_refused(world: World) -> None:
    key = uuid4()
    codes = {
        (await invitation.create(key, by=world.jonas.actor, uses_limit=1, expires_at=None)).code
        for _ in range(2)
    }
    assert len(codes) == 1
    with pytest.raises(Invalid):
        await invitation.create(uuid4(), by=world.jonas.actor, uses_limit=1, expires_at=clock.now())


@rule("B2")
async def test_the_same_family_never_connects_twice(world: World) -> None:
    home = await family.create("Beck")
    people = [await membership.create(home.id, Role.GUARDIAN, name) for name in ("Ada", "Bo")]
    found = await made(world, uses_limit=1)
    actors = [Guardian(person.id, home.id) for person in people * 2]
    shared = await asyncio.gather(*(acceptance.accept(found, by=actor) for actor in actors))
    assert len({one.id for one in shared}) == 1
    assert (await invitation.by_code(found.code)).uses_count == 1
    assert len(await connected.providers(by=actors[0])) == 1


@rule("B2")
async def test_who_is_connected_already_uses_nothing_up(world: World) -> None:
    found = await made(world)
    await acceptance.accept(found, by=world.nadia.actor)
    assert (await invitation.by_code(found.code)).uses_count == 0


async def test_what_is_not_known_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        await invitation.by_code("abcdefghjk")
    with pytest.raises(NotFound):
        await connection.of_family(uuid4(), by=world.jonas.actor)
    with pytest.raises(NotFound):
        await connection.with_provider(uuid4(), by=world.nadia.actor)


async def test_pages_that_show_a_service_learn_that_it_changed(world: World) -> None:
    shown = [topics.name("people", owner) for owner in (world.kaya.family, world.jonas.id)]
    seen = {await topics.versions([name]) for name in shown}
    await service.change(world.maths, "Mathe", 45, 1, "", by=world.jonas.actor)
    seen |= {await topics.versions([name]) for name in shown}
    await service.retire(world.physics, by=world.jonas.actor)
    seen |= {await topics.versions([name]) for name in shown}
    assert len(seen) == 6


async def test_pages_that_show_an_invitation_learn_that_it_changed(world: World) -> None:
    own = [topics.name("connection", world.jonas.id)]
    seen = [await topics.versions(own)]
    found = await made(world)
    seen.append(await topics.versions(own))
    await newcomer(found, 1)
    seen.append(await topics.versions(own))
    await invitation.revoke(found)
    seen.append(await topics.versions(own))
    assert len(set(seen)) == 4

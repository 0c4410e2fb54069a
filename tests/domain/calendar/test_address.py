"""The secret address of a calendar: what opens it, and what ends it."""

import base64
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import clock, database
from domain.calendar import address
from domain.errors import Forbidden, NotFound
from domain.profiles import membership
from domain.profiles.membership import Membership, Role
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import Person, World


async def token(profile: UUID) -> str:
    return (await address.tokens([profile]))[profile]


@rule("S16")
async def test_each_profile_has_an_address_of_its_own_that_stays(world: World) -> None:
    people: list[Person[Any]] = [world.nadia, world.mila, world.jonas, world.dora]
    found = [await token(person.id) for person in people]
    assert len(set(found)) == len(people)
    assert found == [await token(person.id) for person in people]
    for person, secret in zip(people, found, strict=True):
        assert len(secret) == 43
        opened = await address.opened(secret)
        assert (opened.profile, opened.actor) == (person.id, person.actor)


@rule("S16")
async def test_renewing_ends_the_address_at_once_and_for_ever(world: World) -> None:
    ended = []
    for _ in range(3):
        ended.append(await token(world.nadia.id))
        await address.renew(world.nadia.id, by=world.nadia.actor)
    assert (await address.opened(await token(world.nadia.id))).profile == world.nadia.id
    assert len(set(ended)) == 3
    for secret in ended:
        with pytest.raises(NotFound):
            await address.opened(secret)


@rule("S16")
async def test_an_older_backup_brings_no_ended_address_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    await address.renew(world.nadia.id, by=world.nadia.actor)
    saved = await database.row("SELECT version FROM calendar_addresses")
    assert saved is not None
    ended = []
    for _ in range(3):
        frozen_clock.forward(timedelta(seconds=1))
        await address.renew(world.nadia.id, by=world.nadia.actor)
        ended.append(await token(world.nadia.id))
    await database.rows("UPDATE calendar_addresses SET version = {}", saved[0])
    frozen_clock.forward(timedelta(seconds=1))
    await address.renew(world.nadia.id, by=world.nadia.actor)
    assert await token(world.nadia.id) not in ended


@rule("S16")
async def test_what_is_no_address_of_ours_opens_nothing(world: World) -> None:
    secret = await token(world.nadia.id)
    of_nobody = base64.urlsafe_b64encode(uuid4().bytes + bytes(16)).rstrip(b"=").decode()
    # The last letter holds two bits that nothing says anything of.
    others = [letter for letter in "ABCDEFGHIJKLMNOP" if letter != secret[-1]]
    twisted = ["", "x", "ü" * 43, secret[:-1], f"{secret}A", of_nobody, secret.swapcase()]
    for wrong in (*twisted, *(secret[:-1] + letter for letter in others)):
        with pytest.raises(NotFound):
            await address.opened(wrong)


@rule("S16", "A8")
async def test_who_belongs_nowhere_any_more_has_no_calendar(world: World) -> None:
    secrets = [await token(person.id) for person in (world.dora, world.emil)]
    await Membership.update({Membership.ended_at: clock.now()}).where(
        Membership.family == world.dora.actor.family_id
    )
    for secret in secrets:
        with pytest.raises(NotFound):
            await address.opened(secret)


@rule("S16", "A8")
async def test_a_guardian_renews_for_the_children_and_for_nobody_else(world: World) -> None:
    before = await token(world.tom.id)
    await address.renew(world.tom.id, by=world.nadia.actor)
    assert await token(world.tom.id) != before
    other = await membership.create(world.nadia.actor.family_id, Role.GUARDIAN, "Deniz")
    for whose, refusal in ((world.emil.id, NotFound), (other.id, Forbidden)):
        kept = await token(whose)
        with pytest.raises(refusal):
            await address.renew(whose, by=world.nadia.actor)
        assert await token(whose) == kept
    with pytest.raises(NotFound):
        await address.renew(world.tom.id, by=world.mila.actor)

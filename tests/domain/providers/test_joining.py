"""One more guardian comes into a family by its invitation, and leaves it. Rule: A8 B1."""

import asyncio
from uuid import UUID, uuid4

import pytest

from domain import database, reach
from domain.accounts import account as accounts
from domain.accounts.account import AddressUnproven
from domain.calendar import address
from domain.database import Violation
from domain.errors import Forbidden, NotFound
from domain.profiles import members, usable_profile
from domain.profiles.actor import Guardian
from domain.providers import invitation, invitation_use, joining, leaving
from domain.providers.invitation import GUARDIANS_KEPT, Invitation
from domain.providers.invitation_use import InvitationOver
from domain.providers.leaving import LastGuardian
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

WHERE = {"language": "de", "time_zone": "Europe/Berlin"}


async def invited(world: World) -> Invitation:
    return await invitation.create_for_guardian(uuid4(), by=world.nadia.actor)


async def deniz(world: World) -> Guardian:
    made = await unproven(world)
    theirs = "claimed_email LIKE 'deniz@%'"
    await database.rows(f"UPDATE accounts SET email = claimed_email WHERE {theirs}")
    return made


async def unproven(world: World) -> Guardian:
    found = await invited(world)
    made = await joining.join_as_newcomer(found, "Deniz Kaya", "deniz@x.example", **WHERE)
    return await acting(made.id)


async def acting(profile: UUID) -> Guardian:
    actor = await reach.acting_as(profile)
    assert isinstance(actor, Guardian)
    return actor


async def guardians(world: World) -> list[str]:
    people = await members.of(world.nadia.actor.family_id)
    return sorted(each.name for each in people if each.kind == "guardian")


async def told(world: World) -> list[tuple[UUID, str]]:
    """Who was told what of the family."""
    sql = "SELECT profile, kind FROM notifications WHERE kind LIKE 'family.%' ORDER BY created_at"
    return [(row[0], row[1]) for row in await database.rows(sql)]


@rule("A8", "B1", "N1")
async def test_a_second_guardian_reaches_what_the_first_does_who_is_told(world: World) -> None:
    made = await deniz(world)
    assert made.family_id == world.nadia.actor.family_id
    assert await guardians(world) == ["Deniz Kaya", "Nadia Kaya"]
    assert await told(world) == [(world.nadia.id, "family.joined")]


@rule("B1")
async def test_of_several_at_once_one_comes_in_and_the_others_leave_nothing(world: World) -> None:
    found = await invited(world)
    came = [
        joining.join_as_newcomer(found, f"Neu {number}", f"neu{number}@x.example", **WHERE)
        for number in range(4)
    ]
    results = await asyncio.gather(*came, return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["InvitationOver"] * 3 + ["Profile"]
    assert len(await guardians(world)) == 2
    [(count,)] = await database.rows("SELECT count(*) FROM profiles WHERE name LIKE 'Neu%'")
    assert count == 1
    [one] = await invitation_use.came(found, by=world.nadia.actor)
    assert one.name.startswith("Neu")


@rule("B1")
async def test_it_ends_after_its_days_and_by_revoking(
    world: World, frozen_clock: FrozenClock
) -> None:
    late, revoked = await invited(world), await invited(world)
    await invitation.revoke(revoked)
    for found, why in ((revoked, "revoked"), (late, "expired")):
        if why == "expired":
            frozen_clock.forward(GUARDIANS_KEPT)
        with pytest.raises(InvitationOver) as refused:
            await joining.join_as_newcomer(found, "Neu", "neu@x.example", **WHERE)
        assert refused.value.why == why
    assert await guardians(world) == ["Nadia Kaya"]


@rule("A7", "A8")
async def test_an_account_gets_a_profile_more_once_however_often_it_comes(world: World) -> None:
    assert world.dora.account is not None
    found = await invited(world)
    come = [
        joining.join(found, "Dora Rossi", account=world.dora.account, **WHERE) for _ in range(2)
    ]
    first, second = await asyncio.gather(*come)
    assert first == second
    usable = [each.name for each in await usable_profile.by(world.dora.account)]
    assert usable == ["Dora Rossi", "Dora Rossi", "Emil", "Mila", "Tom"]
    assert (await acting(first)).family_id == world.nadia.actor.family_id
    assert (await acting(world.dora.id)).family_id == world.dora.actor.family_id


@rule("A8")
async def test_a_childs_account_never_becomes_a_guardians(world: World) -> None:
    assert world.mila.account is not None
    found = await invited(world)
    with pytest.raises(Forbidden):
        await joining.join(found, "Mila Kaya", account=world.mila.account, **WHERE)
    assert await guardians(world) == ["Nadia Kaya"]


@rule("B1")
async def test_an_invitation_leads_to_one_of_both_which_the_database_holds(world: World) -> None:
    into = await invited(world)
    for change in (
        "family = NULL",
        "uses_limit = 2",
        "uses_limit = NULL",
        "expires_at = NULL",
        "kind = 'family'",
        "kind = 'educator'",
    ):
        with pytest.raises(Violation) as refused:
            await database.rows(f"UPDATE invitations SET {change} WHERE id = {{}}", into.id)
        assert refused.value.name == "B1_invited_to"


@rule("B1")
async def test_an_invitation_of_another_family_does_not_exist(world: World) -> None:
    into = await invited(world)
    for by in (world.dora.actor, world.jonas.actor):
        with pytest.raises(NotFound):
            await invitation.reachable(into.id, by=by)
    assert await invitation.newest(by=world.jonas.actor) == []
    assert [each.id for each in await invitation.newest(by=world.nadia.actor)] == [into.id]


@rule("A8", "N1")
async def test_who_leaves_reaches_nothing_any_more_and_the_others_are_told(world: World) -> None:
    made = await deniz(world)
    await leaving.leave(made.profile_id, by=made)
    assert await guardians(world) == ["Nadia Kaya"]
    with pytest.raises(NotFound):
        await reach.acting_as(made.profile_id)
    assert (world.nadia.id, "family.left") in await told(world)
    assert made.profile_id not in [profile for profile, _ in await told(world)]


@rule("A8", "N1")
async def test_whom_another_one_removes_is_told_too(world: World) -> None:
    made = await deniz(world)
    await leaving.leave(world.nadia.id, by=made)
    assert await guardians(world) == ["Deniz Kaya"]
    assert (world.nadia.id, "family.closed") in await told(world)
    account = await accounts.by_id(world.nadia.account)  # type: ignore[arg-type]
    assert await usable_profile.by(account.id) == []


@rule("A8", "B1", "S16")
async def test_what_who_goes_may_have_kept_ends_too(world: World) -> None:
    made = await deniz(world)
    own = await invitation.create_for_guardian(uuid4(), by=made)
    other = await invited(world)
    tokens = await address.tokens([world.mila.id, world.tom.id, world.nadia.id])
    await leaving.leave(made.profile_id, by=world.nadia.actor)
    with pytest.raises(InvitationOver):
        await joining.join_as_newcomer(own, "Neu", "neu@x.example", **WHERE)
    for child in (world.mila.id, world.tom.id):
        with pytest.raises(NotFound):
            await address.opened(tokens[child])
    assert (await address.opened(tokens[world.nadia.id])).profile == world.nadia.id
    await joining.join_as_newcomer(other, "Neu", "neu@x.example", **WHERE)
    assert await guardians(world) == ["Nadia Kaya", "Neu"]


@rule("A8")
async def test_the_last_guardian_stays_also_when_two_end_it_for_each_other(world: World) -> None:
    with pytest.raises(LastGuardian):
        await leaving.leave(world.nadia.id, by=world.nadia.actor)
    made = await deniz(world)
    results = await asyncio.gather(
        leaving.leave(made.profile_id, by=world.nadia.actor),
        leaving.leave(world.nadia.id, by=made),
        return_exceptions=True,
    )
    assert len(await guardians(world)) == 1
    assert sorted(type(each).__name__ for each in results) == ["NoneType", "NotFound"]


@rule("A8")
async def test_who_has_not_proven_an_address_removes_nobody_and_is_not_left_alone(
    world: World,
) -> None:
    made = await unproven(world)
    with pytest.raises(LastGuardian):
        await leaving.leave(world.nadia.id, by=made)
    third = await unproven_third(world)
    with pytest.raises(AddressUnproven):
        await leaving.leave(third, by=made)
    with pytest.raises(LastGuardian):
        await leaving.leave(world.nadia.id, by=world.nadia.actor)
    await leaving.leave(made.profile_id, by=made)


async def unproven_third(world: World) -> UUID:
    found = await invited(world)
    return (await joining.join_as_newcomer(found, "Ayla Kaya", "ayla@x.example", **WHERE)).id


@rule("A8")
async def test_nobody_ends_it_for_a_child_or_for_another_family(world: World) -> None:
    made = await deniz(world)
    for someone, by in (
        (world.mila.id, world.nadia.actor),
        (world.dora.id, world.nadia.actor),
        (made.profile_id, world.dora.actor),
    ):
        with pytest.raises((NotFound, LastGuardian)):
            await leaving.leave(someone, by=by)
    assert len(await guardians(world)) == 2

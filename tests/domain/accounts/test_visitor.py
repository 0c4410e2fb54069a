"""Who asks: the actor behind a cookie, as far as the rows of this moment say."""

from uuid import UUID

import pytest

from domain import clock
from domain.accounts import device_login, visitor
from domain.accounts.visitor import Login, Visitor
from domain.profiles import profile
from domain.profiles.actor import Actor, Child, Educator, Manager
from domain.profiles.membership import Membership
from domain.profiles.profile import Kind
from domain.providers import provider, staff
from domain.providers.staff import StaffMember
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule


async def entered(account: UUID, as_profile: UUID | None = None) -> str:
    return (await device_login.log_in(account, user_agent="Phone", as_profile=as_profile)).token


async def actor(token: str) -> Actor | None:
    found = await visitor.by_token(token)
    return found.actor if isinstance(found, Visitor) else None


@rule("A7", "A8")
async def test_the_kind_of_a_profile_is_a_type(database: str) -> None:
    home = await kaya()
    assert await actor(await entered(home.account, home.nadia.id)) == home.guardian
    assert await actor(await entered(home.account, home.mila.id)) == Child(home.mila.id)
    jonas = await teaching((await proven("jonas@lernfaden.example")).id)
    found = await actor(await entered(jonas.account))
    assert isinstance(found, Educator)
    assert found.profile_id == jonas.id


@rule("B5")
async def test_a_manager_who_teaches_is_one_person(database: str) -> None:
    owner = await proven("ines@lernfaden.example")
    school = await provider.create(provider.Kind.ORGANISATION, "Schule", "Europe/Berlin")
    ines = profile.new(Kind.MANAGER, "Ines", account=owner.id)
    await profile.write([ines])
    await staff.employ(ines.id, school.id, staff.Role.MANAGER)
    await staff.employ(ines.id, school.id, staff.Role.EDUCATOR)
    token = await entered(owner.id)
    found = await visitor.by_token(token)
    assert isinstance(found, Visitor)
    assert found.actor == Manager(ines.id, school.id)
    assert (found.provider_name, found.profiles_count) == ("Schule", 1)


@rule("B5")
async def test_who_works_nowhere_any_more_is_nobody(database: str) -> None:
    jonas = await teaching((await proven("jonas@lernfaden.example")).id)
    token = await entered(jonas.account)
    await StaffMember.update({StaffMember.ended_at: clock.now()}).where(
        StaffMember.profile == jonas.id
    )
    found = await visitor.by_token(token)
    assert type(found) is Login
    assert found.profiles_count == 0


@rule("A8")
async def test_a_guardian_who_left_loses_the_children_at_once(database: str) -> None:
    home = await kaya()
    token = await entered(home.account, home.tom.id)
    assert await actor(token) == Child(home.tom.id)
    await Membership.update({Membership.ended_at: clock.now()}).where(
        Membership.profile == home.nadia.id
    )
    assert await actor(token) is None


@rule("A8")
async def test_a_device_in_a_childs_hand_acts_as_no_grown_up(database: str) -> None:
    home = await kaya()
    token = await entered(home.account, home.tom.id)
    assert await visitor.by_token(token, home.nadia.id) is None
    grown = await entered(home.account, home.nadia.id)
    found = await visitor.by_token(grown, home.tom.id)
    assert isinstance(found, Visitor)
    assert found.actor == Child(home.tom.id)


@pytest.mark.parametrize("is_guardian", [True, False])
async def test_everybody_counts_whom_they_may_be(database: str, is_guardian: bool) -> None:
    home, own = await kaya(), await proven("mila@lernfaden.example")
    await profile.Profile.update({profile.Profile.account: own.id}).where(
        profile.Profile.id == home.mila.id
    )
    token = await entered(home.account if is_guardian else own.id)
    found = await visitor.by_token(token)
    assert found is not None
    assert found.profiles_count == (3 if is_guardian else 1)
    assert isinstance(found, Visitor) is not is_guardian
    if isinstance(found, Visitor):
        assert isinstance(found.actor, Child)

"""Memberships: children join a family, and two households may share one."""

import pytest

from domain import clock, topics
from domain.errors import Invalid, NotFound
from domain.profiles import (
    changing,
    colours,
    members,
    membership,
    permission,
    profile,
    usable_profile,
)
from domain.profiles.membership import Role
from tests.domain.accounts.people import kaya, proven, rossi
from tests.rules import rule


@rule("A7")
async def test_another_guardian_of_the_family_is_nobody_elses_profile(database: str) -> None:
    home = await kaya()
    other = await proven("deniz@lernfaden.example")
    await membership.create(home.id, Role.GUARDIAN, "Deniz Kaya", account=other.id)
    names = [each.name for each in await usable_profile.by(other.id)]
    assert names == ["Deniz Kaya", "Mila", "Tom"]


async def test_every_child_of_a_family_gets_a_colour_of_its_own(database: str) -> None:
    home = await kaya()
    for number in range(colours.COLOURS - 3):
        await membership.add_child(f"Child {number}", by=home.guardian)
    theirs = [member.colour for member in await members.of(home.id)]
    assert sorted(theirs) == list(range(colours.COLOURS))
    one_more = await membership.add_child("Emil", by=home.guardian)
    assert one_more.colour in range(colours.COLOURS)


@rule("A7")
async def test_a_guardian_adds_a_child_who_takes_over_language_and_zone(database: str) -> None:
    home = await kaya()
    await changing.change(
        home.nadia.id, "Nadia", language="en", time_zone="Europe/London", by=home.guardian
    )
    shown = [topics.name("people", home.id)]
    before = await topics.versions(shown)
    emil = await membership.add_child("  Emil   Kaya ", 3, by=home.guardian)
    assert (emil.name, emil.colour, emil.language) == ("Emil Kaya", 3, "en")
    assert emil.time_zone == "Europe/London"
    assert await topics.versions(shown) != before
    names = [child.name for child in await members.children(home.id)]
    assert names == ["Mila", "Tom", "Emil Kaya"]


@pytest.mark.parametrize(
    ("name", "code"), [("", "missing"), (" \n\t", "missing"), ("x" * 81, "too_long")]
)
async def test_names_that_nobody_could_read_are_refused(
    database: str, name: str, code: str
) -> None:
    home = await kaya()
    for change in (
        lambda: changing.rename(home.tom.id, name, by=home.guardian),
        lambda: membership.add_child(name, by=home.guardian),
    ):
        with pytest.raises(Invalid) as refused:
            await change()
        assert (refused.value.field, refused.value.code) == ("name", code)
    assert [child.name for child in await members.children(home.id)] == ["Mila", "Tom"]


@rule("A8")
async def test_two_households_share_a_child_and_nothing_else(database: str) -> None:
    home, dora = await kaya(), await rossi()
    await membership.join(dora.family_id, [home.mila], clock.now())
    account = (await profile.by_id(dora.profile_id)).account
    assert [each.name for each in await usable_profile.by(account)] == ["Dora Rossi", "Mila"]
    await changing.rename(home.mila.id, "Mila R.", by=dora)
    with pytest.raises(NotFound):
        await changing.rename(home.tom.id, "Thomas", by=dora)
    assert [child.name for child in await members.children(home.id)] == ["Mila R.", "Tom"]


@rule("S3")
async def test_each_household_says_itself_whether_a_child_confirms(database: str) -> None:
    home, dora = await kaya(), await rossi()
    with pytest.raises(NotFound):
        await permission.allow(home.mila.id, may_confirm=True, by=dora)
    await membership.join(dora.family_id, [home.mila], clock.now())
    await permission.allow(home.mila.id, may_confirm=True, by=dora)
    assert (await membership.child(home.mila.id, by=dora)).may_confirm
    assert not (await membership.child(home.mila.id, by=home.guardian)).may_confirm
    await permission.allow(home.mila.id, may_confirm=False, by=dora)
    assert not (await membership.child(home.mila.id, by=dora)).may_confirm


async def test_a_guardian_is_no_child(database: str) -> None:
    home = await kaya()
    with pytest.raises(NotFound):
        await membership.child(home.nadia.id, by=home.guardian)

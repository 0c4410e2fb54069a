"""Profiles: whom an account may be, and who may change what."""

from datetime import timedelta
from typing import Any

import pytest

from domain import clock, topics
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import changing, profile, reminder_time, usable_profile
from domain.profiles.actor import Actor, Child, Guardian
from domain.profiles.membership import Membership
from domain.profiles.profile import Kind, Profile
from domain.providers.staff import StaffMember
from tests.domain.accounts.people import kaya, proven, rossi, teaching
from tests.rules import rule
from tests.world import World


async def names(account: object) -> list[str]:
    return [each.name for each in await usable_profile.by(account)]  # type: ignore[arg-type]


@rule("A7")
async def test_a_guardian_may_be_herself_and_each_child_of_the_family(database: str) -> None:
    home = await kaya()
    await rossi()
    assert await names(home.account) == ["Nadia Kaya", "Mila", "Tom"]


@rule("A7")
async def test_who_belongs_nowhere_any_more_is_nobodys_choice(database: str) -> None:
    home, owner = await kaya(), await proven("jonas@lernfaden.example")
    jonas = await teaching(owner.id)
    assert await names(owner.id) == ["Jonas Weber"]
    ended: dict[Any, Any] = {StaffMember.ended_at: clock.now()}
    await StaffMember.update(ended).where(StaffMember.profile == jonas.id)
    assert await names(owner.id) == []
    over: dict[Any, Any] = {Membership.ended_at: clock.now() + timedelta(seconds=1)}
    await Membership.update(over).where(Membership.profile == home.tom.id)
    assert await names(home.account) == ["Nadia Kaya", "Mila"]
    await Membership.update(over).where(Membership.profile == home.nadia.id)
    assert await names(home.account) == []


@rule("S14")
@pytest.mark.parametrize(
    ("kind", "minutes"),
    [
        (Kind.GUARDIAN, [26 * 60, 60]),
        (Kind.CHILD, [10]),
        (Kind.EDUCATOR, [60]),
        (Kind.MANAGER, []),
    ],
)
async def test_everybody_starts_with_the_reminders_of_their_kind(
    database: str, kind: Kind, minutes: list[int]
) -> None:
    made = profile.new(kind, "Somebody")
    await profile.write([made])
    assert await reminder_time.of(made.id) == minutes


async def test_a_name_may_be_of_any_script(database: str) -> None:
    home = await kaya()
    await changing.rename(home.tom.id, "Тимур 🦊 محمد", 5, by=home.guardian)
    renamed = await profile.by_id(home.tom.id)
    assert (renamed.name, renamed.colour) == ("Тимур 🦊 محمد", 5)


@rule("A8")
async def test_who_may_change_whom(database: str) -> None:
    home, dora = await kaya(), await rossi()
    mila = Child(home.mila.id)
    refused: list[tuple[Actor, Profile]] = [
        (dora, home.tom),
        (dora, home.nadia),
        (mila, home.tom),
        (mila, home.nadia),
    ]
    for by, whose in refused:
        with pytest.raises(NotFound):
            await changing.rename(whose.id, "Mallory", by=by)
        with pytest.raises(NotFound):
            await reminder_time.replace(whose.id, [60], by=by)
    await changing.rename(home.mila.id, "Mila K.", by=mila)
    assert (await profile.by_id(home.mila.id)).name == "Mila K."
    assert (await profile.by_id(home.tom.id)).name == "Tom"


async def test_one_guardian_does_not_rename_the_other(database: str) -> None:
    home, dora = await kaya(), await rossi()
    await Membership.update({Membership.family: home.id}).where(
        Membership.profile == dora.profile_id
    )
    with pytest.raises(Forbidden):
        await changing.rename(home.nadia.id, "Mallory", by=Guardian(dora.profile_id, home.id))


@rule("A12")
async def test_the_browsers_zone_is_taken_for_those_who_have_no_login_of_their_own(
    database: str,
) -> None:
    home, own = await kaya(), await proven("mila@lernfaden.example")
    await Profile.update({Profile.account: own.id}).where(Profile.id == home.mila.id)
    await profile.note_time_zone(home.account, "Europe/Lisbon")
    zones = [(await profile.by_id(p.id)).time_zone for p in (home.nadia, home.tom, home.mila)]
    assert zones == ["Europe/Lisbon", "Europe/Lisbon", "Europe/Berlin"]


@rule("A12")
@pytest.mark.parametrize("zone", ["", "UTC+1", "Mars/Olympus", "../etc/passwd", "+01:00"])
async def test_what_is_no_zone_is_passed_over_or_refused(database: str, zone: str) -> None:
    home = await kaya()
    await profile.note_time_zone(home.account, zone)
    assert (await profile.by_id(home.nadia.id)).time_zone == "Europe/Berlin"
    with pytest.raises(Invalid):
        await changing.change(
            home.nadia.id, "Nadia", language="de", time_zone=zone, by=home.guardian
        )
    assert profile.new(Kind.EDUCATOR, "Jonas", time_zone=zone).time_zone == "Europe/Berlin"


async def test_everything_one_says_of_oneself_changes_at_once_or_not_at_all(database: str) -> None:
    home = await kaya()
    with pytest.raises(Invalid):
        await changing.change(
            home.nadia.id, "N. K.", 2, language="en", time_zone="Nowhere", by=home.guardian
        )
    kept = await profile.by_id(home.nadia.id)
    assert (kept.name, kept.language) == ("Nadia Kaya", "de")
    await changing.change(
        home.nadia.id, "N. K.", 2, language="en", time_zone="Asia/Tokyo", by=home.guardian
    )
    kept = await profile.by_id(home.nadia.id)
    assert (kept.name, kept.colour, kept.language) == ("N. K.", 2, "en")


@rule("S14")
async def test_reminders_can_be_chosen_and_left_out(database: str) -> None:
    home = await kaya()
    await reminder_time.replace(home.nadia.id, [30, 60, 30], by=home.guardian)
    assert await reminder_time.of(home.nadia.id) == [60, 30]
    await reminder_time.replace(home.tom.id, [], by=home.guardian)
    assert await reminder_time.of(home.tom.id) == []


@rule("S14")
@pytest.mark.parametrize("minutes", [[0], [-5], [4], [14 * 24 * 60 + 1], [10, 20, 30, 40, 50, 60]])
async def test_reminders_of_no_use_are_refused(database: str, minutes: list[int]) -> None:
    home = await kaya()
    with pytest.raises(Invalid):
        await reminder_time.replace(home.nadia.id, minutes, by=home.guardian)
    assert await reminder_time.of(home.nadia.id) == [26 * 60, 60]


async def test_a_new_name_reaches_every_page_that_shows_it(world: World) -> None:
    """A child's: the family, its brother, the educator; the educator's: both families."""
    nadia, jonas = world.nadia.actor, world.jonas.actor
    kaya, rossi = world.kaya.family, world.rossi.family
    readers = [kaya, world.mila.id, world.tom.id, world.jonas.id, rossi, world.emil.id]
    before = [await seen(reader) for reader in readers]
    await changing.rename(world.mila.id, "Mila K.", by=nadia)
    after = [await seen(reader) for reader in readers]
    changed = [old != new for old, new in zip(before, after, strict=True)]
    assert changed == [True, True, True, True, False, False]
    await changing.rename(world.jonas.id, "Jonas W.", by=jonas)
    again = [await seen(reader) for reader in readers]
    assert all(old != new for old, new in zip(after, again, strict=True))


async def seen(owner: object) -> str:
    return await topics.versions([topics.name("people", owner)])  # type: ignore[arg-type]

"""Profiles: whom an account may be, and who may change what."""

from uuid import UUID

import pytest

from domain import database as db
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import family, profile, reminder_time
from domain.profiles.profile import Kind, Profile
from tests.domain.accounts.people import Home, acting, kaya, proven
from tests.rules import rule


async def revisions(home: Home) -> int:
    return (await family.by_id(home.id)).revision


async def dora() -> Profile:
    """A guardian of another family."""
    owner, rossi = await proven("dora@lernfaden.example"), await family.create("Rossi")
    return await profile.create(Kind.GUARDIAN, "Dora Rossi", account=owner.id, family=rossi.id)


@rule("A7")
async def test_a_guardian_may_be_herself_and_each_child_of_the_family(database: str) -> None:
    home = await kaya()
    await dora()
    usable = await profile.usable_by(home.account)
    assert [each.name for each in usable] == ["Nadia Kaya", "Mila", "Tom"]


@rule("A7")
async def test_another_guardian_of_the_family_is_nobody_elses_profile(database: str) -> None:
    home = await kaya()
    other = await proven("deniz@lernfaden.example")
    await profile.create(Kind.GUARDIAN, "Deniz Kaya", account=other.id, family=home.id)
    names = [each.name for each in await profile.usable_by(other.id)]
    assert names == ["Deniz Kaya", "Mila", "Tom"]


async def test_every_child_of_a_family_gets_a_colour_of_its_own(database: str) -> None:
    home = await kaya()
    for number in range(profile.COLOURS - 3):
        await profile.add_child(home.id, f"Child {number}", by=home.guardian)
    colours = [member.colour for member in await family.members(home.id)]
    assert sorted(colours) == list(range(profile.COLOURS))
    one_more = await profile.add_child(home.id, "Emil", by=home.guardian)
    assert one_more.colour in range(profile.COLOURS)


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
    made = await profile.create(kind, "Somebody")
    assert await reminder_time.of(made.id) == minutes


@rule("A7")
async def test_a_guardian_adds_a_child_who_takes_over_language_and_zone(database: str) -> None:
    home = await kaya()
    await profile.set_language(home.nadia.id, "en", by=home.guardian)
    await profile.set_time_zone(home.nadia.id, "Europe/London", by=home.guardian)
    before = await revisions(home)
    emil = await profile.add_child(home.id, "  Emil   Kaya ", 3, by=home.guardian)
    assert (emil.name, emil.colour, emil.language) == ("Emil Kaya", 3, "en")
    assert emil.time_zone == "Europe/London"
    assert await revisions(home) > before
    names = [child.name for child in await family.children(home.id)]
    assert names == ["Mila", "Tom", "Emil Kaya"]


async def test_nobody_else_adds_a_child(database: str) -> None:
    home, stranger = await kaya(), await dora()
    with pytest.raises(NotFound):
        await profile.add_child(home.id, "Emil", by=acting(stranger))
    with pytest.raises(Forbidden):
        await profile.add_child(home.id, "Emil", by=acting(home.mila))


@pytest.mark.parametrize(
    ("name", "code"), [("", "missing"), (" \n\t", "missing"), ("x" * 81, "too_long")]
)
async def test_names_that_nobody_could_read_are_refused(
    database: str, name: str, code: str
) -> None:
    home = await kaya()
    for change in (
        lambda: profile.rename(home.tom.id, name, by=home.guardian),
        lambda: profile.add_child(home.id, name, by=home.guardian),
    ):
        with pytest.raises(Invalid) as refused:
            await change()
        assert (refused.value.field, refused.value.code) == ("name", code)
    assert (await profile.by_id(home.tom.id)).name == "Tom"


async def test_a_name_may_be_of_any_script(database: str) -> None:
    home = await kaya()
    await profile.rename(home.tom.id, "Тимур 🦊 محمد", 5, by=home.guardian)
    renamed = await profile.by_id(home.tom.id)
    assert (renamed.name, renamed.colour) == ("Тимур 🦊 محمد", 5)


async def test_changes_reach_every_page_that_shows_them(database: str) -> None:
    home = await kaya()
    before, tom = await revisions(home), (await profile.by_id(home.tom.id)).revision
    await profile.rename(home.tom.id, "Thomas", by=home.guardian)
    assert await revisions(home) == before + 1
    assert (await profile.by_id(home.tom.id)).revision == tom + 1


@rule("A8")
async def test_who_may_change_whom(database: str) -> None:
    home, stranger = await kaya(), await dora()
    refused: list[tuple[Profile, UUID, type[Exception]]] = [
        (stranger, home.tom.id, NotFound),
        (stranger, home.nadia.id, NotFound),
        (home.mila, home.tom.id, NotFound),
        (home.mila, home.nadia.id, NotFound),
    ]
    for by, whose, refusal in refused:
        with pytest.raises(refusal):
            await profile.rename(whose, "Mallory", by=acting(by))
        with pytest.raises(refusal):
            await profile.set_language(whose, "en", by=acting(by))
        with pytest.raises(refusal):
            await reminder_time.replace(whose, [60], by=acting(by))
    await profile.rename(home.mila.id, "Mila K.", by=acting(home.mila))


@rule("S3")
async def test_only_a_guardian_allows_a_child_to_confirm(database: str) -> None:
    home, stranger = await kaya(), await dora()
    await profile.allow_confirming(home.mila.id, True, by=home.guardian)
    assert (await profile.by_id(home.mila.id)).may_confirm
    await profile.allow_confirming(home.mila.id, False, by=home.guardian)
    assert not (await profile.by_id(home.mila.id)).may_confirm
    with pytest.raises(Forbidden):
        await profile.allow_confirming(home.mila.id, True, by=acting(home.mila))
    with pytest.raises(NotFound):
        await profile.allow_confirming(home.mila.id, True, by=acting(stranger))


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
        await profile.set_time_zone(home.nadia.id, zone, by=home.guardian)
    made = await profile.create(Kind.EDUCATOR, "Jonas", time_zone=zone)
    assert made.time_zone == "Europe/Berlin"


async def test_everything_one_says_of_oneself_changes_at_once_or_not_at_all(database: str) -> None:
    home = await kaya()
    with pytest.raises(Invalid):
        await profile.change(
            home.nadia.id, "N. K.", 2, language="en", time_zone="Nowhere", by=home.guardian
        )
    kept = await profile.by_id(home.nadia.id)
    assert (kept.name, kept.language) == ("Nadia Kaya", "de")
    await profile.change(
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


async def test_what_a_family_shows_to_educators_raises_their_revision_too(database: str) -> None:
    from domain.providers import connection, provider

    home = await kaya()
    made = await provider.create(provider.Kind.SPECIALIST, "Jonas", "Europe/Berlin")
    await connection.make(home.id, made.id, by=home.nadia.id)
    before = (await provider.by_id(made.id)).revision
    await profile.rename(home.tom.id, "Thomas", by=home.guardian)
    assert (await provider.by_id(made.id)).revision == before + 1
    assert await db.row("SELECT count(*) FROM reminder_times WHERE profile = {}", home.tom.id) == (
        1,
    )

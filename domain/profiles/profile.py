"""Profiles: who is using the app now."""

import random
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import (
    UUID,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts.account import Account
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import family as families
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Actor
from domain.profiles.family import Family

COLOURS = 8


class Kind(StrEnum):
    GUARDIAN = "guardian"
    CHILD = "child"
    EDUCATOR = "educator"
    MANAGER = "manager"


class Language(StrEnum):
    GERMAN = "de"
    ENGLISH = "en"


FIRST_REMINDERS = {
    Kind.GUARDIAN: (26 * 60, 60),
    Kind.CHILD: (10,),
    Kind.EDUCATOR: (60,),
    Kind.MANAGER: (),
}
"""Minutes before a session until somebody chooses others. Rule: S14."""

# The guardian's own profiles and the family's children; a child that logs in by itself has no
# guardian's profile in its account, so it finds itself alone.
_USABLE = """
SELECT p.id, p.kind, p.name, p.colour, p.account, p.family FROM profiles p
WHERE p.account = {} OR (p.kind = 'child' AND p.family IN
  (SELECT g.family FROM profiles g WHERE g.account = {} AND g.kind = 'guardian'))
ORDER BY CASE p.kind WHEN 'child' THEN 1 ELSE 0 END, p.created_at, p.name
"""
_COLOURS = "SELECT colour FROM profiles WHERE family = {}"
_REMIND = "INSERT INTO reminder_times (id, profile, minutes_before) VALUES ({}, {}, {})"
_TAUGHT = """
UPDATE families SET revision = revision + 1 WHERE id IN (SELECT c.family FROM connections c
  JOIN educators e ON e.provider = c.provider WHERE e.profile = {} AND c.ended_at IS NULL)
"""
_TEACHES = """
UPDATE providers SET revision = revision + 1
WHERE id IN (SELECT provider FROM educators WHERE profile = {})
"""


class Profile(Table, tablename="profiles"):
    """A guardian, a child, an educator or an organisation's manager.

    Shape: `account` is null for a child without a login of its own; `family` is null for those
    who are in none; `colour` is 0..7; `time_zone` is an IANA name.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(
        references=Account, null=True, default=None, on_delete=OnDelete.restrict, index=True
    )
    family = ForeignKey(
        references=Family, null=True, default=None, on_delete=OnDelete.restrict, index=True
    )
    kind = Varchar(length=16, choices=Kind)
    name = Varchar(length=120)
    colour = SmallInt(default=0)
    language = Varchar(length=2, default="de", choices=Language)
    time_zone = Varchar(length=64, default="Europe/Berlin")
    may_confirm = Boolean(default=False)
    revision = Integer(default=0)
    created_at = Timestamptz()


class Usable(NamedTuple):
    """One choice under "Wer bist du?"."""

    id: Id
    kind: str
    name: str
    colour: int
    account: Id | None
    family: Id | None


async def create(
    kind: Kind,
    name: str,
    *,
    account: Id | None = None,
    family: Id | None = None,
    colour: int | None = None,
    language: str = Language.GERMAN,
    time_zone: str = "Europe/Berlin",
) -> Profile:
    """Makes a profile with its first reminders. Rule: S14. Errors: Invalid, nothing is written.

    Choice: without a colour it gets one that nobody in the family has, as long as there is one.
    """
    made = Profile(
        account=account,
        family=family,
        kind=kind,
        name=families.checked_name(name),
        colour=await _free_colour(family) if colour is None else _checked_colour(colour),
        language=_checked_language(language),
        time_zone=time_zones.known(time_zone),
        created_at=clock.now(),
    )
    async with database.transaction():
        await made.save()
        # Written here, for the module of these rows imports this one.
        for minutes in FIRST_REMINDERS[Kind(kind)]:
            await database.rows(_REMIND, uuid4(), made.id, minutes)
        await _changed(made)
    return made


async def add_child(family: Id, name: str, colour: int | None = None, *, by: Actor) -> Profile:
    """Adds a child that its guardians open through the profile chooser. Rule: A7.

    Errors: Forbidden, NotFound, Invalid; nothing is written.
    """
    _must_guard(family, by)
    guardian = await by_id(by.profile_id)
    return await create(
        Kind.CHILD,
        name,
        family=family,
        colour=colour,
        language=guardian.language,
        time_zone=guardian.time_zone,
    )


async def by_id(profile: Id) -> Profile:
    """Errors: NotFound."""
    found = await Profile.objects().get(Profile.id == profile)
    if found is None:
        raise NotFound
    return found


async def changeable(profile: Id, *, by: Actor) -> Profile:
    """Oneself, or for a guardian a child of the family. Errors: NotFound, Forbidden.

    For a child there is nobody but itself. Rule: A8.
    """
    found = await by_id(profile)
    if found.id == by.profile_id:
        return found
    if found.family is None or found.family != by.family_id or by.kind != Kind.GUARDIAN:
        raise NotFound
    if found.kind != Kind.CHILD:
        raise Forbidden
    return found


async def child(profile: Id, *, by: Actor) -> Profile:
    """A child of the guardian's family. Errors: NotFound, Forbidden."""
    found = await changeable(profile, by=by)
    if found.kind != Kind.CHILD:
        raise NotFound
    if by.kind != Kind.GUARDIAN:
        raise Forbidden
    return found


async def usable_by(account: Id) -> list[Usable]:
    """Whom this account may be: its own profiles and, for a guardian, the family's children.

    Rule: A7 A8.
    """
    return [Usable(*row) for row in await database.rows(_USABLE, account, account)]


async def rename(profile: Id, name: str, colour: int | None = None, *, by: Actor) -> None:
    """Errors: NotFound, Forbidden, Invalid; nothing is written."""
    found = await changeable(profile, by=by)
    values: dict[Any, Any] = {Profile.name: families.checked_name(name)}
    if colour is not None:
        values[Profile.colour] = _checked_colour(colour)
    await _change(found, values)


async def change(
    profile: Id,
    name: str,
    colour: int | None = None,
    *,
    language: str,
    time_zone: str,
    by: Actor,
) -> None:
    """Everything that somebody says of themselves. Rule: A12.

    Errors: NotFound, Forbidden, Invalid (name, colour, language, time_zone); nothing is written.
    """
    async with database.transaction():
        await rename(profile, name, colour, by=by)
        await set_language(profile, language, by=by)
        await set_time_zone(profile, time_zone, by=by)


async def set_language(profile: Id, language: str, *, by: Actor) -> None:
    """Rule: A12. Errors: NotFound, Forbidden, Invalid (language)."""
    found = await changeable(profile, by=by)
    await _change(found, {Profile.language: _checked_language(language)})


async def set_time_zone(profile: Id, time_zone: str, *, by: Actor) -> None:
    """Rule: A12. Errors: NotFound, Forbidden, Invalid (time_zone)."""
    found = await changeable(profile, by=by)
    if time_zone not in time_zones.names():
        raise Invalid("time_zone", "unknown")
    await _change(found, {Profile.time_zone: time_zone})


async def note_time_zone(account: Id, time_zone: str) -> None:
    """Takes the browser's zone at the first login; what no zone is is passed over. Rule: A12."""
    if time_zone not in time_zones.names():
        return
    for usable in await usable_by(account):
        if usable.account in (account, None):
            await _change(await by_id(usable.id), {Profile.time_zone: time_zone})


async def allow_confirming(profile: Id, allowed: bool, *, by: Actor) -> None:
    """Lets a child confirm sessions, or no longer. Rule: S3. Errors: NotFound, Forbidden."""
    await _change(await child(profile, by=by), {Profile.may_confirm: allowed})


async def _change(profile: Profile, values: dict[Any, Any]) -> None:
    async with database.transaction():
        await _changed(profile)
        await Profile.update({**values, Profile.revision: Profile.revision + 1}).where(
            Profile.id == profile.id
        )


async def _changed(profile: Profile) -> None:
    # Families before providers, as everywhere, so that two changes cannot wait in a circle.
    if profile.family is not None:
        await families.changed(profile.family)
    else:
        await database.rows(_TAUGHT, profile.id)
        await database.rows(_TEACHES, profile.id)


async def _free_colour(family: Id | None) -> int:
    taken = {colour for (colour,) in await database.rows(_COLOURS, family)} if family else set()
    free = [colour for colour in range(COLOURS) if colour not in taken]
    return free[0] if free and family else random.randrange(COLOURS)


def _must_guard(family: Id, by: Actor) -> None:
    if by.family_id != family:
        raise NotFound
    if by.kind != Kind.GUARDIAN:
        raise Forbidden


def _checked_colour(colour: int) -> int:
    if not 0 <= colour < COLOURS:
        raise Invalid("colour", "unknown")
    return colour


def _checked_language(language: str) -> str:
    if language not in set(Language):
        raise Invalid("language", "unknown")
    return str(language)

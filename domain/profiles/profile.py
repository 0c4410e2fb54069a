"""Profiles: who is using the app now."""

import random
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names, reach
from domain.accounts.account import Account
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import shown
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Actor, Guardian

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

_INTO = "profiles (id, account, kind, name, colour, language, time_zone, created_at)"
_USABLE = f"""
SELECT p.id, p.kind, p.name, p.colour, p.account FROM profiles p
WHERE p.id IN ({reach.usable_by("{}")})
ORDER BY CASE p.kind WHEN 'child' THEN 1 ELSE 0 END, p.created_at, p.name
"""
# A child with a login of its own says itself where it is.
_NOTE_ZONE = f"""
UPDATE profiles SET time_zone = {{}} WHERE id IN ({reach.usable_by("{}")})
AND (account IS NULL OR account = {{}})
"""


class Profile(Table, tablename="profiles"):
    """A guardian, a child, an educator or an organisation's manager.

    Shape: `account` is null for a child without a login of its own; `colour` is 0..7; `time_zone`
    is an IANA name. Where it belongs stand memberships and staff.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, null=True, default=None, on_delete=OnDelete.restrict)
    kind = Varchar(length=16, choices=Kind)
    name = Varchar(length=120)
    colour = SmallInt(default=0)
    language = Varchar(length=2, default="de", choices=Language)
    time_zone = Varchar(length=64, default="Europe/Berlin")
    created_at = Timestamptz()


class Usable(NamedTuple):
    """One choice under "Wer bist du?"."""

    id: Id
    kind: str
    name: str
    colour: int
    account: Id | None


def new(
    kind: Kind,
    name: str,
    *,
    account: Id | None = None,
    colour: int | None = None,
    language: str = Language.GERMAN,
    time_zone: str = "Europe/Berlin",
) -> Profile:
    """A profile to be written, of any colour unless one was chosen. Errors: Invalid."""
    return Profile(
        account=account,
        kind=kind,
        name=names.checked(name),
        colour=random.randrange(COLOURS) if colour is None else _checked_colour(colour),
        language=_checked_language(language),
        time_zone=time_zones.known(time_zone),
        created_at=clock.now(),
    )


async def write(made: Sequence[Profile]) -> None:
    """Stores new profiles with their first reminders; `membership` and `staff` say where they
    belong. Rule: S14.
    """
    rows = [
        (p.id, p.account, p.kind, p.name, p.colour, p.language, p.time_zone, p.created_at)
        for p in made
    ]
    # Written here, for the module of these rows imports this one.
    reminders = [
        (uuid4(), person.id, minutes)
        for person in made
        for minutes in FIRST_REMINDERS[Kind(person.kind)]
    ]
    async with database.transaction():
        await database.insert(_INTO, rows)
        await database.insert("reminder_times (id, profile, minutes_before)", reminders)


async def by_id(profile: Id) -> Profile:
    """Errors: NotFound."""
    person = await Profile.objects().get(Profile.id == profile)
    if person is None:
        raise NotFound
    return person


async def must_be_changeable(profile: Id, *, by: Actor) -> None:
    """Oneself, or for a guardian a child of the family. Errors: NotFound, Forbidden.

    For a child there is nobody but itself. Rule: A8.
    """
    if profile == by.profile_id:
        return
    if not isinstance(by, Guardian):
        raise NotFound
    role = await database.row(reach.ROLE_IN_FAMILY, profile, by.family_id)
    if role is None:
        raise NotFound
    if role[0] != Kind.CHILD:
        raise Forbidden


async def usable_by(account: Id) -> list[Usable]:
    """Whom this account may be: its own profiles and, for a guardian, the family's children.

    Rule: A7 A8.
    """
    return [Usable(*row) for row in await database.rows(_USABLE, account, account)]


async def rename(profile: Id, name: str, colour: int | None = None, *, by: Actor) -> None:
    """Errors: NotFound, Forbidden, Invalid (name, colour); nothing is written."""
    await must_be_changeable(profile, by=by)
    await _change(profile, _named(name, colour))


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
    await must_be_changeable(profile, by=by)
    values = _named(name, colour)
    values[Profile.language] = _checked_language(language)
    if time_zone not in time_zones.names():
        raise Invalid("time_zone", "unknown")
    values[Profile.time_zone] = time_zone
    await _change(profile, values)


async def note_time_zone(account: Id, time_zone: str) -> None:
    """Takes the browser's zone at the first login; what no zone is is passed over. Rule: A12."""
    if time_zone in time_zones.names():
        await database.rows(_NOTE_ZONE, time_zone, account, account, account)


async def _change(profile: Id, values: dict[Any, Any]) -> None:
    async with database.transaction():
        await Profile.update(values).where(Profile.id == profile)
        await shown.profile(profile)


def _named(name: str, colour: int | None) -> dict[Any, Any]:
    values: dict[Any, Any] = {Profile.name: names.checked(name)}
    if colour is not None:
        values[Profile.colour] = _checked_colour(colour)
    return values


def _checked_colour(colour: int) -> int:
    if not 0 <= colour < COLOURS:
        raise Invalid("colour", "unknown")
    return colour


def _checked_language(language: str) -> str:
    if language not in set(Language):
        raise Invalid("language", "unknown")
    return str(language)

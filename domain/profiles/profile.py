"""Profiles: who is using the app now."""

import random
from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, Boolean, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names, reach
from domain.accounts.account import Account
from domain.errors import found
from domain.profiles import colours, creatures, languages
from domain.profiles import time_zone as time_zones
from domain.profiles.colours import COLOURS
from domain.profiles.languages import Language


class Kind(StrEnum):
    GUARDIAN = "guardian"
    CHILD = "child"
    EDUCATOR = "educator"
    MANAGER = "manager"
    SUPPORTER = "supporter"
    GUEST = "guest"


FIRST_REMINDERS = {
    Kind.GUARDIAN: (26 * 60, 60),
    Kind.CHILD: (10,),
    Kind.EDUCATOR: (60,),
    Kind.MANAGER: (),
    Kind.SUPPORTER: (),
    Kind.GUEST: (),
}
"""Minutes before a session until somebody chooses others. Rule: S14."""

_INTO = "profiles (id, account, kind, name, colour, creature, language, time_zone, created_at)"
# A child with a login of its own says itself where it is.
_NOTE_ZONE = f"""
UPDATE profiles SET time_zone = {{}} WHERE id IN ({reach.usable_by("{}")})
AND (account IS NULL OR account = {{}})
"""


class Profile(Table, tablename="profiles"):
    """A guardian, a child, an educator, an organisation's manager, or a supporter of the platform.

    A guest is nobody's choice: who wrote to the support by mail address, called by that (C6).

    Shape: `account` is null for a child without a login of its own; `colour` and
    `creature` are 0..7; `time_zone` is an IANA name; `pushes_words` is false where what is pushed
    to it is only to say that there is something. Where it belongs say memberships, staff and
    supporters.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, null=True, default=None, on_delete=OnDelete.restrict)
    kind = Varchar(length=16, choices=Kind)
    name = Varchar(length=120)
    colour = SmallInt(default=0)
    creature = SmallInt(default=0)
    language = Varchar(length=2, default="de", choices=Language)
    time_zone = Varchar(length=64, default="Europe/Berlin")
    pushes_words = Boolean(default=True)
    created_at = Timestamptz()


def new(
    kind: Kind,
    name: str,
    *,
    account: Id | None = None,
    colour: int | None = None,
    creature: int | None = None,
    language: str = Language.GERMAN,
    time_zone: str = "Europe/Berlin",
) -> Profile:
    """A profile to be written, of any colour unless one was chosen. Errors: Invalid.

    Choice: the creature goes with the colour unless one was chosen, so they differ in a family.
    """
    worn = random.randrange(COLOURS) if colour is None else colours.checked(colour)
    return Profile(
        account=account,
        kind=kind,
        name=names.checked(name),
        colour=worn,
        creature=worn if creature is None else creatures.checked(creature),
        language=languages.checked(language),
        time_zone=time_zones.known(time_zone),
        created_at=clock.now(),
    )


async def write(made: Sequence[Profile]) -> None:
    """Stores new profiles with their first reminders; `membership` and `staff` say where they
    belong. Rule: S14.
    """
    # Written here, for the module of these rows imports this one.
    reminders = [
        (uuid4(), person.id, minutes)
        for person in made
        for minutes in FIRST_REMINDERS[Kind(person.kind)]
    ]
    async with database.transaction():
        await database.insert(_INTO, [_row(person) for person in made])
        await database.insert("reminder_times (id, profile, minutes_before)", reminders)


async def by_id(profile: Id) -> Profile:
    """Errors: NotFound."""
    return found(await database.one(Profile, profile))


async def note_time_zone(account: Id, time_zone: str) -> None:
    """Takes the browser's zone at the first login; what no zone is is passed over. Rule: A12."""
    if time_zone in time_zones.names():
        await database.rows(_NOTE_ZONE, time_zone, account, account, account)


def _row(made: Profile) -> tuple[object, ...]:
    return (
        *(made.id, made.account, made.kind, made.name, made.colour, made.creature),
        *(made.language, made.time_zone, made.created_at),
    )

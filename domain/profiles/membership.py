"""Memberships: who belongs to which family; two households may share a child. Rule: A8."""

import random
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, Boolean, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.errors import found
from domain.profiles import family as families
from domain.profiles import members, shown
from domain.profiles import profile as profiles
from domain.profiles.actor import Guardian
from domain.profiles.colours import COLOURS
from domain.profiles.family import Family
from domain.profiles.languages import Language
from domain.profiles.members import Member
from domain.profiles.profile import Kind, Profile

_INTO = "memberships (id, profile, family, role, may_confirm, created_at)"
_LEAVE = """
UPDATE memberships SET ended_at = {} WHERE profile = {} AND family = {} AND ended_at IS NULL
"""
_COLOURS = """
SELECT p.colour FROM memberships m JOIN profiles p ON p.id = m.profile
WHERE m.family = {} AND m.ended_at IS NULL
"""


class Role(StrEnum):
    GUARDIAN = "guardian"
    CHILD = "child"


class Membership(Table, tablename="memberships"):
    """Shape: may_confirm lets a child confirm for this family (S3), may_share see and share its
    documents (D1), may_write read and write in its family's conversations (C1); ended ones are
    kept, so that who was there when stays known.

    Choice: at first a child writes, and does neither of the others, for what grown-ups share may be
    about it.
    """

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    role = Varchar(16, choices=Role)
    may_confirm = Boolean(default=False)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    may_share = Boolean(default=False)
    may_write = Boolean(default=True)

    A8_role_in_family = Check("role IN ('guardian', 'child')")


async def create(
    family: Id,
    role: Role,
    name: str,
    *,
    account: Id | None = None,
    colour: int | None = None,
    creature: int | None = None,
    language: str = Language.GERMAN,
    time_zone: str = "Europe/Berlin",
) -> Profile:
    """Makes a profile that belongs to this family. Errors: Invalid, nothing is written.

    Choice: without a colour it gets one that nobody in the family has, as long as there is one.
    """
    if colour is None:
        colour = await _free_colour(family)
    made = profiles.new(
        Kind(role),
        name,
        account=account,
        colour=colour,
        creature=creature,
        language=language,
        time_zone=time_zone,
    )
    async with database.transaction():
        await _write(family, [made], clock.now())
    return made


async def start_family(name: str, people: Sequence[Profile]) -> Family:
    """A new family, with people made by `profile.new`. Errors: Invalid (name), nothing is written.

    Choice: nobody chose a colour yet, so they get some that differ.
    """
    first = random.randrange(COLOURS)
    for at, each in enumerate(people):
        each.colour = each.creature = (first + at) % COLOURS
    async with database.transaction():
        made = await families.create(name)
        await _write(made.id, people, made.created_at)
    return made


async def join(family: Id, people: Sequence[Profile], since: datetime) -> None:
    """Writes that these belong to the family, each in the kind of its profile."""
    rows = [(uuid4(), each.id, family, each.kind, False, since) for each in people]
    await database.insert(_INTO, rows)


async def leave(profile: Id, family: Id) -> None:
    """Somebody belongs to the family no more."""
    await database.rows(_LEAVE, clock.now(), profile, family)


async def add_child(
    name: str, colour: int | None = None, creature: int | None = None, *, by: Guardian
) -> Profile:
    """Adds a child that its guardians open through the profile chooser. Rule: A7.

    Errors: Invalid, nothing is written.
    """
    guardian = await profiles.by_id(by.profile_id)
    return await create(
        by.family_id,
        Role.CHILD,
        name,
        colour=colour,
        creature=creature,
        language=guardian.language,
        time_zone=guardian.time_zone,
    )


async def child(profile: Id, *, by: Guardian) -> Member:
    """A child of the guardian's family. Errors: NotFound."""
    children = await members.children(by.family_id)
    return found(next((each for each in children if each.id == profile), None))


async def _write(family: Id, people: Sequence[Profile], since: datetime) -> None:
    await profiles.write(people)
    await join(family, people, since)
    shown.family(family)


async def _free_colour(family: Id) -> int:
    taken = {colour for (colour,) in await database.rows(_COLOURS, family)}
    free = [colour for colour in range(COLOURS) if colour not in taken]
    return free[0] if free else random.randrange(COLOURS)

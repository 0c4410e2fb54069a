"""Who belongs to a family, and who of it learns. Rule: A8."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach

IN_ORDER = "CASE m.role WHEN 'guardian' THEN 0 ELSE 1 END, p.created_at, p.name, p.id"
"""Guardians first, then children; of memberships called m with their profiles p."""

_MEMBERS = f"""
SELECT p.id, m.role, p.name, p.colour, p.creature, p.account, m.may_confirm,
  m.may_share, m.may_write
FROM {reach.PEOPLE}
"""

_ALL = f"{_MEMBERS} WHERE m.family = {{}} AND m.ended_at IS NULL ORDER BY {IN_ORDER}"

_LEARNERS = f"{_MEMBERS} WHERE m.family = {{}} AND {reach.LEARNS} ORDER BY {IN_ORDER}"


class Member(NamedTuple):
    """One guardian or child; `account` is null for a child without a login of its own.

    Shape: kind is what somebody is in this family.
    """

    id: Id
    kind: str
    name: str
    colour: int
    creature: int
    account: Id | None
    may_confirm: bool
    may_share: bool
    may_write: bool


async def of(family: Id) -> list[Member]:
    """Guardians first, then children."""
    return [Member(*row) for row in await database.rows(_ALL, family)]


async def children(family: Id) -> list[Member]:
    return [member for member in await of(family) if member.kind == "child"]


async def learners(family: Id) -> list[Member]:
    """Who can have sessions: the children, or in a family without any the adult who learns."""
    return [Member(*row) for row in await database.rows(_LEARNERS, family)]

"""Whom an account may be: the choices under "Wer bist du?". Rule: A7 A8."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach

_USABLE = f"""
SELECT p.id, p.kind, p.name, p.colour, p.creature, p.account, {reach.HOME} FROM profiles p
WHERE p.id IN ({reach.usable_by("{}")})
ORDER BY CASE p.kind WHEN 'child' THEN 1 ELSE 0 END, p.created_at, p.name, p.id
"""


class Usable(NamedTuple):
    """One choice under "Wer bist du?". Shape: family is the name of the one it belongs to first."""

    id: Id
    kind: str
    name: str
    colour: int
    creature: int
    account: Id | None
    family: str | None


async def by(account: Id) -> list[Usable]:
    """Whom this account may be: its own profiles and, for a guardian, the family's children.

    Rule: A7 A8.
    """
    return [Usable(*row) for row in await database.rows(_USABLE, account, account)]

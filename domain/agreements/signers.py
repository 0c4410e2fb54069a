"""The signers of an agreement: whom it asks, and how that stands for each. Rule: D5 B5."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.agreements.asked import IS_WHOLE, Standing
from domain.agreements.overview import FROM
from domain.profiles.actor import Staff

_SIGNERS = f"""
SELECT c.family, f.name, p.name, k.id, k.is_given, k.by_name, k.created_at
{FROM} WHERE g.id = {{{{}}}} AND c.id IS NOT NULL AND {IS_WHOLE}
ORDER BY lower(f.name), c.id, p.created_at, p.name, p.id
"""


class Signer(NamedTuple):
    """Shape: learner None where the family as a whole is asked; the rest as in Asked."""

    family: Id
    family_name: str
    learner: str | None
    consent: Id | None
    is_given: bool | None
    by_name: str | None
    said_at: datetime | None

    @property
    def standing(self) -> Standing:
        return Standing.of(self.is_given)


async def of(agreement: Id, *, by: Staff) -> Sequence[Signer]:
    """Of the families that this profile reaches, by their names. Rule: B5."""
    reached = reach.connections(by)
    sql = _SIGNERS.format(reached=reached.sql)
    return [Signer(*row) for row in await database.rows(sql, *reached.values, agreement)]

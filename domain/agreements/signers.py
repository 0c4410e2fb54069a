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
_WERE = """
SELECT c.family, f.name, NULLIF(k.learner_name, ''), k.id, k.is_given, k.by_name, k.created_at
FROM consents k JOIN agreement_versions v ON v.id = k.version
JOIN connections c ON c.id = k.connection AND {reached} JOIN families f ON f.id = c.family
WHERE v.agreement = {{}} AND NOT EXISTS (
  SELECT 1 FROM consents l JOIN agreement_versions w ON w.id = l.version
  WHERE w.agreement = v.agreement AND l.connection = k.connection
    AND (l.learner = k.learner OR l.learner IS NULL AND k.learner IS NULL)
    AND (w.number > v.number OR w.number = v.number AND l.number > k.number))
ORDER BY lower(f.name), c.id, k.learner_name, k.id
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
    return await _found(_SIGNERS, agreement, by)


async def were(agreement: Id, *, by: Staff) -> Sequence[Signer]:
    """The same of one that has ended: who had said something to it, and what they said last.

    Choice: to whichever version, for whoever agreed and was not asked again in time had agreed.
    """
    return await _found(_WERE, agreement, by)


async def _found(sql: str, agreement: Id, by: Staff) -> Sequence[Signer]:
    reached = reach.connections(by)
    rows = await database.rows(sql.format(reached=reached.sql), *reached.values, agreement)
    return [Signer(*row) for row in rows]

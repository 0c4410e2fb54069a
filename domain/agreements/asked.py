"""What a family is asked to agree to, and how that stands. Rule: D5."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.agreements.agreement import Demand
from domain.agreements.audience import IS_ASKED

FOR_EACH = f"""
LEFT JOIN {reach.LEARNERS} AND g.is_per_child
LEFT JOIN profiles p ON p.id = m.profile
"""
"""Who of a family an agreement called g asks for: each who learns, m with the profile p; of one
that asks for the family as a whole there is no such row.
"""
LAST = """
LEFT JOIN consents k ON k.version = v.id AND k.connection = c.id
  AND (k.learner = m.profile OR k.learner IS NULL AND m.profile IS NULL)
  AND NOT EXISTS (SELECT 1 FROM consents l WHERE l.version = k.version
    AND l.connection = k.connection AND l.number > k.number
    AND (l.learner = k.learner OR l.learner IS NULL AND k.learner IS NULL))
"""
"""What was said last to a version called v, as k."""
IN_FORCE = "JOIN agreement_versions v ON v.agreement = g.id AND v.number = g.version_number"
IS_WHOLE = "g.is_per_child = (m.profile IS NOT NULL)"
IS_LACKING = "(k.id IS NULL OR NOT k.is_given)"
_ASKED = f"""
SELECT g.id, g.demand, v.id, v.number, v.title, v.file_name <> '', v.created_at, m.profile, p.name,
  k.id, k.number, k.is_given, k.by_name, k.created_at
FROM connections c JOIN agreements g ON {IS_ASKED} {IN_FORCE} {FOR_EACH} {LAST}
WHERE c.id = {{}} AND {IS_WHOLE} ORDER BY g.created_at, g.id, p.created_at, p.name, p.id
"""


class Standing(StrEnum):
    PENDING = "pending"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"

    @classmethod
    def of(cls, is_given: bool | None) -> "Standing":
        """By what was said last. Shape: None where nothing was."""
        if is_given is None:
            return cls.PENDING
        return cls.SIGNED if is_given else cls.WITHDRAWN


class Asked(NamedTuple):
    """One agreement, for one child or for the family. Shape: learner None for the family;
    consent is the last that was said to the version that holds, with its number among those.
    """

    agreement: Id
    demand: str
    version: Id
    version_number: int
    title: str
    is_file: bool
    asked_at: datetime
    learner: Id | None
    learner_name: str | None
    consent: Id | None
    number: int | None
    is_given: bool | None
    by_name: str | None
    said_at: datetime | None

    @property
    def standing(self) -> Standing:
        return Standing.of(self.is_given)

    @property
    def is_wanted(self) -> bool:
        """Whether the family is still asked: not for what it took back of its own will and is free
        to leave.
        """
        is_open = self.standing != Standing.SIGNED
        return is_open and (self.demand != Demand.OPTIONAL or self.consent is None)


async def of_connection(connection: Id) -> Sequence[Asked]:
    """In the order in which they came to be, each child by itself."""
    return [Asked(*row) for row in await database.rows(_ASKED, connection)]

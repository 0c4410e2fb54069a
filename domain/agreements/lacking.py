"""What a family has not agreed to, and so cannot book without. Rule: D5."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.agreements.asked import FOR_EACH, IN_FORCE, IS_LACKING, IS_WHOLE, LAST
from domain.agreements.audience import IS_ASKED
from domain.errors import Conflict

_LACKING = f"""
SELECT c.id, c.provider, m.profile, v.title FROM connections c
JOIN agreements g ON g.demand = 'booking' AND {IS_ASKED} {IN_FORCE} {FOR_EACH} {LAST}
WHERE c.id IN ({{ids}}) AND {IS_WHOLE} AND {IS_LACKING}
ORDER BY g.created_at, g.id, p.created_at, p.name, p.id
"""


class Learning(NamedTuple):
    """Who would learn, within which connection."""

    connection: Id
    learner: Id


class ConsentsMissing(Conflict):
    """Its provider asks for them before anything is booked. Shape: titles as they are shown."""

    def __init__(self, provider: Id, titles: Collection[str]) -> None:
        super().__init__(provider, *titles)
        self.provider = provider
        self.titles = ", ".join(titles)


async def must_be_none(those: Collection[Learning]) -> None:
    """Errors: ConsentsMissing. One query, none of nobody."""
    connections = sorted({each.connection for each in those})
    if not connections:
        return
    sql = _LACKING.format(ids=database.marks(connections))
    lacking = [
        (provider, title)
        for connection, provider, learner, title in await database.rows(sql, *connections)
        if _is_meant(connection, learner, those)
    ]
    if lacking:
        titles = dict.fromkeys(title for _, title in lacking)
        raise ConsentsMissing(lacking[0][0], list(titles))


def _is_meant(connection: Id, learner: Id | None, those: Collection[Learning]) -> bool:
    """Whether it is asked of a family as a whole, or for one of these."""
    if learner is None:
        return any(each.connection == connection for each in those)
    return Learning(connection, learner) in those

"""What a family has not agreed to, and so cannot book without. Rule: D5."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.agreements.asked import FOR_EACH, IN_FORCE, IS_LACKING, IS_WHOLE, LAST
from domain.agreements.audience import IS_ASKED
from domain.errors import Conflict

_LACKING = f"""
SELECT c.id, c.provider, m.profile, v.title, v.id, coalesce(k.number, 0) FROM connections c
JOIN agreements g ON g.demand = 'booking' AND {IS_ASKED} {IN_FORCE} {FOR_EACH} {LAST}
WHERE c.id IN ({{ids}}) AND {IS_WHOLE} AND {IS_LACKING}
ORDER BY g.created_at, g.id, p.created_at, p.name, p.id
"""


class Learning(NamedTuple):
    """Who would learn, within which connection."""

    connection: Id
    learner: Id


class Lacking(NamedTuple):
    """Shape: of the connection that comes first; titles once each; asked is version and number of
    what was said last to it, 0 for nothing.
    """

    connection: Id
    provider: Id
    titles: list[str]
    asked: list[tuple[str, int]]


class ConsentsMissing(Conflict):
    """Its provider asks for them before anything is booked. Shape: titles as they are shown."""

    def __init__(self, provider: Id, titles: Collection[str]) -> None:
        super().__init__(provider, *titles)
        self.provider = provider
        self.titles = ", ".join(titles)


async def must_be_none(those: Collection[Learning]) -> None:
    """Errors: ConsentsMissing. One query, none of nobody."""
    if found := await of(those):
        raise ConsentsMissing(found.provider, found.titles)


async def of(those: Collection[Learning]) -> Lacking | None:
    """What they have not agreed to; None where that is nothing."""
    connections = sorted({each.connection for each in those})
    if not connections:
        return None
    sql = _LACKING.format(ids=database.marks(connections))
    rows = await database.rows(sql, *connections)
    meant = [row for row in rows if _is_meant(row[0], row[2], those)]
    if not meant:
        return None
    titles = list(dict.fromkeys(row[3] for row in meant))
    return Lacking(meant[0][0], meant[0][1], titles, [(str(row[4]), row[5]) for row in meant])


def _is_meant(connection: Id, learner: Id | None, those: Collection[Learning]) -> bool:
    """Whether it is asked of a family as a whole, or for one of these."""
    if learner is None:
        return any(each.connection == connection for each in those)
    return Learning(connection, learner) in those

"""A part: what one session has from one package. Units: whole credits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.credits.package import Source

_PARTS = """
SELECT session, package, sum(held), sum(spent), sum(lapsed) FROM entries
WHERE session IN ({ids}) GROUP BY session, package ORDER BY package, session
"""


class Part(NamedTuple):
    """What one session has from one package."""

    session: UUID
    package: UUID
    held: int
    spent: int
    lapsed: int


async def of_sessions(ids: Iterable[UUID]) -> list[Part]:
    """What each session has from each package, in the order of packages."""
    wanted = list(ids)
    rows = await database.rows(_PARTS.format(ids=database.marks(wanted)), *wanted)
    return [Part(row[0], row[1], *(int(count) for count in row[2:])) for row in rows]


def given_back(sources: Sequence[Source], parts: Iterable[Part]) -> list[Source]:
    """Packages as they would be once these parts are no more held. Rule: K2 S10."""
    held: dict[UUID, int] = defaultdict(int)
    for part in parts:
        held[part.package] += part.held
    return [each._replace(free=each.free + held[each.id]) for each in sources]

"""A standing: what became of a session's credits so far, which is the sum of its entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.credits.package import Source

_PARTS = """
SELECT session, package, sum(held), sum(spent), sum(lapsed) FROM entries
WHERE session IN ({ids}) GROUP BY session, package ORDER BY package, session
"""


class Standing(NamedTuple):
    """What became of a session's credits so far. Units: whole credits."""

    held: int
    spent: int
    lapsed: int


class Part(NamedTuple):
    """What one session has from one package."""

    session: UUID
    package: UUID
    held: int
    spent: int
    lapsed: int


async def of_session(session: UUID) -> Standing:
    """The sum of a session's entries; all none where nothing was held or all was given back."""
    return (await of_sessions([session]))[session]


async def of_sessions(sessions: Collection[UUID]) -> dict[UUID, Standing]:
    """The same for many; one query."""
    parts = await parts_of(sessions) if sessions else []
    return {
        session: Standing(*(sum(counts) for counts in zip(*_of(parts, session), strict=True)))
        for session in sessions
    }


async def parts_of(ids: Iterable[UUID]) -> list[Part]:
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


def _of(parts: list[Part], session: UUID) -> list[tuple[int, int, int]]:
    """A session's held, spent and lapsed, with a line of none where there are no others."""
    own = [(part.held, part.spent, part.lapsed) for part in parts if part.session == session]
    return [(0, 0, 0), *own]

"""The statement: every entry, newest first, with what its words need. Rule: K5."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain import database

# What was free after each entry is the sum of all up to it, so a page never shows a wrong balance.
_TOLD = """
SELECT e.created_at, e.kind, e.granted, e.free, e.held, e.spent, e.lapsed, e.expired, e.reason,
  b.name, s.id, s.service_name, s.starts_at, l.name, p.expires_on, p.kind, e.free_after, v.kind
FROM {told} e JOIN packages p ON p.id = e.package
LEFT JOIN sessions s ON s.id = e.session LEFT JOIN profiles l ON l.id = s.learner
LEFT JOIN profiles b ON b.id = e."by" LEFT JOIN events v ON v.id = e.event
"""
_LINES = f"""
WITH told AS (
  SELECT e.*, sum(e.free) OVER (ORDER BY e.created_at, e.kind, e.id) AS free_after
  FROM entries e WHERE e.connection = {{}}
) {_TOLD.format(told="told")}
ORDER BY e.created_at DESC, e.kind DESC, e.id DESC LIMIT {{}} OFFSET {{}}
"""
# What is about one session is one matter, as old as its newest entry; all else stands by itself.
# The balance after it is that of whole matters, so that it adds up with what stands beside it.
_MATTERS = f"""
WITH told AS (
  SELECT e.*, coalesce(e.session, e.id) AS matter,
    row_number() OVER (ORDER BY e.created_at, e.kind, e.id) AS nth
  FROM entries e WHERE e.connection = {{}}
), dated AS (
  SELECT t.*, max(t.nth) OVER (PARTITION BY t.matter) AS newest FROM told t
), placed AS (
  SELECT d.*, dense_rank() OVER (ORDER BY d.newest DESC) AS place,
    sum(d.free) OVER (ORDER BY d.newest) AS free_after FROM dated d
) {_TOLD.format(told="placed")}
WHERE e.place > {{}} AND e.place <= {{}} ORDER BY e.nth DESC
"""


class Line(NamedTuple):
    """Units: whole credits, signed as they change the package's counts; free_after is a balance.

    Shape: because is the kind of the event that caused the entry.
    """

    at: datetime
    kind: str
    granted: int
    free: int
    held: int
    spent: int
    lapsed: int
    expired: int
    reason: str
    by: str | None
    session: UUID | None
    service: str | None
    starts_at: datetime | None
    learner: str | None
    expires_on: date | None
    package_kind: str
    free_after: int
    because: str | None


async def lines(connection: UUID, *, limit: int = 100, offset: int = 0) -> list[Line]:
    return _told(await database.rows(_LINES, connection, limit, offset))


async def matters(connection: UUID, *, limit: int, offset: int = 0) -> list[list[Line]]:
    """The same by what it is about: all entries of a session together, newest first.

    Choice: one that is over counts as a whole from its newest entry on, not from when its credit
    was reserved; a reader adds up what stands there.
    """
    rows = await database.rows(_MATTERS, connection, offset, offset + limit)
    by_matter: dict[object, list[Line]] = {}
    for number, line in enumerate(_told(rows)):
        by_matter.setdefault(line.session or number, []).append(line)
    return list(by_matter.values())


def _told(rows: list[tuple[Any, ...]]) -> list[Line]:
    return [Line(*row)._replace(free_after=int(row[16])) for row in rows]

"""The statement: every entry, newest first, with what its words need. Rule: K5."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database

_LINES = """
SELECT e.created_at, e.kind, e.granted, e.free, e.held, e.spent, e.lapsed, e.expired, e.reason,
  b.name, s.id, s.service_name, s.starts_at, c.name, p.expires_on, p.kind
FROM entries e JOIN packages p ON p.id = e.package
LEFT JOIN sessions s ON s.id = e.session LEFT JOIN profiles c ON c.id = s.child
LEFT JOIN profiles b ON b.id = e."by"
WHERE e.connection = {} ORDER BY e.created_at DESC, e.kind DESC LIMIT {} OFFSET {}
"""


class Line(NamedTuple):
    """Units: whole credits, signed as they change the package's counts."""

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
    child: str | None
    expires_on: object
    package_kind: str


async def lines(connection: UUID, *, limit: int = 100, offset: int = 0) -> list[Line]:
    return [Line(*row) for row in await database.rows(_LINES, connection, limit, offset)]

"""A document in a list: as much of it as is shown of many, page by page. Rule: D1."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.documents import tie
from domain.documents.document import IS_THERE
from domain.profiles.actor import Actor
from domain.sessions.session import Session

PAGE_ROWS = 30

COLUMNS = f"d.id, d.name, d.side, p.name, d.kind, d.size, d.stored_at, v.width, {tie.COLUMNS}"
"""Of a document called d, who shared it, p, its preview, v, and what it is for (tie.py)."""
_OF_CONNECTION = f"""
SELECT {COLUMNS} FROM documents d JOIN profiles p ON p.id = d."by"
LEFT JOIN document_previews v ON v.document = d.id {{ties}}
WHERE d.connection = {{}} AND {IS_THERE} AND {{seen}} {{before}}
ORDER BY d.stored_at DESC, d.id DESC LIMIT {{}}
"""
_BEFORE = "AND (d.stored_at, d.id) < ({}, {})"
_BETWEEN = f"""
SELECT {COLUMNS} FROM documents d JOIN profiles p ON p.id = d."by"
LEFT JOIN document_previews v ON v.document = d.id {{ties}}
WHERE d.connection = {{}} AND {IS_THERE} AND {{seen}} {{since}} {{until}}
  AND EXISTS (SELECT 1 FROM connections c WHERE c.id = d.connection AND {{reached}})
ORDER BY d.stored_at DESC, d.id DESC LIMIT {{}}
"""
# A row at least, where the reader sees what is shared at all. What was for a session that was moved
# is for what became of it.
_OF_SESSION = f"""
SELECT c.ended_at, {COLUMNS} FROM connections c
LEFT JOIN documents d ON d.connection = c.id AND {IS_THERE} AND {{seen}} AND d.session IN (
  WITH RECURSIVE moved (id, moved_from) AS (
    SELECT o.id, o.moved_from FROM sessions o WHERE o.id = {{}}
    UNION SELECT o.id, o.moved_from FROM moved m JOIN sessions o ON o.id = m.moved_from)
  SELECT m.id FROM moved m)
LEFT JOIN profiles p ON p.id = d."by" LEFT JOIN document_previews v ON v.document = d.id {{ties}}
WHERE c.id = {{}} AND {{reached}} ORDER BY d.stored_at DESC, d.id DESC
"""


class Listed(NamedTuple):
    """Shape: as in Document."""

    id: Id
    name: str
    side: str
    by_name: str
    kind: str
    size: int
    stored_at: datetime
    preview_width: int | None
    learner_name: str | None
    session: Id | None
    service_name: str | None
    starts_at: datetime | None


class OfSession(NamedTuple):
    """What is for one session, and whether its reader can share more."""

    is_open: bool
    documents: list[Listed]


async def of_connection(
    connection: Id,
    before: tuple[datetime, Id] | None = None,
    limit: int = PAGE_ROWS,
    *,
    by: Actor,
) -> list[Listed]:
    """Those that this reader sees, the newest first. Shape: before is a place between two pages."""
    ties, seen = tie.joins(by), reach.documents(by)
    sql = _OF_CONNECTION.replace("{ties}", ties.sql).replace("{seen}", seen.sql)
    sql = sql.replace("{before}", _BEFORE if before else "")
    values = *ties.values, connection, *seen.values, *(before or ()), limit
    return [Listed(*row) for row in await database.rows(sql, *values)]


async def between(
    connection: Id, since: datetime | None, until: datetime | None, limit: int, *, by: Actor
) -> list[Listed]:
    """What was shared after and until then, the newest first. Shape: None for no bound."""
    ties, seen, reached = tie.joins(by), reach.documents(by), reach.shelves(by)
    sql = _BETWEEN.replace("{ties}", ties.sql).replace("{seen}", seen.sql)
    sql = sql.replace("{since}", "AND d.stored_at > {}" if since else "")
    sql = sql.replace("{until}", "AND d.stored_at <= {}" if until else "")
    sql = sql.replace("{reached}", reached.sql)
    bounds = [bound for bound in (since, until) if bound]
    values = *ties.values, connection, *seen.values, *bounds, *reached.values, limit
    return [Listed(*row) for row in await database.rows(sql, *values)]


async def of_session(one: Session, *, by: Actor) -> OfSession:
    """The newest first, and nothing for a child that sees none."""
    ties, seen, reached = tie.joins(by), reach.documents(by), reach.shelves(by)
    sql = _OF_SESSION.replace("{ties}", ties.sql).replace("{seen}", seen.sql)
    sql = sql.replace("{reached}", reached.sql)
    values = *seen.values, one.id, *ties.values, one.connection, *reached.values
    rows = await database.rows(sql, *values)
    is_open = bool(rows) and rows[0][0] is None
    return OfSession(is_open, [Listed(*row[1:]) for row in rows if row[1] is not None])

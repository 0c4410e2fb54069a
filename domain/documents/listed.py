"""A document in a list: as much of it as is shown of many, page by page. Rule: D1."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.documents.document import IS_THERE
from domain.profiles.actor import Actor

PAGE_ROWS = 30

COLUMNS = "d.id, d.name, d.side, p.name, d.kind, d.size, d.stored_at, v.width"
"""Of a document called d, who shared it, p, and its preview, v."""
_OF_CONNECTION = f"""
SELECT {COLUMNS} FROM documents d JOIN profiles p ON p.id = d."by"
LEFT JOIN document_previews v ON v.document = d.id
WHERE d.connection = {{}} AND {IS_THERE} AND {{seen}} {{before}}
ORDER BY d.stored_at DESC, d.id DESC LIMIT {{}}
"""
_BEFORE = "AND (d.stored_at, d.id) < ({}, {})"


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


async def of_connection(
    connection: Id,
    before: tuple[datetime, Id] | None = None,
    limit: int = PAGE_ROWS,
    *,
    by: Actor,
) -> list[Listed]:
    """Those that this reader sees, the newest first. Shape: before is a place between two pages."""
    seen = reach.documents(by)
    sql = _OF_CONNECTION.replace("{seen}", seen.sql)
    sql = sql.replace("{before}", _BEFORE if before else "")
    found = await database.rows(sql, connection, *seen.values, *(before or ()), limit)
    return [Listed(*row) for row in found]

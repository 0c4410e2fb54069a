"""A document in a list: as much of it as is shown of many, page by page. Rule: D1."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.documents.document import IS_THERE

PAGE_ROWS = 30

COLUMNS = "d.id, d.name, d.side, p.name, d.kind, d.size, d.stored_at"
"""Of a document called d and who shared it, p."""
_OF_CONNECTION = f"""
SELECT {COLUMNS} FROM documents d JOIN profiles p ON p.id = d."by"
WHERE d.connection = {{}} AND {IS_THERE} {{before}} ORDER BY d.stored_at DESC, d.id DESC LIMIT {{}}
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


async def of_connection(
    connection: Id, before: tuple[datetime, Id] | None = None, limit: int = PAGE_ROWS
) -> list[Listed]:
    """Those that are there, the newest first. Shape: before is a place between two pages."""
    sql = _OF_CONNECTION.replace("{before}", _BEFORE if before else "")
    found = await database.rows(sql, connection, *(before or ()), limit)
    return [Listed(*row) for row in found]

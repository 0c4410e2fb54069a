"""A document in a list: as much of it as is shown of many. Rule: D1."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.documents.document import IS_THERE

COLUMNS = "d.id, d.name, d.side, p.name, d.kind, d.size, d.stored_at"
"""Of a document called d and who shared it, p."""
_OF_CONNECTION = f"""
SELECT {COLUMNS} FROM documents d JOIN profiles p ON p.id = d."by"
WHERE d.connection = {{}} AND {IS_THERE} ORDER BY d.stored_at DESC, d.id
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


async def of_connection(connection: Id) -> list[Listed]:
    """All that are there, the newest first."""
    return [Listed(*row) for row in await database.rows(_OF_CONNECTION, connection)]

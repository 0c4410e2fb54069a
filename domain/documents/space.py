"""Space: how much the files of a connection may take, which its provider says. Rule: D3."""

from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, BigInt, ForeignKey, OnDelete
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.errors import Conflict
from domain.providers.connection import Connection

MEGABYTE = 1024 * 1024

LEFT_OF_CONNECTION = f"""
v.document_megabytes * {MEGABYTE} - coalesce(
  (SELECT s.used_bytes FROM document_spaces s WHERE s.connection = c.id), 0)
"""
"""Of a connection called c with its provider v; below nothing, where there was more room once."""
_ALLOWED = f"""
SELECT v.document_megabytes * {MEGABYTE} FROM connections c JOIN providers v ON v.id = c.provider
WHERE c.id = {{}}
"""
# One statement, so that of many who come at once only as many fit as there is room for.
_TAKE = f"""
INSERT INTO document_spaces (id, connection, used_bytes) VALUES ({{}}, {{}}, {{}})
ON CONFLICT (connection) DO UPDATE SET used_bytes = document_spaces.used_bytes + excluded.used_bytes
WHERE document_spaces.used_bytes + excluded.used_bytes <= ({_ALLOWED}) RETURNING used_bytes
"""
_GIVE = "UPDATE document_spaces SET used_bytes = used_bytes - {} WHERE connection = {}"
_LEFT = f"""
SELECT {LEFT_OF_CONNECTION} FROM connections c JOIN providers v ON v.id = c.provider
WHERE c.id = {{}}
"""
_MOST_USED = """
SELECT coalesce(max(s.used_bytes), 0) FROM document_spaces s
JOIN connections c ON c.id = s.connection WHERE c.provider = {}
"""


class DocumentSpace(Table, tablename="document_spaces"):
    """What the files of a connection take: those that are there, come, or wait to be purged."""

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False, unique=True)
    used_bytes = BigInt()

    D3_used_space = Check("used_bytes >= 0")


class NoSpaceLeft(Conflict):
    """The connection's files would take more than the provider allows. Units: bytes left."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


async def take(connection: Id, size: int) -> None:
    """Errors: NoSpaceLeft, nothing is written."""
    if not await database.rows(_TAKE, uuid4(), connection, size, connection):
        raise NoSpaceLeft(await left(connection))


async def give(connection: Id, size: int) -> None:
    """What is gone takes none."""
    await database.rows(_GIVE, size, connection)


async def left(connection: Id) -> int:
    """Units: bytes."""
    ((bytes_left,),) = await database.rows(_LEFT, connection)
    return max(0, int(bytes_left))


async def most_used(provider: Id) -> int:
    """What the files of that connection take which have the most. Units: bytes."""
    ((used,),) = await database.rows(_MOST_USED, provider)
    return int(used)

"""A preview: a small and a large picture of a document, or that none can be drawn of it. Rule: D1.

Choice: whatever is lost of them is drawn anew from the document, so no backup holds them.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, outbox, topics
from domain.documents import document, file_removal
from domain.documents.document import IS_THERE, DocumentRow
from domain.documents.preview_size import KINDS, Size
from domain.outbox import IS_PENDING

KIND = "document_preview"
_PLANNED_MOST = 3000
_EACH = timedelta(seconds=1)
"""About as long as one takes, so that those of long ago do not stand in the way of today's."""
_WANTED = f"""
SELECT d.kind FROM documents d WHERE d.id = {{}} AND {IS_THERE}
  AND NOT EXISTS (SELECT 1 FROM document_previews v WHERE v.document = d.id)
"""
_OWNERS = """
SELECT c.id, c.family FROM documents d JOIN connections c ON c.id = d.connection
WHERE d.id = {} AND d.purged_at IS NULL
"""
_INTO = "document_previews (id, document, width, height, settled_at)"
_ONCE = "ON CONFLICT (document) DO NOTHING"
_FORGET = "DELETE FROM document_previews WHERE document = {} RETURNING document"
_LACKING = f"""
SELECT d.id FROM documents d LEFT JOIN document_previews v ON v.document = d.id
WHERE {IS_THERE} AND v.id IS NULL AND d.kind IN ({", ".join(f"'{kind}'" for kind in KINDS)})
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = '{KIND}' AND {IS_PENDING})
ORDER BY d.stored_at DESC, d.id LIMIT {_PLANNED_MOST}
"""


class DocumentPreview(Table, tablename="document_previews"):
    """Shape: without width and height none can be drawn. Units: pixels of the large one."""

    id = UUID(primary_key=True, default=UUID4())
    document = ForeignKey(DocumentRow, on_delete=OnDelete.restrict, null=False, unique=True)
    width = SmallInt(null=True, default=None)
    height = SmallInt(null=True, default=None)
    settled_at = Timestamptz()

    D1_preview = Check(
        "(width IS NULL) = (height IS NULL)"
        " AND width BETWEEN 1 AND 1200 AND height BETWEEN 1 AND 1200"
    )


def key(id: Id, size: Size) -> str:
    """Under what it lies in the store, beside its document's file."""
    return f"{document.key(id)}.{size}"


def keys(id: Id) -> list[str]:
    return [key(id, size) for size in Size]


async def plan(id: Id, kind: str) -> None:
    """Within the transaction in which its document counts."""
    if kind in KINDS:
        await outbox.put(KIND, {"document": str(id)})


async def plan_lacking() -> None:
    """Those that were never drawn, for their documents are older than previews or were restored."""
    now = clock.now()
    async with database.transaction():
        for number, (id,) in enumerate(await database.rows(_LACKING)):
            await outbox.put(KIND, {"document": str(id)}, due_at=now + number * _EACH)


async def wanted(id: Id) -> str | None:
    """The kind of what one is to be drawn of; None where nothing is to be done."""
    row = await database.row(_WANTED, id)
    return row[0] if row else None


async def settle(id: Id, pixels: tuple[int, int] | None) -> None:
    """Both lie in the store, or none can be drawn. Shape: whoever is second changes nothing."""
    async with database.transaction():
        if found := await _locked(id):
            width, height = pixels or (None, None)
            row = (uuid4(), id, width, height, clock.now())
            await database.insert(_INTO, [row], _ONCE)
            topics.touch(*(topics.name("document", owner) for owner in found))
        elif pixels:
            await file_removal.plan(*keys(id))


async def forget(id: Id) -> list[str]:
    """Within the transaction in which its document is purged. Shape: the keys of what goes."""
    await database.rows(_FORGET, id)
    return keys(id)


async def draw_anew(id: Id) -> None:
    """The store lacks what it should have."""
    async with database.transaction():
        if await database.rows(_FORGET, id):
            await outbox.put(KIND, {"document": str(id)})
            topics.touch(*(topics.name("document", owner) for owner in await _locked(id)))


async def _locked(id: Id) -> Sequence[Id]:
    """Of a document that is not purged: its connection and family. Whoever purges it waits."""
    await database.lock(DocumentRow, [id])
    row = await database.row(_OWNERS, id)
    return row or ()

"""A download: a link to one file that works for five minutes, and the log of who asked. Rule: D2.

Choice: whoever has the link has the file while it works, without a cookie: an app on an iPhone's
home screen opens files in a browser of their own, which has none.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, signed_link, topics
from domain.documents.document import IS_THERE, Document, DocumentRow
from domain.errors import Expired, NotFound
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile

WORKS_FOR = timedelta(minutes=5)
_PURPOSE = "document"
_INTO = 'document_downloads (id, document, "by", created_at)'
_FILE = f"SELECT d.id, d.name, d.kind, d.size FROM documents d WHERE d.id = {{}} AND {IS_THERE}"
_LOG = """
SELECT p.name, l.created_at FROM document_downloads l JOIN profiles p ON p.id = l."by"
WHERE l.document = {} ORDER BY l.created_at DESC, l.id LIMIT 50
"""


class DocumentDownload(Table, tablename="document_downloads"):
    """That somebody got a link; these rows only grow."""

    id = UUID(primary_key=True, default=UUID4())
    document = ForeignKey(DocumentRow, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()


class LinkOver(Expired):
    """It worked for five minutes. Shape: the document that a new one can be had for."""

    def __init__(self, document: Id) -> None:
        super().__init__(document)
        self.document = document


class File(NamedTuple):
    """What a link leads to. Units: bytes; whole seconds that the link still works."""

    id: Id
    name: str
    kind: str
    size: int
    seconds_left: int


async def link(one: Document, *, by: Actor) -> str:
    """The secret part of a new link. Errors: NotFound, for what was removed."""
    if one.removed_at is not None:
        raise NotFound
    now = clock.now()
    async with database.transaction():
        await database.insert(_INTO, [(uuid4(), one.id, by.profile_id, now)])
        topics.touch(topics.name("document", one.family))
    return signed_link.token(_PURPOSE, one.id, now + WORKS_FOR)


async def opened(token: str) -> File:
    """Errors: NotFound, for what was made up, too, and for what was removed; LinkOver."""
    document, until = signed_link.read(_PURPOSE, token)
    left = (until - clock.now()).total_seconds()
    if left <= 0:
        raise LinkOver(document)
    row = await database.row(_FILE, document)
    if row is None:
        raise NotFound
    return File(row[0], row[1], row[2], row[3], max(1, int(left)))


async def log(one: Document) -> list[tuple[str, datetime]]:
    """Who asked for it and when, the latest first."""
    rows = await database.rows(_LOG, one.id)
    return [(name, at) for name, at in rows]

"""A document: a file that a family or its provider put where both see it. Rule: D1 D3."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, reach
from domain.documents import tie
from domain.documents.tie import Tie
from domain.errors import NotFound
from domain.facts import Subject
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile
from domain.providers import side as sides
from domain.providers.connection import Connection
from domain.providers.side import Side
from domain.sessions.session_row import SessionRow

SIZE_MOST = 25 * 1024 * 1024
NAME_LENGTH = 160

IS_THERE = "d.stored_at IS NOT NULL AND d.removed_at IS NULL"
"""Of a document called d that people see."""
_COLUMNS = """
d.id, d.connection, c.family, c.provider, d."by", p.name, d.side, d.name, d.kind, d.size, d.sha256,
d.stored_at, d.removed_at, d.removed_by, v.width, v.height
"""
_JOINS = """
FROM documents d JOIN connections c ON c.id = d.connection JOIN profiles p ON p.id = d."by"
LEFT JOIN document_previews v ON v.document = d.id
"""
_REACHABLE = f"""
SELECT {_COLUMNS}, {tie.COLUMNS} {_JOINS} {{ties}}
WHERE d.id = {{}} AND d.stored_at IS NOT NULL AND d.purged_at IS NULL
"""
_INTO = """
documents (id, connection, "by", side, learner, session, name, kind, size, sha256, created_at)
"""
_IS_STORED = "SELECT 1 FROM documents WHERE id = {} AND stored_at IS NOT NULL"
_STORED = "UPDATE documents SET stored_at = {} WHERE id = {} AND stored_at IS NULL RETURNING id"


class DocumentRow(Table, tablename="documents"):
    """Shape: it counts once stored_at stands, for then its file is in the store; told_at once the
    other side was told; removed ones can come back until they are purged. Units: size in bytes.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    side = Varchar(8, choices=Side)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=True, default=None)
    name = Varchar(NAME_LENGTH)
    kind = Varchar(100)
    size = Integer()
    sha256 = Varchar(64)
    created_at = Timestamptz()
    stored_at = Timestamptz(null=True, default=None)
    told_at = Timestamptz(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)
    removed_by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    purged_at = Timestamptz(null=True, default=None)

    D1_one_of_two_sides = Check("side IN ('family', 'provider')")
    D3_size = Check("size BETWEEN 1 AND 26214400")
    D3_in_order = Check(
        "(told_at IS NULL OR stored_at IS NOT NULL)"
        " AND (purged_at IS NULL OR removed_at IS NOT NULL)"
        " AND ((removed_at IS NULL) = (removed_by IS NULL))"
    )


class Document(NamedTuple):
    """One that is there, as its reader sees it. Shape: by_name is whose it is; learner_name and
    what follows say what it is for (tie.py), the session with its service and when.
    """

    id: Id
    connection: Id
    family: Id
    provider: Id
    by: Id
    by_name: str
    side: str
    name: str
    kind: str
    size: int
    sha256: str
    stored_at: datetime
    removed_at: datetime | None
    removed_by: Id | None
    preview_width: int | None
    preview_height: int | None
    learner_name: str | None
    session: Id | None
    service_name: str | None
    starts_at: datetime | None

    def is_own(self, actor: Actor) -> bool:
        """Rule: D1. Whether this profile put it there."""
        return self.by == actor.profile_id

    def subject(self) -> Subject:
        return subject(self.connection, self.family, self.provider)


class NewDocument(NamedTuple):
    """What was sent, checked: what is to become a document."""

    name: str
    kind: str
    size: int
    sha256: str


async def begin(id: Id, connection: Connection, new: NewDocument, tied: Tie, *, by: Actor) -> None:
    """Writes, within a transaction, that a file is about to be stored under this id.

    Errors: Violation, for an id that is there already.
    """
    row = (id, connection.id, by.profile_id, sides.of(by), *tied, *new, clock.now())
    await database.insert(_INTO, [row])


async def finish(id: Id) -> bool:
    """Writes, within a transaction, that its file is stored; False for one that was given up."""
    return bool(await database.rows(_STORED, clock.now(), id))


async def is_stored(id: Id) -> bool:
    """Whether it is there, or was."""
    return await database.row(_IS_STORED, id) is not None


async def reachable(id: Id, *, by: Actor) -> Document:
    """One that is there, or was removed just now. Rule: D1. Errors: NotFound."""
    ties, shelves, seen = tie.joins(by), reach.shelves(by), reach.documents(by)
    sql = f"{_REACHABLE.replace('{ties}', ties.sql)} AND {shelves.sql} AND {seen.sql}"
    row = await database.row(sql, *ties.values, id, *shelves.values, *seen.values)
    if row is None:
        raise NotFound
    return Document(*row)


def subject(connection: Id, family: Id, provider: Id) -> Subject:
    return Subject(connection, family, provider, shelf=shelf(connection))


@lru_cache(maxsize=4096)
def shelf(connection: Id) -> Id:
    """What news of its documents is about, by which opening them ends it. Rule: N1."""
    return uuid5(connection, "documents")


def key(id: Id) -> str:
    """Under what its file lies in the store."""
    return str(id)

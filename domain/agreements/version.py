"""A version of an agreement: what it says, word for word, and never changes. Rule: D5.

Choice: it is a text, or a PDF, whose file lies in the store (filing.py).
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import (
    UUID,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import clock, database
from domain.agreements.agreement import Agreement
from domain.errors import found
from domain.profiles.profile import Profile

TITLE_MOST, FILE_NAME_MOST = 120, 160
_COLUMNS = """
SELECT v.id, v.agreement, v.number, v.title, v.text, v.file_name, v.size, v.sha256, v.created_at
FROM agreement_versions v
"""
_ALL = f"{_COLUMNS} WHERE v.agreement = {{}} ORDER BY v.number DESC, v.id"
_NUMBERED = f"{_COLUMNS} WHERE v.agreement = {{}} AND v.number = {{}}"
_BY_ID = f"{_COLUMNS} WHERE v.id = {{}}"
_IS_THERE = "SELECT 1 FROM agreement_versions WHERE id = {}"
_INTO = """
agreement_versions (id, agreement, number, title, text, file_name, size, sha256, "by", created_at)
"""


class VersionRow(Table, tablename="agreement_versions"):
    """Only grows. Units: size in bytes. Shape: text "" for a file, file_name "" for a text."""

    id = UUID(primary_key=True, default=UUID4())
    agreement = ForeignKey(Agreement, on_delete=OnDelete.restrict, null=False)
    number = SmallInt()
    title = Varchar(TITLE_MOST)
    text = Text()
    file_name = Varchar(FILE_NAME_MOST)
    size = Integer()
    sha256 = Varchar(64)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()

    D5_number_once = Unique([agreement, number])
    D5_text_or_file = Check("(text = '') <> (file_name = '') AND size > 0")
    D5_sha256 = Check("length(sha256) = 64")


class Said(NamedTuple):
    """What is to be asked for, checked. Shape as in VersionRow."""

    title: str
    text: str
    file_name: str
    size: int
    sha256: str


class Version(NamedTuple):
    """Shape: as in VersionRow."""

    id: Id
    agreement: Id
    number: int
    title: str
    text: str
    file_name: str
    size: int
    sha256: str
    created_at: datetime

    @property
    def is_file(self) -> bool:
        return bool(self.file_name)


async def add(id: Id, agreement: Id, number: int, said: Said, *, by: Id) -> None:
    """Within the transaction that makes its number the one that holds."""
    await database.insert(_INTO, [(id, agreement, number, *said, by, clock.now())])


async def all_of(agreement: Id) -> list[Version]:
    """The latest first."""
    return [Version(*row) for row in await database.rows(_ALL, agreement)]


async def numbered(agreement: Id, number: int) -> Version:
    """Errors: NotFound."""
    return Version(*found(await database.row(_NUMBERED, agreement, number)))


async def is_there(id: Id) -> bool:
    return bool(await database.rows(_IS_THERE, id))


async def by_id(id: Id) -> Version:
    """Errors: NotFound."""
    return Version(*found(await database.row(_BY_ID, id)))

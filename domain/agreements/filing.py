"""Filing: the PDF of a version lies in the store before the version is there. Rule: D5.

First a plan to look in an hour whether the version came to be, then the file, then the version: so
there is no version without its file, and no file without its version for longer than that.
"""

from datetime import timedelta
from uuid import UUID as Id
from uuid import uuid4

from domain import clock, database, outbox, storage
from domain.agreements import version
from domain.documents.incoming import Incoming
from domain.storage import Needed

KIND = "agreement_file_check"
PATIENCE = timedelta(hours=1)
STORED_WITHIN = timedelta(minutes=30)
"""Longer than storing takes. What took longer counts as not stored, so that none is looked for and
removed while its version is being written.
"""
_FILES = "SELECT id, size, sha256 FROM agreement_versions WHERE file_name <> '' ORDER BY id"


def key(version: Id) -> str:
    """Under what its file lies in the store."""
    return f"{version}.agreement"


async def put(coming: Incoming) -> Id:
    """The id for the version that is to have this file.

    Shape: another one each time, as nobody shall put a file in place of one that was agreed to, and
    a look that an earlier try had planned must not meet a later one's. Errors: StorageAway.
    """
    id, begun_at = uuid4(), clock.now()
    await outbox.put(KIND, {"version": str(id)}, due_at=begun_at + PATIENCE)
    await storage.current().put(key(id), coming.path)
    if clock.now() - begun_at > STORED_WITHIN:
        raise storage.StorageAway("storing took too long")
    return id


async def check(id: Id) -> None:
    """Removes the file if no version came to have it. Errors: StorageAway; then it is tried
    again.
    """
    if not await version.is_there(id):
        await storage.current().remove([key(id)])


async def needed() -> list[Needed]:
    """All: what was asked stays."""
    return [Needed(key(id), *known) for id, *known in await database.rows(_FILES)]

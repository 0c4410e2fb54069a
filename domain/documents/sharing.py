"""Sharing: a file becomes a document of a connection, wholly or not at all. Rule: D1 D3.

First a row that does not count yet and the space it takes, then the file, then that it counts: so
there is no row without its file, and a file whose row never came to count is given up within an
hour (giving_up.py).
"""

from uuid import UUID as Id
from uuid import uuid5

from domain import database, storage, topics
from domain.documents import announcing, document, giving_up, preview, space, tie
from domain.documents.document import NewDocument
from domain.documents.incoming import Incoming
from domain.documents.tie import Tie
from domain.errors import Conflict
from domain.profiles.actor import Actor
from domain.providers.connection import Connection


class GivenUp(Conflict):
    """It took so long to store that nobody waited for it any more."""


class StillComing(Conflict):
    """The same was sent before and has not arrived yet."""


async def share(
    key: Id,
    connection: Connection,
    incoming: Incoming,
    new: NewDocument,
    tied: Tie = tie.NONE,
    *,
    by: Actor,
) -> Id:
    """Shape: key is the sender's own for this file, so that one that is sent again, as its answer
    was lost, is there once.

    Errors: NoSpaceLeft, StorageAway, GivenUp, StillComing; then nothing more is there for anybody.
    """
    # Of this sender alone, for a key may be anybody's.
    id = uuid5(by.profile_id, f"{connection.id} {key}")
    if await document.is_stored(id):
        return id
    try:
        async with database.transaction():
            await space.take(connection.id, new.size)
            await document.begin(id, connection, new, tied, by=by)
    except database.Violation:
        raise StillComing from None
    try:
        await storage.current().put(document.key(id), incoming.path)
    except storage.StorageAway:
        await giving_up.give_up(id)
        raise
    async with database.transaction():
        if not await document.finish(id):
            raise GivenUp
        owners = connection.family, connection.id
        topics.touch(*(topics.name("document", owner) for owner in owners))
        await announcing.plan(connection.id, by=by.profile_id)
        await preview.plan(id, new.kind)
    return id

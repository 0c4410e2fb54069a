"""Sharing: a file becomes a document of a connection, wholly or not at all. Rule: D1 D3.

First a row that does not count yet and the space it takes, then the file, then that it counts: so
there is no row without its file, and a file whose row never came to count is given up within an
hour (giving_up.py).
"""

from uuid import UUID as Id

from domain import database, storage, topics
from domain.documents import announcing, document, giving_up, space
from domain.documents.document import NewDocument
from domain.documents.incoming import Incoming
from domain.errors import Conflict
from domain.profiles.actor import Actor
from domain.providers.connection import Connection


class GivenUp(Conflict):
    """It took so long to store that nobody waited for it any more."""


async def share(connection: Connection, incoming: Incoming, new: NewDocument, *, by: Actor) -> Id:
    """Errors: NoSpaceLeft, StorageAway, GivenUp; then nothing is there for anybody."""
    async with database.transaction():
        await space.take(connection.id, new.size)
        id = await document.begin(connection, new, by=by)
    try:
        await storage.current().put(document.key(id), incoming.path)
    except storage.StorageAway:
        await giving_up.give_up(id)
        raise
    async with database.transaction():
        if not await document.finish(id):
            raise GivenUp
        topics.touch(topics.name("document", connection.family))
        await announcing.plan(connection.id, by=by.profile_id)
    return id

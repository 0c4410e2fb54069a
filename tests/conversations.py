"""Messages for tests, sent as a request does."""

from uuid import UUID, uuid4

from domain.conversations import conversation, sending, thread
from domain.conversations.sending import NewMessage
from domain.conversations.thread import Line
from domain.profiles.actor import Actor
from domain.providers.connection import Connection


async def say(
    connection: Connection,
    words: str,
    *,
    by: Actor,
    key: UUID | None = None,
    quotes: UUID | None = None,
) -> UUID:
    """The message's id."""
    new = NewMessage(key or uuid4(), words, quotes)
    await sending.send(await conversation.reachable(connection.id, by=by), new, by=by)
    return new.id


async def written(connection: Connection) -> list[Line]:
    """All of it, in order."""
    return await thread.page(connection.id, limit=1000)

"""Editing: whoever wrote a message says it in other words. Rule: C3."""

from uuid import UUID as Id

from domain import clock, database
from domain.conversations import change, message
from domain.conversations.conversation import Conversation
from domain.profiles.actor import Actor

_SAY = "UPDATE messages SET words = {}, edited_at = {} WHERE id = {}"


async def edit(one: Conversation, id: Id, words: str, *, by: Actor) -> None:
    """Nobody is told of it; what is still to be shown on a device has the new words.

    Errors: Invalid (words), NotFound, Forbidden, AlreadyRemoved, Over, TooLate.
    """
    async with database.transaction():
        before = await change.begin(one, id, by=by)
        message.must_be_sayable(words)
        if before.words != words:
            await database.rows(_SAY, words, clock.now(), id)
            await change.end(one, id)

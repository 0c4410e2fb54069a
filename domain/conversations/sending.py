"""Sending: a message is stored once, however often its device sends it. Rule: C4."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database, events
from domain.conversations import conversation, message, reading
from domain.conversations.conversation import Conversation
from domain.errors import NotFound
from domain.facts import Fact
from domain.profiles.actor import Actor
from domain.providers import side

# The row is held until COMMIT, so places are taken in the order in which they are stored; and no
# message is older than the one before it, whatever the clocks of several machines say.
_PLACE = """
INSERT INTO conversations (id, connection, last_number, last_change, written_at)
SELECT c.id, c.id, 1, 1, {} FROM connections c WHERE c.id = {} AND c.ended_at IS NULL
ON CONFLICT (id) DO UPDATE SET last_number = conversations.last_number + 1,
  last_change = conversations.last_change + 1,
  written_at = CASE WHEN conversations.written_at > excluded.written_at
    THEN conversations.written_at ELSE excluded.written_at END
RETURNING last_number, last_change, written_at
"""
_INTO = 'messages (id, conversation, number, change, "by", side, words, quotes, created_at)'
_IS_STORED = 'SELECT 1 FROM messages WHERE id = {} AND conversation = {} AND "by" = {}'
_NAME = "SELECT name FROM profiles WHERE id = {}"


class NewMessage(NamedTuple):
    """What somebody wrote. Shape: the id is from the device; quotes is a message of the same
    conversation.
    """

    id: Id
    words: str
    quotes: Id | None = None


async def send(one: Conversation, new: NewMessage, *, by: Actor) -> None:
    """Stores it and tells the others; what is stored already is left as it is.

    Errors: Invalid (words), Over; NotFound for an id that is somebody else's message, or a quote
    from elsewhere. Nothing is written then.
    """
    message.must_be_sayable(new.words)
    try:
        async with database.transaction():
            await _store(one, new, by)
    except database.Violation as error:
        if error.name != "messages.id" or not await _is_stored(one, new, by):
            raise NotFound from error


async def _store(one: Conversation, new: NewMessage, by: Actor) -> None:
    place = await database.row(_PLACE, clock.now(), one.id)
    if place is None:
        raise conversation.Over
    number, change, at = place
    row = (new.id, one.id, number, change, by.profile_id, side.of(by), new.words, new.quotes, at)
    await database.insert(_INTO, [row])
    await reading.reach(one.id, number, by=by)
    await _tell(one, new, by)


async def _tell(one: Conversation, new: NewMessage, by: Actor) -> None:
    """Choice: without the words, for an event never changes, and a message can be taken back."""
    ((who,),) = await database.rows(_NAME, by.profile_id)
    particulars = {
        "conversation": str(one.id),
        "who": who,
        "family": one.family_name,
        "provider": one.provider_name,
    }
    fact = Fact(
        "message.sent", by.profile_id, one.subject(), clock.now(), "", particulars, id=new.id
    )
    events.record(fact)


async def _is_stored(one: Conversation, new: NewMessage, by: Actor) -> bool:
    return await database.row(_IS_STORED, new.id, one.id, by.profile_id) is not None

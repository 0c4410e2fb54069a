"""Sending: a message is stored once, however often its device sends it. Rule: C4."""

from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from domain import clock, database, events
from domain.conversations import conversation, message, reading
from domain.conversations.conversation import Conversation
from domain.errors import NotFound, found
from domain.facts import Fact
from domain.notifications import reading as news
from domain.profiles.actor import Actor, Guest, Supporter
from domain.support import case

# The row is held until COMMIT, so places are taken in the order in which they are stored; and no
# message is older than the one before it, whatever the clocks of several machines say.
_NEXT = """
ON CONFLICT (id) DO UPDATE SET last_number = conversations.last_number + 1,
  last_change = conversations.last_change + 1,
  written_at = CASE WHEN conversations.written_at > excluded.written_at
    THEN conversations.written_at ELSE excluded.written_at END
RETURNING last_number, last_change, written_at, (SELECT p.name FROM profiles p WHERE p.id = {})
"""
_PLACE = f"""
INSERT INTO conversations (id, connection, last_number, last_change, written_at)
SELECT c.id, c.id, 1, 1, {{}} FROM connections c WHERE c.id = {{}} AND c.ended_at IS NULL {_NEXT}
"""
_PLACE_WITH_SUPPORT = f"""
INSERT INTO conversations (written_at, id, last_number, last_change)
VALUES ({{}}, {{}}, 1, 1) {_NEXT}
"""
_INTO = 'messages (id, conversation, number, change, "by", side, words, quotes, created_at)'
_STORED = """
SELECT words, coalesce(removed_at, edited_at) FROM messages
WHERE id = {} AND conversation = {} AND "by" = {}
"""


class NewMessage(NamedTuple):
    """What somebody wrote. Shape: the id is from the device; quotes is a message of the same
    conversation.
    """

    id: Id
    words: str
    quotes: Id | None = None


async def send(one: Conversation, new: NewMessage, *, by: Actor | Guest) -> None:
    """Stores it and tells the others; what is stored already is left as it is.

    Choice: other words under an id that is stored are another message, for by the way back a form
    is sent again with the id that it had; what was changed since counts as stored.
    Errors: Invalid (words), Over; NotFound for an id that is somebody else's message, or a quote
    from elsewhere. Nothing is written then.
    """
    message.must_be_sayable(new.words)
    try:
        async with database.transaction():
            await _store(one, new, by)
    except database.Violation as error:
        if error.name != "messages.id":
            raise NotFound from error
        words, changed_at = found(await database.row(_STORED, new.id, one.id, by.profile_id))
        if changed_at is None and words != new.words:
            await send(one, new._replace(id=uuid5(new.id, new.words)), by=by)


async def _store(one: Conversation, new: NewMessage, by: Actor | Guest) -> None:
    sql = _PLACE if one.asker is None else _PLACE_WITH_SUPPORT
    place = await database.row(sql, clock.now(), one.id, by.profile_id)
    if place is None:
        raise conversation.Over
    number, change, at, who = place
    side = one.side_of(by)
    row = (new.id, one.id, number, change, by.profile_id, side, new.words, new.quotes, at)
    await database.insert(_INTO, [row])
    await reading.reach(one, number, by=by)
    # Whoever answers has read it, from a notification too.
    if number > one.read_number + 1:
        await news.settle(by.profile_id, conversation.talk(one.id))
    if one.asker is not None:
        await case.written(one, new.id, by=by)
    await _tell(one, new, who, by)


async def _tell(one: Conversation, new: NewMessage, who: str, by: Actor | Guest) -> None:
    """Choice: without the words, for an event never changes, and a message can be taken back.

    Whom the support answers is told alone; of a guest there is nobody to tell but by mail.
    """
    said = {"who": who, "family": one.family_name, "provider": one.provider_name}
    about, now = one.subject(by), clock.now()
    to = one.asker if isinstance(by, Supporter) and not one.address else None
    said["conversation"] = str(one.id)
    events.record(Fact("message.sent", by.profile_id, about, now, "", said, to, id=new.id))

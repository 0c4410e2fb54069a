"""A change of a message: by whoever wrote it, soon after, met by every page once. Rule: C3 C4."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from domain import clock, database, topics
from domain.conversations import conversation, thread
from domain.conversations.conversation import Conversation, ConversationRow
from domain.conversations.thread import Line
from domain.errors import Conflict, DomainError, Forbidden
from domain.profiles.actor import Actor

POSSIBLE = timedelta(minutes=15)
"""So long after it was sent. Choice: whoever has read it may have acted on it."""

# What quotes it shows its words too. A number of its own for each, as pages ask for what is above
# the newest that they know, and not for all at once.
_NUMBERS = """
UPDATE conversations SET last_change = last_change
  + (SELECT count(*) FROM messages m WHERE m.id = {} OR m.quotes = {})
WHERE id = {} RETURNING last_change
"""
_RENEW = """
UPDATE messages SET change = {} + 1 - n.nth FROM (
  SELECT m.id, row_number() OVER (ORDER BY m.number DESC) AS nth
  FROM messages m WHERE m.id = {} OR m.quotes = {}) n
WHERE n.id = messages.id
"""


class TooLate(Conflict):
    """The time for it is over."""


class AlreadyRemoved(Conflict):
    """It was removed before."""


def refusal(one: Conversation, line: Line, now: datetime, *, by: Actor) -> DomainError | None:
    """Why this profile cannot change it now; None where it can."""
    if line.by != by.profile_id:
        return Forbidden()
    if line.removed_at is not None:
        return AlreadyRemoved()
    if over := conversation.refusal(one):
        return over
    return TooLate() if now > line.created_at + POSSIBLE else None


async def begin(one: Conversation, id: Id, *, by: Actor) -> Line:
    """The message as it is, which nobody else changes before COMMIT; within a transaction.

    Errors: NotFound, Forbidden, AlreadyRemoved, Over, TooLate.
    """
    await database.lock(ConversationRow, [one.id])
    line = await thread.line(one.id, id)
    if refused := refusal(one, line, clock.now(), by=by):
        raise refused
    return line


async def end(one: Conversation, id: Id) -> None:
    """Gives it and what quotes it the next numbers, so that open pages show it anew."""
    ((last,),) = await database.rows(_NUMBERS, id, id, one.id)
    await database.rows(_RENEW, last, id, id)
    topics.touch(*await one.topics())

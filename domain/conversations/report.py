"""A report: somebody says that what another wrote is not right. Rule: C1 N1.

Choice: it keeps the words as they were, for whoever is told of it has to see what it is about, also
once their author took them back.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4, uuid5

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import clock, concern, database, events
from domain.conversations import thread
from domain.conversations.change import AlreadyRemoved
from domain.conversations.conversation import Conversation
from domain.conversations.message import MessageRow
from domain.conversations.thread import Line
from domain.errors import DomainError, Forbidden, Invalid
from domain.facts import Fact, Subject
from domain.notifications.kind import Role
from domain.profiles.actor import Actor, Guardian, Manager
from domain.profiles.profile import Profile

WHY_MOST = 500
_INTO = 'message_reports (id, message, "by", words, why, reported_at)'
_ONCE = "ON CONFLICT DO NOTHING RETURNING id"
_OF = """
SELECT r."by", p.name, r.words, r.why, r.reported_at
FROM message_reports r JOIN profiles p ON p.id = r."by"
WHERE r.message = {} ORDER BY r.reported_at, r.id
"""
_NAMES = """
SELECT DISTINCT p.id, p.name FROM ({told}) t JOIN profiles p ON p.id = t.profile
WHERE p.id NOT IN ({}, {}) ORDER BY p.name, p.id
"""
_NAME = "SELECT name FROM profiles WHERE id = {}"


class MessageReport(Table, tablename="message_reports"):
    """Shape: why is what the person says of it, or empty."""

    id = UUID(primary_key=True, default=UUID4())
    message = ForeignKey(MessageRow, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    words = Text()
    why = Text()
    reported_at = Timestamptz()

    C2_reported_once = Unique([message, by])


class Reported(NamedTuple):
    """One as it is read by who was told of it."""

    by: Id
    by_name: str
    words: str
    why: str
    reported_at: datetime


def refusal(one: Conversation, line: Line, *, by: Actor) -> DomainError | None:
    """Why this profile cannot report it; None where it can.

    Choice: what stands in a conversation with the support is read by who would be told already.
    """
    if line.by == by.profile_id or one.asker is not None:
        return Forbidden()
    return AlreadyRemoved() if line.removed_at is not None else None


async def make(one: Conversation, id: Id, why: str, *, by: Actor) -> None:
    """Tells the guardians and who manages the provider, but not who wrote it; once however often.

    Errors: Invalid (why), NotFound, Forbidden, AlreadyRemoved.
    """
    if len(why) > WHY_MOST:
        raise Invalid("why", "too_long", most=WHY_MOST)
    async with database.transaction():
        line = await thread.line(one.id, id)
        if refused := refusal(one, line, by=by):
            raise refused
        row = (uuid4(), id, by.profile_id, line.words, why, clock.now())
        if await database.insert(_INTO, [row], _ONCE):
            await _tell(one, line, why, by)


async def seen(line: Line, *, by: Actor) -> list[Reported]:
    """Those that this profile may read: one's own, a guardian and a manager all, and none of what
    one wrote oneself.
    """
    if line.by == by.profile_id:
        return []
    every = [Reported(*row) for row in await database.rows(_OF, line.id)]
    reads_all = isinstance(by, Guardian | Manager)
    return [each for each in every if reads_all or each.by == by.profile_id]


async def names_of_told(one: Conversation, line: Line, *, by: Actor) -> list[str]:
    """Who would be told of it."""
    families = [one.family] if one.family else []
    who = concern.concerned({Role.GUARDIANS: families, Role.MANAGERS: [one.id]})
    assert who is not None
    sql = _NAMES.replace("{told}", who.sql)
    return [name for _, name in await database.rows(sql, *who.values, line.by, by.profile_id)]


def about(message: Id) -> Id:
    """What news of its reports is about."""
    return uuid5(message, "reports")


async def _tell(one: Conversation, line: Line, why: str, by: Actor) -> None:
    ((who,),) = await database.rows(_NAME, by.profile_id)
    particulars = {
        "conversation": str(one.id),
        "message": str(line.id),
        "who": who,
        "whose": line.by_name,
    }
    subject = Subject(one.id, one.family, one.provider, talk=about(line.id))
    now = clock.now()
    fact = Fact("message.reported", by.profile_id, subject, now, why, particulars, not_to=line.by)
    events.record(fact)

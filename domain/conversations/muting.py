"""Muting: somebody hears nothing of a conversation until they want to again. Rule: N1.

What comes meanwhile is unread as ever, in the list and beside the tab.
"""

from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import clock, database, topics
from domain.conversations.conversation import Conversation
from domain.errors import NotFound
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile
from domain.providers.connection import Connection

_INTO = "conversation_mutings (id, connection, profile, muted_at)"
_END = "DELETE FROM conversation_mutings WHERE connection = {} AND profile = {}"


class ConversationMuting(Table, tablename="conversation_mutings"):
    """Choice: of a connection, for there is something to be muted before anything is written."""

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.cascade, null=False)
    profile = ForeignKey(Profile, on_delete=OnDelete.cascade, null=False)
    muted_at = Timestamptz()

    C2_muted_once = Unique([connection, profile])


async def mute(one: Conversation, *, by: Actor) -> None:
    """Shape: pressed twice it is muted once; what is still to be pushed or mailed is not.

    Choice: not what the support answers, which came for whoever asked. Errors: NotFound.
    """
    if one.asker is not None:
        raise NotFound
    async with database.transaction():
        row = (uuid4(), one.id, by.profile_id, clock.now())
        await database.insert(_INTO, [row], "ON CONFLICT DO NOTHING")
        topics.touch(topics.name("told", by.profile_id))


async def end(one: Conversation, *, by: Actor) -> None:
    async with database.transaction():
        await database.rows(_END, one.id, by.profile_id)
        topics.touch(topics.name("told", by.profile_id))

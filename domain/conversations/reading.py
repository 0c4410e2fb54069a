"""Reading: how far somebody has read, which the other side sees. Rule: C2."""

from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import clock, database, topics
from domain.conversations import conversation
from domain.conversations.conversation import Conversation, ConversationRow
from domain.notifications import reading as news
from domain.profiles.actor import Actor, Guest
from domain.profiles.profile import Profile
from domain.providers.side import Side

# Never further than there is something, and never back.
_REACH = """
INSERT INTO message_readings (id, conversation, profile, side, number, read_at)
SELECT {}, t.id, {}, {}, CASE WHEN t.last_number < {} THEN t.last_number ELSE {} END, {}
FROM conversations t WHERE t.id = {}
ON CONFLICT (conversation, profile) DO UPDATE
SET number = excluded.number, read_at = excluded.read_at
WHERE message_readings.number < excluded.number RETURNING number
"""


class MessageReading(Table, tablename="message_readings"):
    """Shape: number is the place of the newest message that the profile has read."""

    id = UUID(primary_key=True, default=UUID4())
    conversation = ForeignKey(ConversationRow, on_delete=OnDelete.restrict, null=False)
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    side = Varchar(8, choices=Side)
    number = Integer()
    read_at = Timestamptz()

    C2_one_of_two_sides = Check("side IN ('family', 'provider')")
    C2_once_per_reader = Unique([conversation, profile])


async def read(one: Conversation, number: int, *, by: Actor) -> None:
    """Says that everything up to there was read; the news of it ends, on every device."""
    async with database.transaction():
        if await reach(one, number, by=by):
            topics.touch(*await one.topics())
            await news.settle(by.profile_id, conversation.talk(one.id))


async def reach(one: Conversation, number: int, *, by: Actor | Guest) -> bool:
    """Whether it is further than before; within a transaction."""
    values = uuid4(), by.profile_id, one.side_of(by), number, number, clock.now(), one.id
    return bool(await database.rows(_REACH, *values))

"""Removal: whoever wrote a message takes it back, and its words are nowhere any more. Rule: C3."""

from uuid import UUID as Id

from domain import clock, concern, database, topics
from domain.conversations import change, conversation
from domain.conversations.conversation import Conversation
from domain.notifications import reading as news
from domain.notifications.kind import Role
from domain.profiles.actor import Actor

_REMOVE = "UPDATE messages SET words = '', removed_at = {} WHERE id = {}"
_HAVE_READ_ALL = """
SELECT n.profile FROM notifications n WHERE n.subject = {} AND n.read_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM messages m WHERE m.conversation = {} AND m.removed_at IS NULL
  AND m."by" <> n.profile AND m.number > coalesce((SELECT r.number FROM message_readings r
    WHERE r.conversation = m.conversation AND r.profile = n.profile), 0))
ORDER BY n.profile, n.id
"""


async def remove(one: Conversation, id: Id, *, by: Actor) -> None:
    """What nobody has read yet is news no more, and goes to no device and into no mail.

    Errors: NotFound, Forbidden, AlreadyRemoved, Over, TooLate.
    """
    async with database.transaction():
        await change.begin(one, id, by=by)
        await database.rows(_REMOVE, clock.now(), id)
        await change.end(one, id)
        await _settle(one)
        await _forget_kept(one)


async def _forget_kept(one: Conversation) -> None:
    """Pages that devices keep of it go with the next answer, as those out of reach do. Rule: N4."""
    who = concern.concerned({Role.WRITERS: _some(one.family), Role.EDUCATORS: [one.id]})
    assert who is not None
    profiles = {profile for _, _, profile in await database.rows(who.sql, *who.values)}
    owners = [name.partition(":")[2] for name in await one.topics()]
    topics.touch(*(topics.name("connection", Id(each)) for each in {*owners, *map(str, profiles)}))


def _some(id: Id | None) -> list[Id]:
    return [] if id is None else [id]


async def _settle(one: Conversation) -> None:
    about = conversation.talk(one.id)
    for (profile,) in await database.rows(_HAVE_READ_ALL, about, one.id):
        await news.settle(profile, about)

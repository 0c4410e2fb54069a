"""Reading: a notification ends once its reader has opened or answered what it tells. Rule: N1."""

from uuid import UUID

from domain import clock, database, topics
from domain.notifications import notification
from domain.notifications.notification import IS_NEWS

# Whoever holds one of these rows is telling its news, which is not read yet, or reading it as well:
# nobody waits, and so nobody waits in a circle with those who tell.
_FREE = {"sqlite": "", "postgres": " FOR UPDATE SKIP LOCKED"}
_READ = "UPDATE notifications SET read_at = {{}} WHERE id IN ({ids}) RETURNING profile"
_THESE = "SELECT id FROM notifications WHERE id IN ({ids}) AND read_at IS NULL"
_NEWS = "SELECT event FROM notifications WHERE id IN ({ids}) AND read_at IS NULL ORDER BY event"
_ALL = f"""
SELECT n.id FROM notifications n WHERE n.profile = {{}} AND n.read_at IS NULL AND {IS_NEWS}
"""


async def settle(profile: UUID, *subjects: UUID) -> None:
    """Marks as read what a profile was told of these, on every device of it.

    Choice: a transaction does so once, after it has told its own news.
    """
    async with database.transaction():
        database.collect(_SETTLED, *(notification.id_of(profile, each) for each in subjects))


async def settle_all(profile: UUID) -> None:
    async with database.transaction():
        await _read(_ALL, profile)


async def news(profile: UUID, *subjects: UUID) -> list[UUID]:
    """The events of these, if there are any, that it was told of and has not read."""
    if not subjects:
        return []
    ids = [notification.id_of(profile, each) for each in subjects]
    rows = await database.rows(_NEWS.format(ids=database.marks(ids)), *ids)
    return [event for (event,) in rows]


async def _settle(ids: list[UUID]) -> None:
    await _read(_THESE.format(ids=database.marks(ids)), *ids)


async def _read(unread: str, *values: UUID) -> None:
    sql = _READ.format(ids=unread + _FREE[database.dialect()])
    readers = await database.rows(sql, clock.now(), *values)
    topics.touch(*{topics.name("told", profile) for (profile,) in readers})


_SETTLED = database.Step(rank=20, take=_settle)

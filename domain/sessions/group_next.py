"""Next: a place of a group that may have become free is offered to who waits. Rule: S18."""

from collections.abc import Collection
from uuid import UUID

from domain import database, outbox, topics
from domain.sessions import undo_window
from domain.sessions.change import Change

_WAITED_FOR = """
SELECT DISTINCT group_date FROM group_waits
WHERE group_date IN ({dates}) AND ended_at IS NULL AND session IS NOT NULL
"""
_ASKED = """
SELECT DISTINCT family FROM sessions WHERE group_date IN ({dates}) AND state = 'pending'
"""


async def plan(change: Change) -> None:
    """Within the transaction that gave it back, or did not take what was offered."""
    dates = _dates(change)
    for date, event in dates.items():
        about = {"group": str(date)}
        await outbox.put("group_place", about, dedupe=f"group_place:{date}:{event}")
    await refresh(dates)


async def check(change: Change) -> None:
    """Of whom were asked at once one has a place, once it cannot be taken back any more."""
    dates = _dates(change)
    if not dates:
        return
    sql = _WAITED_FOR.format(dates=database.marks(dates))
    for (date,) in await database.rows(sql, *dates):
        about, due_at = {"group": str(date)}, undo_window.ends_at(change.at)
        await outbox.put("group_place", about, due_at, dedupe=f"group_place:{date}:{dates[date]}")


async def refresh(dates: Collection[UUID]) -> None:
    """Says to families that were asked that more, or fewer, places are free now."""
    if dates:
        sql = _ASKED.format(dates=database.marks(dates))
        asked = await database.rows(sql, *dates)
        topics.touch(*(topics.name("session", family) for (family,) in asked))


def _dates(change: Change) -> dict[UUID, UUID]:
    """By date of a group what happened to a session of it."""
    return {
        session.group_date: change.events[session.id]
        for session in change.sessions
        if session.group_date is not None
    }

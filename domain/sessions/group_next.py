"""Next: a place of a group that may have become free is offered to who waits. Rule: S18."""

from collections.abc import Collection
from uuid import UUID

from domain import database, outbox, topics
from domain.sessions.change import Change

_ASKED = """
SELECT DISTINCT family FROM sessions WHERE group_date IN ({dates}) AND state = 'pending'
"""


async def plan(change: Change) -> None:
    """Within the transaction that gave it back, or did not take what was offered."""
    dates = {}
    for session in change.sessions:
        if session.group_date is not None:
            dates[session.group_date] = change.events[session.id]
    for date, event in dates.items():
        about = {"group": str(date)}
        await outbox.put("group_place", about, dedupe=f"group_place:{date}:{event}")
    await refresh(dates)


async def refresh(dates: Collection[UUID]) -> None:
    """Says to families that were asked that more, or fewer, places are free now."""
    if dates:
        sql = _ASKED.format(dates=database.marks(dates))
        asked = await database.rows(sql, *dates)
        topics.touch(*(topics.name("session", family) for (family,) in asked))

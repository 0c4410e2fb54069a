"""What is to come, for a family or a child. Rule: S12.

Upcoming is what ends today or later and was not declined; past is all the rest, so that every
session is in one of the two, and of several times to choose from the one that counts. The list is
one query on an index of whoever asks.
"""

from datetime import datetime
from uuid import UUID

from domain import clock, database, reach
from domain.profiles.actor import Actor
from domain.sessions import undo_window
from domain.sessions.listed import COLUMNS, Listed
from domain.sessions.shown import IS_LISTED

LIST_MOST = 300

IS_COMING = "s.ends_at >= {} AND s.state <> 'declined'"


async def upcoming(by: Actor, since: datetime, learner: UUID | None = None) -> list[Listed]:
    """Shape: in order of time; since is the start of the reader's day; one learner of theirs."""
    clause = reach.sessions(by)
    where, values = f"{clause.sql} AND {IS_COMING}", [*clause.values, since]
    if learner is not None:
        where, values = f"s.learner = {{}} AND {where}", [learner, *values]
    sql = f"{COLUMNS} WHERE {where} AND {IS_LISTED} ORDER BY s.starts_at, s.id LIMIT {LIST_MOST}"
    return [
        Listed(*row) for row in await database.rows(sql, undo_window.since(clock.now()), *values)
    ]

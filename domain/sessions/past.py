"""What is over, newest first, in pages. Rule: S12."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.profiles.actor import Actor
from domain.sessions import undo_window
from domain.sessions.listed import COLUMNS, Listed
from domain.sessions.shown import IS_LISTED

PAGE_ROWS = 30

IS_OVER = "(s.ends_at < {} OR s.state = 'declined')"

_DONE = """
SELECT s.starts_at, (SELECT count(*) FROM sessions t
  WHERE t.learner = s.learner AND t.state = 'completed')
FROM sessions s WHERE s.learner = {} AND s.state = 'completed' ORDER BY s.starts_at, s.id LIMIT 1
"""


class Page(NamedTuple):
    """Shape: newest first, and whether there are newer and older ones."""

    rows: list[Listed]
    has_newer: bool
    has_older: bool


async def page(
    by: Actor,
    *,
    learner: UUID | None = None,
    until: datetime,
    before: tuple[datetime, UUID] | None = None,
    after: tuple[datetime, UUID] | None = None,
) -> Page:
    """Shape: until is the start of the reader's day; before and after are places between pages."""
    clause = reach.sessions(by)
    where, order = f"WHERE {clause.sql} AND {IS_OVER} AND {IS_LISTED}", "DESC"
    values: list[object] = [*clause.values, until]
    if learner is not None:
        where, values = f"{where} AND s.learner = {{}}", [*values, learner]
    place = before or after
    if place:
        where += f" AND (s.starts_at, s.id) {'<' if before else '>'} ({{}}, {{}})"
        order = "DESC" if before else "ASC"
        values += place
    sql = f"{COLUMNS} {where} ORDER BY s.starts_at {order}, s.id {order} LIMIT {PAGE_ROWS + 1}"
    listed = [
        Listed(*row) for row in await database.rows(sql, undo_window.since(clock.now()), *values)
    ]
    rows, has_more = listed[:PAGE_ROWS], len(listed) > PAGE_ROWS
    if order == "ASC":
        return Page(rows[::-1], has_newer=has_more, has_older=True)
    return Page(rows, has_newer=before is not None, has_older=has_more)


async def done(learner: UUID) -> tuple[datetime, int] | None:
    """When a learner's first session was, and how many were held since."""
    row = await database.row(_DONE, learner)
    return (row[0], int(row[1])) if row else None

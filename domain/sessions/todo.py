"""What of an educator's sessions waits for the educator, all of it in one statement."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.sessions import waiting
from domain.sessions.attendance import CORRECTABLE, MISSED_FROM
from domain.sessions.week import COLUMNS, JOINS, Taught

# Requests first, since SQLite takes the kinds of the columns from the first part.
_WAITING = f"""
SELECT 'requested', {COLUMNS}, o.message, o.asked, 0, 0, o.id, o.kind, o.expires_at
FROM sessions s {waiting.JOIN} {JOINS}
WHERE o.educator = {{}} AND o.asked = 'educator' AND {waiting.IS_WAITING}
UNION ALL
SELECT 'wished', {COLUMNS}, w.words, '', 0, 0, NULL, '', w.created_at
FROM wishes w JOIN sessions s ON s.id = w.session {JOINS}
WHERE w.educator = {{}} AND w.answered_at IS NULL AND w.expires_at > {{}}
UNION ALL
SELECT 'objected', {COLUMNS}, o.why, '', 0, 0, NULL, '', o.created_at
FROM sessions s JOIN objections o ON o.session = s.id {JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.ends_at >= {{}} AND s.state = 'missed'
  AND o.answered_at IS NULL
UNION ALL
SELECT 'running', {COLUMNS}, '', '', 0, 0, NULL, '', s.starts_at
FROM sessions s {JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at <= {{}} AND s.state = 'confirmed'
ORDER BY 15, 13, 4, 2
"""


class Todo(NamedTuple):
    """Each by how long it has waited or may wait.

    Rule: S2 S5 S9 S11. Shape: requested are what families ask for and nobody answered yet, several
    times of one proposal following each other; wished what they said in words, as why, of sessions
    that they gave up; objected the absences objected to, while they can be corrected; running the
    confirmed sessions that could be marked missed now.
    """

    requested: list[Taught]
    wished: list[Taught]
    objected: list[Taught]
    running: list[Taught]


async def of(educator: UUID, now: datetime) -> Todo:
    # The start bounds the index; no service is longer than twelve hours.
    since = now - CORRECTABLE
    objected, running = (since - CORRECTABLE, since), (since, now - MISSED_FROM)
    values = (educator, now) * 2 + (educator, *objected, educator, *running)
    todo = Todo([], [], [], [])
    for kind, *taught, _ in await database.rows(_WAITING, *values):
        getattr(todo, kind).append(Taught(*taught))
    return todo

"""What the support is asked: all of it for supporters, one's own for who asks. Rule: C6."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.profiles.actor import Actor
from domain.support.case import State

PAGE_ROWS = 50
# What waits for the support comes first.
_OF = """
SELECT k.id, k.asker, p.name, p.kind, k.address, k.state, k.assignee, a.name, m."by", w.name,
  m.words, m.created_at, m.removed_at, (SELECT count(*) FROM messages u WHERE u.conversation = k.id
    AND u.number > coalesce(r.number, 0) AND u."by" <> {} AND u.removed_at IS NULL)
FROM support_cases k JOIN conversations t ON t.id = k.id JOIN profiles p ON p.id = k.asker
JOIN messages m ON m.conversation = k.id AND m.number = t.last_number
JOIN profiles w ON w.id = m."by" LEFT JOIN profiles a ON a.id = k.assignee
LEFT JOIN message_readings r ON r.conversation = k.id AND r.profile = {}
WHERE {reached} AND k.state IN ({states}){given}
ORDER BY CASE k.state WHEN 'open' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, t.written_at DESC, k.id
LIMIT {} OFFSET {}
"""


class Asked(NamedTuple):
    """Shape: kind as Profile.kind, guest for who has no login; by and what follows are of the last
    message; unread_count without the reader's own.
    """

    id: Id
    asker: Id
    asker_name: str
    kind: str
    address: str | None
    state: str
    assignee: Id | None
    assignee_name: str | None
    by: Id
    by_name: str
    words: str
    written_at: datetime
    removed_at: datetime | None
    unread_count: int


async def of(
    states: Collection[State] = tuple(State),
    *,
    by: Actor,
    given_to: Id | None = None,
    skip: int = 0,
    most: int = PAGE_ROWS,
) -> list[Asked]:
    """The newest of each state, of all or of those that somebody has in hand. Rule: C6."""
    reached = reach.cases(by)
    sql = _OF.replace("{reached}", reached.sql).replace("{states}", database.marks(states))
    sql = sql.replace("{given}", " AND k.assignee = {}" if given_to else "")
    given = [given_to] if given_to else []
    values = by.profile_id, by.profile_id, *reached.values, *states, *given, most, skip
    return [Asked(*row) for row in await database.rows(sql, *values)]

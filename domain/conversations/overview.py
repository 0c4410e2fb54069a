"""An overview: with whom somebody talks, what came last, how much is unread. Rule: C1 C2."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.profiles.actor import Actor

PAGE_ROWS = 50
UNREAD_MOST = 100
"""No more are counted, for no list says how many more there are."""
# Ended ones stay readable, where there is something to read. What is told of each is read for those
# of the page alone.
_OF = f"""
SELECT c.id, c.family, f.name, v.name, v.kind, c.ended_at, m."by", p.name, m.words,
  m.created_at, m.removed_at, (SELECT count(*) FROM (SELECT 1 FROM messages u
    WHERE u.conversation = c.id AND u.number > coalesce(r.number, 0) AND u."by" <> {{}}
    AND u.removed_at IS NULL LIMIT {UNREAD_MOST}) n),
  EXISTS (SELECT 1 FROM conversation_mutings s WHERE s.connection = c.id AND s.profile = {{}})
FROM (SELECT c.*, t.written_at, t.last_number FROM connections c
  LEFT JOIN conversations t ON t.id = c.id
  WHERE {{reached}} AND (c.ended_at IS NULL OR t.id IS NOT NULL)
  ORDER BY c.ended_at IS NOT NULL, t.written_at IS NULL, t.written_at DESC, c.created_at, c.id
  LIMIT {{}} OFFSET {{}}) c
JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
LEFT JOIN messages m ON m.conversation = c.id AND m.number = c.last_number
LEFT JOIN profiles p ON p.id = m."by"
LEFT JOIN message_readings r ON r.conversation = c.id AND r.profile = {{}}
ORDER BY c.ended_at IS NOT NULL, c.written_at IS NULL, c.written_at DESC, c.created_at, c.id
"""


class Listed(NamedTuple):
    """Shape: by, by_name, words and what follows are of the last message, None where there is none;
    unread_count without the reader's own, UNREAD_MOST at most.
    """

    id: Id
    family: Id
    family_name: str
    provider_name: str
    provider_kind: str
    ended_at: datetime | None
    by: Id | None
    by_name: str | None
    words: str | None
    written_at: datetime | None
    removed_at: datetime | None
    unread_count: int
    is_muted: bool


async def of(*, by: Actor, skip: int = 0, most: int = PAGE_ROWS) -> list[Listed]:
    """The newest first, then those in which nothing was written yet, then what is over.

    Choice: as many are skipped as were shown before, for each new message changes the order.
    """
    reached, me = reach.conversations(by), by.profile_id
    sql = _OF.replace("{reached}", reached.sql)
    rows = await database.rows(sql, me, me, *reached.values, most, skip, me)
    return [Listed(*row) for row in rows]

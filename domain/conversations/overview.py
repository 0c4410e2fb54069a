"""An overview: with whom somebody talks, what came last, how much is unread. Rule: C1 C2."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.profiles.actor import Actor

# Ended ones stay readable, where there is something to read.
_OF = """
SELECT c.id, c.family, f.name, v.name, v.kind, c.ended_at, m."by", p.name, m.words,
  m.created_at, m.removed_at, (SELECT count(*) FROM messages u WHERE u.conversation = c.id
    AND u.number > coalesce(r.number, 0) AND u."by" <> {} AND u.removed_at IS NULL),
  EXISTS (SELECT 1 FROM conversation_mutings s WHERE s.connection = c.id AND s.profile = {})
FROM connections c JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
LEFT JOIN conversations t ON t.id = c.id
LEFT JOIN messages m ON m.conversation = t.id AND m.number = t.last_number
LEFT JOIN profiles p ON p.id = m."by"
LEFT JOIN message_readings r ON r.conversation = t.id AND r.profile = {}
WHERE {reached} AND (c.ended_at IS NULL OR t.id IS NOT NULL)
ORDER BY c.ended_at IS NOT NULL, t.written_at IS NULL, t.written_at DESC, c.created_at, c.id
"""


class Listed(NamedTuple):
    """Shape: by, by_name, words and what follows are of the last message, None where there is none;
    unread_count without the reader's own.
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


async def of(*, by: Actor) -> list[Listed]:
    """The newest first, then those in which nothing was written yet, then what is over."""
    reached = reach.conversations(by)
    sql = _OF.replace("{reached}", reached.sql)
    rows = await database.rows(sql, *[by.profile_id] * 3, *reached.values)
    return [Listed(*row) for row in rows]

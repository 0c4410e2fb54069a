"""The thread: messages of a conversation, page by page, and what has changed. Rule: C5."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.errors import found

PAGE_ROWS = 50
CAUGHT_UP_MOST = 200
"""So many at once of those that a page has missed; it asks again for the rest."""
_COLUMNS = """
SELECT m.id, m.number, m.change, m."by", p.name, m.side, m.words, m.created_at, m.edited_at,
  m.removed_at, q.id, q.number, o.name, substr(q.words, 1, 160)
FROM messages m JOIN profiles p ON p.id = m."by"
LEFT JOIN messages q ON q.id = m.quotes LEFT JOIN profiles o ON o.id = q."by"
"""
_BEFORE = f"""
{_COLUMNS} WHERE m.conversation = {{}} AND m.number < {{}} ORDER BY m.number DESC LIMIT {{}}
"""
_CHANGED = f"""
{_COLUMNS} WHERE m.conversation = {{}} AND m.change > {{}} ORDER BY m.change, m.id LIMIT {{}}
"""
_ONE = f"{_COLUMNS} WHERE m.conversation = {{}} AND m.id = {{}}"
_WRITTEN_AT = "SELECT created_at FROM messages WHERE conversation = {} AND number = {}"
_NEWEST = 2_147_483_647


class Line(NamedTuple):
    """A message with who wrote it. Shape: words are empty once it was removed; what follows
    removed_at is of the message that it quotes, with its first words.
    """

    id: Id
    number: int
    change: int
    by: Id
    by_name: str
    side: str
    words: str
    created_at: datetime
    edited_at: datetime | None
    removed_at: datetime | None
    quotes: Id | None
    quoted_number: int | None
    quoted_name: str | None
    quoted_words: str | None


async def page(conversation: Id, before: int | None = None, limit: int = PAGE_ROWS) -> list[Line]:
    """The newest of those before a place, in the order in which they were written."""
    rows = await database.rows(_BEFORE, conversation, before or _NEWEST, limit)
    return [Line(*row) for row in reversed(rows)]


async def changed(conversation: Id, after: int, limit: int = CAUGHT_UP_MOST) -> list[Line]:
    """What came or changed after that, the earliest changes first."""
    return [Line(*row) for row in await database.rows(_CHANGED, conversation, after, limit)]


async def line(conversation: Id, message: Id) -> Line:
    """Errors: NotFound."""
    return Line(*found(await database.row(_ONE, conversation, message)))


async def written_at(conversation: Id, number: int) -> datetime | None:
    """None where there is no message in that place."""
    row = await database.row(_WRITTEN_AT, conversation, number)
    return row[0] if row else None

"""Search: messages in which words stand, in one conversation or in all that somebody reads.

Rule: C5. The database keeps the words of each message by itself (migrations/message_words/).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.conversations.terms import Term
from domain.profiles.actor import Actor, Guardian, Staff
from domain.reach import Clause

FOUND_MOST = 30
NEWEST_LOOKED_AT = 2000
_FOUND = """
SELECT m.id, m.conversation, m.number, coalesce(f.name, ''), coalesce(v.name, ''), m."by", p.name,
  m.words, m.created_at
FROM ({matching}) m JOIN profiles p ON p.id = m."by"
LEFT JOIN connections c ON c.id = m.conversation
LEFT JOIN families f ON f.id = c.family LEFT JOIN providers v ON v.id = c.provider
ORDER BY m.place DESC, m.number DESC, m.id DESC
"""
# The index says whose a message is, and gives the newest first.
_SQLITE = """
SELECT m.*, w.rowid AS place FROM message_words({}) w
CROSS JOIN message_words_of o ON o.id = w.rowid CROSS JOIN messages m ON m.id = o.message
LEFT JOIN connections c ON c.id = m.conversation
WHERE {reached} AND {narrowed} ORDER BY w.rowid DESC LIMIT {}
"""
_BEFORE_IN_SQLITE = "w.rowid < (SELECT b.id FROM message_words_of b WHERE b.message = {})"
# OFFSET keeps it from reading all that was ever written in its order, where nothing is found.
_POSTGRES = """
SELECT m.*, m.created_at AS place FROM (
  SELECT m.* FROM (SELECT m.* FROM messages m WHERE {narrowed} {newest}) m
  LEFT JOIN connections c ON c.id = m.conversation
  WHERE m.terms @@ CAST(CAST({} AS TEXT) AS tsquery) AND {reached} OFFSET 0) m
ORDER BY m.created_at DESC, m.number DESC, m.id DESC LIMIT {}
"""
_BEFORE_IN_POSTGRES = """
(m.created_at, m.number, m.id) < (SELECT b.created_at, b.number, b.id
  FROM messages b WHERE b.id = {})
"""
_NEWEST = f"ORDER BY m.created_at DESC, m.number DESC, m.id DESC LIMIT {NEWEST_LOOKED_AT}"
_NEWEST_OF_ONE = f"ORDER BY m.number DESC LIMIT {NEWEST_LOOKED_AT}"
_AGAIN = (
    "DELETE FROM message_words_of",
    "INSERT INTO message_words_of (message)"
    " SELECT id FROM messages ORDER BY created_at, number, id",
    "INSERT INTO message_words (message_words) VALUES ('rebuild')",
)


class Asked(NamedTuple):
    """What is looked for, by whom. Shape: one term at least; within is a conversation that by has
    reached; before the last message of those that were found before.
    """

    terms: Sequence[Term]
    by: Actor
    within: Id | None = None
    before: Id | None = None
    most: int = FOUND_MOST


class Found(NamedTuple):
    """A message with who wrote it where. Shape: names are empty for who talks to the support."""

    id: Id
    conversation: Id
    number: int
    family_name: str
    provider_name: str
    by: Id
    by_name: str
    words: str
    written_at: datetime


async def found(asked: Asked) -> list[Found]:
    """The newest first."""
    if database.dialect() == "sqlite":
        return await _in_sqlite(asked)
    # What stands often is among the newest; all of it would have to be read to be put in order.
    newest = await _in_postgres(asked, _NEWEST_OF_ONE if asked.within else _NEWEST)
    return newest if len(newest) == asked.most else await _in_postgres(asked)


async def renew() -> None:
    """Reads the words of all messages again, after they were written while triggers rested."""
    if database.dialect() == "sqlite":
        for sql in _AGAIN:
            await database.rows(sql)


async def _in_sqlite(asked: Asked) -> list[Found]:
    """Source: https://www.sqlite.org/fts5.html#full_text_query_syntax."""
    any_of = [_any(term, whole='"{}"', beginning='"{}" *', either=" OR ") for term in asked.terms]
    whose = asked.within or _whose(asked.by)
    match = " AND ".join(
        [*([f'whose : "{whose.hex}"'] if whose else []), *(f"words : ({each})" for each in any_of)]
    )
    reached, narrowed = _reached(asked), _narrowed(asked, _BEFORE_IN_SQLITE)
    sql = _SQLITE.replace("{reached}", reached.sql).replace("{narrowed}", narrowed.sql)
    return await _rows(sql, match, *reached.values, *narrowed.values, asked.most)


async def _in_postgres(asked: Asked, newest: str = "") -> list[Found]:
    """Source: https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    any_of = [_any(term, whole="'{}'", beginning="'{}':*", either=" | ") for term in asked.terms]
    query = " & ".join(f"({each})" for each in any_of)
    reached, narrowed = _reached(asked), _narrowed(asked, _BEFORE_IN_POSTGRES)
    sql = _POSTGRES.replace("{reached}", reached.sql).replace("{narrowed}", narrowed.sql)
    sql = sql.replace("{newest}", newest)
    return await _rows(sql, *narrowed.values, query, *reached.values, asked.most)


async def _rows(matching: str, *values: object) -> list[Found]:
    sql = _FOUND.replace("{matching}", matching)
    return [Found(*row) for row in await database.rows(sql, *values)]


def _any(term: Term, *, whole: str, beginning: str, either: str) -> str:
    beginnings = [beginning.format(each) for each in sorted(term.beginnings)]
    return either.join([*beginnings, *(whole.format(each) for each in sorted(term.forms))])


def _whose(by: Actor) -> Id | None:
    """A child belongs to any number of families, which are few: none is named."""
    if isinstance(by, Guardian):
        return by.family_id
    return by.provider_id if isinstance(by, Staff) else None


def _reached(asked: Asked) -> Clause:
    return Clause("TRUE", []) if asked.within else reach.conversations(asked.by)


def _narrowed(asked: Asked, before: str) -> Clause:
    known = (("m.conversation = {}", asked.within), (before, asked.before))
    said = [(sql, value) for sql, value in known if value]
    return Clause(" AND ".join(sql for sql, _ in said) or "TRUE", [value for _, value in said])

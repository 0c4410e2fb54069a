"""A lease: work of the outbox that one worker has in hand. Rule: N2.

`due_at` is also the lease: claiming a row moves it ahead, so that what a killed worker held comes
back by itself.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID as Id

import msgspec

from domain import clock, database
from domain.outbox import IS_PENDING

LEASE = timedelta(seconds=30)


_COLUMNS = "id, kind, payload, useful_until, attempts"
_CLAIM = {
    "sqlite": f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts + 1 WHERE id IN (
  SELECT id FROM outbox WHERE {IS_PENDING} AND due_at <= {{}} AND kind KINDS
  ORDER BY due_at LIMIT {{}})
RETURNING {_COLUMNS}
""",
    "postgres": f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts + 1 WHERE id = ANY(ARRAY(
  SELECT id FROM outbox WHERE {IS_PENDING} AND due_at <= {{}} AND kind KINDS
  ORDER BY due_at LIMIT {{}} FOR UPDATE SKIP LOCKED))
RETURNING {_COLUMNS}
""",
}
_FINISH = f"UPDATE outbox SET done_at = {{}} WHERE id = {{}} AND {IS_PENDING} RETURNING id"
_POSTPONE = f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts - {{}}, last_error = {{}}
WHERE id = {{}} AND {IS_PENDING}
"""
_BURY = "UPDATE outbox SET dead_at = {}, last_error = {} WHERE id = {} AND done_at IS NULL"


class Work(NamedTuple):
    """One claimed row."""

    id: Id
    kind: str
    payload: dict[str, Any]
    useful_until: datetime | None
    attempts: int


async def claim(
    limit: int, now: datetime, *, only: Sequence[str] = (), but: Sequence[str] = ()
) -> list[Work]:
    """Takes what is due at a moment, for the length of a lease; two workers never get the same row.

    Shape: of these kinds only, or of all but these.
    """
    kinds, which = only or but, "IS NOT NULL"
    if kinds:
        which = f"{'IN' if only else 'NOT IN'} ({database.marks(kinds)})"
    sql = _CLAIM[database.dialect()].replace("KINDS", which)
    rows = await database.rows(sql, now + LEASE, now, *kinds, limit)
    return [
        Work(id, kind, msgspec.json.decode(payload), useful_until, attempts)
        for id, kind, payload, useful_until, attempts in rows
    ]


async def finish(work: Id) -> bool:
    """Marks it done; False when somebody else had."""
    return bool(await database.rows(_FINISH, clock.now(), work))


async def postpone(work: Id, until: datetime, error: str, counts: bool = True) -> None:
    """Shape: an attempt that does not count is as if it had not been made."""
    await database.rows(_POSTPONE, until, 0 if counts else 1, error[:500], work)


async def bury(work: Id, error: str) -> None:
    """Gives it up, kept for a look at what went wrong."""
    await database.rows(_BURY, clock.now(), error[:500], work)

"""The outbox: work that a change leaves to the workers, written in the change's transaction.

Rule: N2. `due_at` is also the lease: claiming a row moves it ahead, so that what a killed worker
held comes back by itself. Nothing else in Lernfaden is a durable queue; a broker only wakes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID as Id
from uuid import uuid4

import msgspec
from piccolo.columns import UUID, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database

LEASE = timedelta(seconds=30)
KEPT = timedelta(days=7)

_PENDING = "done_at IS NULL AND dead_at IS NULL"
_COLUMNS = "id, kind, payload, useful_until, attempts"
_INTO = "outbox (id, kind, payload, due_at, useful_until, attempts, last_error, dedupe)"
_ONCE = "ON CONFLICT (dedupe) DO NOTHING"
_CLAIM = {
    "sqlite": f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts + 1 WHERE id IN (
  SELECT id FROM outbox WHERE {_PENDING} AND due_at <= {{}} ORDER BY due_at LIMIT {{}})
RETURNING {_COLUMNS}
""",
    "postgres": f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts + 1 WHERE id = ANY(ARRAY(
  SELECT id FROM outbox WHERE {_PENDING} AND due_at <= {{}} ORDER BY due_at LIMIT {{}}
  FOR UPDATE SKIP LOCKED))
RETURNING {_COLUMNS}
""",
}
_FINISH = f"UPDATE outbox SET done_at = {{}} WHERE id = {{}} AND {_PENDING} RETURNING id"
_POSTPONE = f"""
UPDATE outbox SET due_at = {{}}, attempts = attempts - {{}}, last_error = {{}}
WHERE id = {{}} AND {_PENDING}
"""
_BURY = "UPDATE outbox SET dead_at = {}, last_error = {} WHERE id = {} AND done_at IS NULL"
# Byte by byte, for a database's own order of texts may pass over signs.
_STARTS = {
    "sqlite": "(dedupe >= {} AND dedupe < {})",
    "postgres": "(dedupe ~>=~ {} AND dedupe ~<~ {})",
}
_PURGE = "DELETE FROM outbox WHERE done_at < {} OR dead_at < {}"
_WAITING = f"""
SELECT count(*), min(due_at) AS "oldest [TIMESTAMPTZ]" FROM outbox
WHERE {_PENDING} AND due_at <= {{}}
"""


class Outbox(Table, tablename="outbox"):
    """Shape: payload is a JSON object of ids; dedupe makes "never twice" hold for its text."""

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(40)
    payload = Text(default="{}")
    due_at = Timestamptz()
    useful_until = Timestamptz(null=True, default=None)
    attempts = SmallInt(default=0)
    done_at = Timestamptz(null=True, default=None)
    dead_at = Timestamptz(null=True, default=None)
    last_error = Text(default="")
    dedupe = Varchar(160, null=True, default=None, unique=True)


class Work(NamedTuple):
    """One claimed row."""

    id: Id
    kind: str
    payload: dict[str, Any]
    useful_until: datetime | None
    attempts: int


class _New(NamedTuple):
    """A row to be written."""

    id: Id
    kind: str
    payload: str
    due_at: datetime
    useful_until: datetime | None
    attempts: int
    last_error: str
    dedupe: str | None


class _Nudge:
    """What wakes the workers after a commit; set at start-up."""

    wake: Callable[[], None] | None = None


def on_new_work(wake: Callable[[], None] | None) -> None:
    """Names the callable that wakes the workers; called from any thread, must not block."""
    _Nudge.wake = wake


def nudge() -> None:
    if _Nudge.wake is not None:
        _Nudge.wake()


async def put(
    kind: str,
    payload: dict[str, Any],
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    dedupe: str | None = None,
) -> None:
    """Leaves one piece of work; the same dedupe text is written once as long as its row is kept.

    Choice: a transaction's rows are written together, right before COMMIT.
    """
    now = clock.now()
    encoded = msgspec.json.encode(payload).decode()
    new = _New(uuid4(), kind, encoded, due_at or now, useful_until, 0, "", dedupe)
    async with database.transaction():
        database.collect(_PUT, new)
        if new.due_at <= now:
            database.after_commit(nudge)


async def claim(limit: int) -> list[Work]:
    """Takes what is due for the length of a lease; two workers never get the same row."""
    now = clock.now()
    rows = await database.rows(_CLAIM[database.dialect()], now + LEASE, now, limit)
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


async def withdraw(*prefixes: str) -> None:
    """Deletes what is not done yet and whose dedupe text starts with one of these.

    Errors: RuntimeError outside of a transaction.
    """
    if not prefixes:
        return
    waiting = database.collected(_PUT)
    waiting[:] = [new for new in waiting if not (new.dedupe or "").startswith(prefixes)]
    starts = " OR ".join([_STARTS[database.dialect()]] * len(prefixes))
    ends = (text for prefix in prefixes for text in (prefix, prefix + "\x7f"))
    await database.rows(f"DELETE FROM outbox WHERE ({starts}) AND {_PENDING}", *ends)


async def purge() -> None:
    """Deletes what ended more than a week ago."""
    before = clock.now() - KEPT
    await database.rows(_PURGE, before, before)


async def overdue() -> tuple[int, datetime | None]:
    """How many rows are due, and since when the oldest."""
    row = await database.row(_WAITING, clock.now())
    return (row[0], row[1]) if row else (0, None)


async def _write(rows: list[_New]) -> None:
    await database.insert(_INTO, rows, _ONCE)


_PUT = database.Step(rank=30, take=_write)

"""The outbox: work that a change leaves to the workers, written in the change's transaction.

Rule: N2. Nothing else in Lernfaden is a durable queue; a broker only wakes. Who works takes a lease
(domain/lease.py).
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID as Id
from uuid import uuid4

import msgspec
from piccolo.columns import UUID, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, nudge

KEPT = timedelta(days=7)

IS_PENDING = "done_at IS NULL AND dead_at IS NULL"
_INTO = "outbox (id, kind, payload, due_at, useful_until, attempts, last_error, dedupe)"
_ONCE = "ON CONFLICT (dedupe) DO NOTHING"
# Byte by byte, for a database's own order of texts may pass over signs.
_STARTS = {
    "sqlite": "(dedupe >= {} AND dedupe < {})",
    "postgres": "(dedupe ~>=~ {} AND dedupe ~<~ {})",
}
_PURGE = "DELETE FROM outbox WHERE done_at < {} OR dead_at < {}"
_WAITING = f"""
SELECT count(*), min(due_at) AS "oldest [TIMESTAMPTZ]" FROM outbox
WHERE {IS_PENDING} AND due_at <= {{}} AND kind <> {{}}
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
            database.after_commit(nudge.give)


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
    await database.rows(f"DELETE FROM outbox WHERE ({starts}) AND {IS_PENDING}", *ends)


async def purge() -> None:
    """Deletes what ended more than a week ago."""
    before = clock.now() - KEPT
    await database.rows(_PURGE, before, before)


async def overdue(but: str = "") -> tuple[int, datetime | None]:
    """How many rows are due, of all kinds but one, and since when the oldest."""
    row = await database.row(_WAITING, clock.now(), but)
    return (row[0], row[1]) if row else (0, None)


async def _write(rows: list[_New]) -> None:
    await database.insert(_INTO, rows, _ONCE)


_PUT = database.Step(rank=30, take=_write)

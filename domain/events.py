"""Events: facts, written in the transaction of what they tell and never changed.

Rule: N2 S1. They are the history that people see and the source of every notification. A
transaction's facts are written together right before COMMIT; who is told of them is decided
once for all of them (notifications/telling.py).
"""

from datetime import datetime
from typing import Any
from uuid import UUID as Id

import msgspec
from piccolo.columns import UUID, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import database, topics
from domain.facts import Fact
from domain.notifications import telling

_INTO = """
events (id, kind, session, proposal, connection, family, provider, "by", why, particulars,
  happened_at)
"""
_OF_SESSION = """
SELECT e.kind, e.happened_at, e.why, p.name, p.kind FROM events e
LEFT JOIN profiles p ON p.id = e."by"
WHERE e.session = {} AND e.kind <> 'session.reminded' ORDER BY e.happened_at, e.kind, e.id
"""


class Event(Table, tablename="events"):
    """Shape: `particulars` is a JSON object with the names and times as they were then.

    Choice: the ids are no foreign keys, for a fact outlives what it tells of (A13).
    """

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(40)
    session = UUID(null=True, default=None)
    proposal = UUID(null=True, default=None)
    connection = UUID(null=True, default=None)
    family = UUID(null=True, default=None)
    provider = UUID(null=True, default=None)
    by = UUID(null=True, default=None)
    why = Text(default="")
    particulars = Text(default="{}")
    happened_at = Timestamptz()


def record(fact: Fact) -> Id:
    """Says within a transaction what happened; returns the id that its event will have.

    Errors: RuntimeError outside of a transaction; KeyError for a kind that no registry has. An
    id that an event has already is a Violation at COMMIT, so what came twice is stored once.
    """
    telling.must_be_known(fact.kind)
    database.collect(_RECORDED, fact)
    return fact.id


async def is_recorded(event: Id) -> bool:
    """Whether a fact with this id is stored, for keys that come from forms and workers."""
    return await database.row("SELECT 1 FROM events WHERE id = {}", event) is not None


async def of_session(session: Id) -> list[tuple[str, datetime, str, str | None, str | None]]:
    """The history of one session: kind, when, why, and the name and kind of who did it."""
    rows: list[Any] = await database.rows(_OF_SESSION, session)
    return rows


async def _write(facts: list[Fact]) -> None:
    await database.insert(_INTO, [_row(fact) for fact in facts])
    topics.touch(*(topic for fact in facts for topic in fact.topics))
    await telling.tell(facts)


def _row(fact: Fact) -> tuple[object, ...]:
    subject = fact.subject
    return (
        fact.id,
        fact.kind,
        subject.session,
        subject.proposal,
        subject.connection,
        subject.family,
        subject.provider,
        fact.by,
        fact.why,
        msgspec.json.encode(fact.particulars).decode(),
        fact.happened_at,
    )


_RECORDED = database.Step(rank=10, take=_write)

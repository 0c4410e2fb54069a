"""Events: facts, written in the transaction of what they tell and never changed.

Rule: N2 S1. They are the history that people see and the source of every notification.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID as Id
from uuid import uuid4

import msgspec
from piccolo.columns import UUID, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.notifications import delivery

_RECORD = """
INSERT INTO events (id, kind, session, connection, family, provider, "by", why, particulars,
  happened_at)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})
"""
_OF_SESSION = """
SELECT e.kind, e.happened_at, e.why, p.name, p.kind FROM events e
LEFT JOIN profiles p ON p.id = e."by"
WHERE e.session = {} AND e.kind <> 'session.reminded' ORDER BY e.happened_at, e.kind
"""


class Event(Table, tablename="events"):
    """Shape: `particulars` is a JSON object with the names and times as they were then.

    Choice: the ids are no foreign keys, for a fact outlives what it tells of (A13).
    """

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(40)
    session = UUID(null=True, default=None, index=True)
    connection = UUID(null=True, default=None, index=True)
    family = UUID(null=True, default=None)
    provider = UUID(null=True, default=None)
    by = UUID(null=True, default=None)
    why = Text(default="")
    particulars = Text(default="{}")
    happened_at = Timestamptz()


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about, and so who can be concerned."""

    connection: Id | None = None
    family: Id | None = None
    provider: Id | None = None
    educator: Id | None = None
    child: Id | None = None
    session: Id | None = None


async def record(
    kind: str,
    *,
    by: Id | None,
    subject: Subject,
    why: str = "",
    particulars: dict[str, Any] | None = None,
    only_to: Id | None = None,
    useful_until: datetime | None = None,
    key: Id | None = None,
) -> Id:
    """Writes the fact, and in the same transaction who is told of it and by which way.

    Shape: kind is area.past_participle; only_to narrows those told to one profile; a key
    from a form makes sending it twice a Violation.
    """
    event = key or uuid4()
    async with database.transaction():
        await database.rows(
            _RECORD,
            event,
            kind,
            subject.session,
            subject.connection,
            subject.family,
            subject.provider,
            by,
            why,
            msgspec.json.encode(particulars or {}).decode(),
            clock.now(),
        )
        await raise_revisions(subject)
        await delivery.tell(event, kind, subject, subject.session, by, only_to, useful_until)
    return event


async def of_session(session: Id) -> list[tuple[str, datetime, str, str | None, str | None]]:
    """The history of one session: kind, when, why, and the name and kind of who did it."""
    return await database.rows(_OF_SESSION, session)


async def raise_revisions(subject: Subject) -> None:
    """Says that pages of both sides are out of date, and makes changes to one subject queue.

    Choice: always a session, then the family, the provider, the profiles told and the packages,
    so that two changes at once cannot wait in a circle; who locks a package comes here first.
    """
    for table, row in (("families", subject.family), ("providers", subject.provider)):
        if row is not None:
            await database.rows(f"UPDATE {table} SET revision = revision + 1 WHERE id = {{}}", row)

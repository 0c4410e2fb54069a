"""Announcing: the other side hears of new documents, several at once in one piece. Rule: D4 N1."""

from datetime import timedelta
from uuid import UUID as Id

from domain import clock, database, events, outbox
from domain.documents import document
from domain.facts import Fact

KIND = "document_telling"
TOGETHER = timedelta(seconds=20)
"""Who goes on within this is told of with what came before."""
LONGEST = timedelta(minutes=3)
"""Nobody waits longer to hear of it."""
_UNTOLD = """
SELECT min(stored_at) AS "first [TIMESTAMPTZ]", max(stored_at) AS "last [TIMESTAMPTZ]"
FROM documents
WHERE connection = {} AND "by" = {} AND told_at IS NULL AND stored_at IS NOT NULL
"""
_TELL = """
UPDATE documents SET told_at = {}
WHERE connection = {} AND "by" = {} AND told_at IS NULL AND stored_at IS NOT NULL
RETURNING name, removed_at, side
"""
_NAMES = """
SELECT c.family, c.provider, p.kind, v.name, f.name, p.name FROM connections c
JOIN providers v ON v.id = c.provider JOIN families f ON f.id = c.family
JOIN profiles p ON p.id = {} WHERE c.id = {}
"""


async def plan(connection: Id, *, by: Id) -> None:
    """Within the transaction of a new document."""
    about = {"connection": str(connection), "by": str(by)}
    await outbox.put(KIND, about, due_at=clock.now() + TOGETHER)


async def announce(connection: Id, by: Id) -> None:
    """Tells of what is new and still there, unless more of it has just come.

    Shape: whatever came last has planned an announcement of its own.
    """
    now = clock.now()
    first, last = (await database.rows(_UNTOLD, connection, by))[0]
    if first is None or (last > now - TOGETHER and first > now - LONGEST):
        return
    async with database.transaction():
        told = await database.rows(_TELL, now, connection, by)
        there = [(name, side) for name, removed_at, side in told if removed_at is None]
        if there:
            await _record(connection, by, sorted(there))


async def _record(connection: Id, by: Id, there: list[tuple[str, str]]) -> None:
    ((family, provider, whose, *names),) = await database.rows(_NAMES, by, connection)
    provider_name, family_name, who = names
    subject = document.subject(connection, family, provider)
    particulars = {
        "count": len(there),
        "name": there[0][0],
        "side": there[0][1],
        "provider": provider_name,
        "family": family_name,
        "who": who,
    }
    events.record(Fact(_kind(there[0][1], whose), by, subject, clock.now(), "", particulars))


def _kind(side: str, whose: str) -> str:
    if whose == "child":
        return "document.shared"
    return f"document.shared_by_{side}"

"""Next: time of an educator that became free is offered to who waits for an earlier one. Rule: S17.

Choice: what a family gave up, and what nobody answered. What its educator cancelled, moved away
from or declined is offered to nobody unless they say so, for most likely they cannot; an absence
that they took back is. Longer hours are there for everybody to see.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock, database, outbox
from domain.sessions import undo_window
from domain.sessions.change import Change
from domain.sessions.session import Session

Freed = tuple[datetime, datetime]
"""From when to when."""

_WAITED_FOR = """
SELECT DISTINCT s.educator FROM sooner_waits w JOIN sessions s ON s.id = w.session
WHERE w.ended_at IS NULL AND s.educator IN ({educators}) AND s.state = 'confirmed'
  AND s.starts_at > {{}}
"""
_OFFERED = """
SELECT DISTINCT educator FROM proposals
WHERE educator IN ({educators}) AND is_sooner AND answered_at IS NULL
"""


async def plan(change: Change) -> None:
    """Within the transaction that gave it up, or did not take what was offered."""
    for session in change.sessions:
        if _is_free(session, change):
            free(session.educator, (session.starts_at, session.ends_at))


def free(educator: UUID, freed: Freed) -> None:
    """Says within a transaction what is free from then on."""
    database.collect(_FREED, (educator, freed))


async def check(change: Change) -> None:
    """What was offered to several ends for the others, once it cannot be taken back any more."""
    educators = {session.educator for session in change.sessions}
    sql = _OFFERED.format(educators=database.marks(educators))
    for (educator,) in await database.rows(sql, *educators):
        await _put(educator, [], undo_window.ends_at(change.at))


def spans(payload: Mapping[str, Any]) -> list[Freed]:
    """What became free, as a worker finds it."""
    moments = [[datetime.fromisoformat(at) for at in span] for span in payload["freed"]]
    return [(begin, end) for begin, end in moments]


def _is_free(session: Session, change: Change) -> bool:
    # A group keeps its time, and of what waits only this has any.
    if session.group_date is not None or session.ends_at <= change.at:
        return False
    was_kept = session.notice_hours is not None or session.asking == "request"
    frees = change.by != session.educator if change.frees is None else change.frees
    return frees and (was_kept or session.is_sooner)


async def _leave(freed: Sequence[tuple[UUID, Freed]]) -> None:
    """To a worker, where anybody waits; of all that a transaction frees the earliest first."""
    now, educators = clock.now(), {educator for educator, _ in freed}
    sql = _WAITED_FOR.format(educators=database.marks(educators))
    for (educator,) in await database.rows(sql, *educators, now):
        await _put(educator, sorted(span for whose, span in freed if whose == educator), now)


async def _put(educator: UUID, freed: Sequence[Freed], due_at: datetime) -> None:
    about = {
        "educator": str(educator),
        "freed": [[begin.isoformat(), end.isoformat()] for begin, end in freed],
    }
    await outbox.put("sooner", about, due_at=due_at)


_FREED = database.Step(rank=20, take=_leave)

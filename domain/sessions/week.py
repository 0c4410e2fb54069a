"""An educator's week, and what waits for an educator's answer there."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.sessions.asked import LONGEST
from domain.sessions.attendance import CORRECTABLE, MISSED_FROM

_COLUMNS = "s.id, s.state, s.starts_at, s.ends_at, s.service_name, l.name, f.name"
_JOINS = "JOIN profiles l ON l.id = s.learner JOIN families f ON f.id = s.family"
_WEEK = f"""
SELECT {_COLUMNS}, '', o.asked FROM sessions s {_JOINS} JOIN proposals o ON o.id = s.proposal
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at < {{}} AND s.ends_at > {{}}
  AND s.state <> 'declined'
ORDER BY s.starts_at, s.ends_at, s.id
"""
_AHEAD = f"""
SELECT {_COLUMNS} FROM sessions s {_JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at < {{}}
  AND s.state IN ('pending', 'confirmed') ORDER BY s.starts_at, s.id
"""
_OBJECTED = f"""
SELECT {_COLUMNS}, o.why FROM sessions s JOIN objections o ON o.session = s.id {_JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.ends_at >= {{}} AND s.state = 'missed'
  AND o.answered_at IS NULL ORDER BY o.created_at, s.id
"""
_REQUESTED = f"""
SELECT {_COLUMNS}, o.message FROM proposals o
JOIN sessions s ON s.proposal = o.id AND s.state = 'pending' {_JOINS}
WHERE o.educator = {{}} AND o.expires_at > {{}} AND o.answered_at IS NULL AND o.asked = 'educator'
ORDER BY o.expires_at, s.starts_at, s.id
"""
_HELD = f"""
SELECT {_COLUMNS} FROM sessions s {_JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at <= {{}} AND s.state = 'confirmed'
ORDER BY s.starts_at, s.id
"""


class Taught(NamedTuple):
    """A session as its educator's week shows it. Shape: asked is whose answer it waits, or waited,
    for; why what was said of it.
    """

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    family: str
    why: str = ""
    asked: str = ""


async def taught_between(educator: UUID, start: datetime, end: datetime) -> list[Taught]:
    """Shape: what began before and goes on into that time too; by start."""
    # The start bounds the index.
    return _taught(await database.rows(_WEEK, educator, start - LONGEST, end, start))


async def ahead(educator: UUID, now: datetime, until: datetime) -> list[Taught]:
    """What takes the educator's time from now on, or may come to. Shape: by start."""
    return _taught(await database.rows(_AHEAD, educator, now - LONGEST, until))


async def requested(educator: UUID, now: datetime) -> list[Taught]:
    """What families ask for and nobody answered yet, the most urgent first. Rule: S5."""
    return _taught(await database.rows(_REQUESTED, educator, now))


async def objected(educator: UUID, now: datetime) -> list[Taught]:
    """Absences that a family objects to and nobody answered, while they can be corrected.

    Rule: S11.
    """
    # The start bounds the index; no service is longer than twelve hours.
    since = now - CORRECTABLE
    return _taught(await database.rows(_OBJECTED, educator, since - CORRECTABLE, since))


async def running_or_just_over(educator: UUID, now: datetime) -> list[Taught]:
    """Confirmed sessions that could be marked missed now. Rule: S11."""
    rows = await database.rows(_HELD, educator, now - CORRECTABLE, now - MISSED_FROM)
    return _taught(rows)


def _taught(rows: Sequence[Sequence[object]]) -> list[Taught]:
    return [Taught(*row) for row in rows]  # type: ignore[arg-type]

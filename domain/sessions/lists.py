"""The lists of sessions: what is to come, what is over, an educator's week and what is to do.

Upcoming is what ends today or later and was not declined; past is all the rest, so that every
session is in one of the two. Each list is one query on an index of whoever asks.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.sessions.attendance import CORRECTABLE, MISSED_FROM

LIST_MOST = 300
PAGE_ROWS = 30

_COLUMNS = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, s.credits, s.place, s.message,
  s.notice_hours, s.expires_at, c.name, c.colour, p.name
FROM sessions s JOIN profiles c ON c.id = s.child
JOIN educators e ON e.id = s.educator JOIN profiles p ON p.id = e.profile
"""
_ONE = f"{_COLUMNS} WHERE s.id = {{}}"
_OF_FAMILY = "s.family = {}"
_OF_CHILD = "s.child = {}"
_OF_CHILD_IN_FAMILY = "s.child = {} AND s.family = {}"
_OF_EDUCATOR = "s.educator = {}"
_IS_COMING = "s.ends_at >= {} AND s.state <> 'declined'"
_IS_OVER = "(s.ends_at < {} OR s.state = 'declined')"
_FRAME = """
SELECT 'child', c.id, c.name, c.created_at, 0, 0, 0, 0
FROM profiles c WHERE c.family = {} AND c.kind = 'child'
UNION ALL
SELECT 'credits', v.id, v.name, n.created_at,
  (SELECT coalesce(sum(k.free_count), 0) FROM packages k WHERE k.connection = n.id),
  (SELECT coalesce(sum(k.held_count), 0) FROM packages k WHERE k.connection = n.id),
  (SELECT coalesce(sum(k.granted_count), 0) FROM packages k WHERE k.connection = n.id),
  (SELECT coalesce(sum(q.credits), 0) FROM sessions q WHERE q.connection = n.id
    AND q.state = 'pending' AND q.expires_at > {})
FROM connections n JOIN providers v ON v.id = n.provider
WHERE n.family = {} AND n.ended_at IS NULL
ORDER BY 1, 4
"""
_DONE = """
SELECT s.starts_at, (SELECT count(*) FROM sessions t
  WHERE t.child = s.child AND t.state = 'completed')
FROM sessions s WHERE s.child = {} AND s.state = 'completed' ORDER BY s.starts_at, s.id LIMIT 1
"""
_WEEK = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, c.name, f.name
FROM sessions s JOIN profiles c ON c.id = s.child JOIN families f ON f.id = s.family
WHERE s.educator = {} AND s.starts_at >= {} AND s.starts_at < {} AND s.state <> 'declined'
ORDER BY s.starts_at, s.ends_at, s.id
"""
_OBJECTED = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, c.name, f.name, o.why
FROM sessions s JOIN objections o ON o.session = s.id
JOIN profiles c ON c.id = s.child JOIN families f ON f.id = s.family
WHERE s.educator = {} AND s.starts_at > {} AND s.ends_at >= {} AND s.state = 'missed'
ORDER BY o.created_at, s.id
"""
_HELD = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, c.name, f.name
FROM sessions s JOIN profiles c ON c.id = s.child JOIN families f ON f.id = s.family
WHERE s.educator = {} AND s.starts_at > {} AND s.starts_at <= {} AND s.state = 'confirmed'
ORDER BY s.starts_at, s.id
"""
_LEARNERS = """
SELECT p.id, p.name, f.id, f.name FROM connections n JOIN families f ON f.id = n.family
JOIN profiles p ON p.family = f.id
WHERE n.provider = {} AND n.ended_at IS NULL AND (p.kind = 'child' OR NOT EXISTS (
  SELECT 1 FROM profiles c WHERE c.family = f.id AND c.kind = 'child'))
ORDER BY lower(f.name), f.id, p.created_at, p.name
"""


class Listed(NamedTuple):
    """A session as a family's list shows it. Units: whole credits, UTC."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    credits: int
    place: str
    message: str
    notice_hours: int | None
    expires_at: datetime
    child: str
    colour: int
    educator: str


class Page(NamedTuple):
    """A page of what is over, newest first. Shape: whether there are newer and older ones."""

    rows: list[Listed]
    has_newer: bool
    has_older: bool


class Credits(NamedTuple):
    """What a family has with one provider. Units: whole credits."""

    provider: UUID
    name: str
    free: int
    held: int
    granted: int
    needed: int

    @property
    def is_low(self) -> bool:
        """Fewer than the sessions to be confirmed need. Rule: K6."""
        return self.free < self.needed


class Frame(NamedTuple):
    """What stands around a family's list. Shape: children as (id, name)."""

    children: list[tuple[UUID, str]]
    credits: list[Credits]


class Taught(NamedTuple):
    """A session as its educator's week shows it."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    child: str
    family: str
    why: str = ""


class Learner(NamedTuple):
    """Whom an educator can propose a session for."""

    id: UUID
    name: str
    family: UUID
    family_name: str


async def upcoming(family: UUID, since: datetime, child: UUID | None = None) -> list[Listed]:
    """What is to come for a family, or for one of its children. Rule: S12.

    Shape: in order of time; since is the start of the reader's day.
    """
    if child is None:
        return await _coming(_OF_FAMILY, [family], since)
    return await _coming(_OF_CHILD_IN_FAMILY, [child, family], since)


async def upcoming_of_child(child: UUID, since: datetime) -> list[Listed]:
    """Rule: A8 S12."""
    return await _coming(_OF_CHILD, [child], since)


async def past(
    family: UUID | None = None,
    *,
    child: UUID | None = None,
    educator: UUID | None = None,
    until: datetime,
    before: tuple[datetime, UUID] | None = None,
    after: tuple[datetime, UUID] | None = None,
) -> Page:
    """What is over for a family, a child or an educator. Rule: S12.

    Shape: until is the start of the reader's day; before and after are places between pages.
    """
    whose = _OF_CHILD if child else _OF_EDUCATOR if educator else _OF_FAMILY
    where, order = f"WHERE {whose} AND {_IS_OVER}", "DESC"
    values: list[object] = [child or educator or family, until]
    place = before or after
    if place:
        where += f" AND (s.starts_at, s.id) {'<' if before else '>'} ({{}}, {{}})"
        order = "DESC" if before else "ASC"
        values += place
    sql = f"{_COLUMNS} {where} ORDER BY s.starts_at {order}, s.id {order} LIMIT {PAGE_ROWS + 1}"
    found = [Listed(*row) for row in await database.rows(sql, *values)]
    rows, has_more = found[:PAGE_ROWS], len(found) > PAGE_ROWS
    if order == "ASC":
        return Page(rows[::-1], has_newer=has_more, has_older=True)
    return Page(rows, has_newer=before is not None, has_older=has_more)


async def has_past(family: UUID, until: datetime) -> bool:
    sql = f"SELECT 1 FROM sessions s WHERE {_OF_FAMILY} AND {_IS_OVER} LIMIT 1"
    return await database.row(sql, family, until) is not None


async def one(session: UUID) -> Listed:
    """A session that was reached, with the names of its people."""
    return Listed(*(await database.rows(_ONE, session))[0])


async def frame(family: UUID) -> Frame:
    """Children and credits of a family, in one query. Rule: S12 K6."""
    found = await database.rows(_FRAME, family, clock.now(), family)
    children = [(row[1], row[2]) for row in found if row[0] == "child"]
    credits = [
        Credits(row[1], row[2], *(int(count) for count in row[4:]))
        for row in found
        if row[0] == "credits"
    ]
    return Frame(children, credits)


async def done(child: UUID) -> tuple[datetime, int] | None:
    """When a child's first session was, and how many were held since."""
    found = await database.row(_DONE, child)
    return (found[0], int(found[1])) if found else None


async def taught_between(educator: UUID, start: datetime, end: datetime) -> list[Taught]:
    return _taught(await database.rows(_WEEK, educator, start, end))


async def objected(educator: UUID, now: datetime) -> list[Taught]:
    """Absences that a family objects to, while they can be corrected. Rule: S11."""
    # The start bounds the index; no service is longer than twelve hours.
    since = now - CORRECTABLE
    return _taught(await database.rows(_OBJECTED, educator, since - CORRECTABLE, since))


async def running_or_just_over(educator: UUID, now: datetime) -> list[Taught]:
    """Confirmed sessions that could be marked missed now. Rule: S11."""
    rows = await database.rows(_HELD, educator, now - CORRECTABLE, now - MISSED_FROM)
    return _taught(rows)


async def learners(provider: UUID) -> list[Learner]:
    """Rule: S2. Shape: by family; in one without children the adult."""
    return [Learner(*row) for row in await database.rows(_LEARNERS, provider)]


async def _coming(whose: str, values: list[object], since: datetime) -> list[Listed]:
    where = f"WHERE {whose} AND {_IS_COMING}"
    sql = f"{_COLUMNS} {where} ORDER BY s.starts_at, s.id LIMIT {LIST_MOST}"
    return [Listed(*row) for row in await database.rows(sql, *values, since)]


def _taught(found: Sequence[Sequence[object]]) -> list[Taught]:
    return [Taught(*row) for row in found]  # type: ignore[arg-type]

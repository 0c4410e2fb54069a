"""What waits for an educator, all of it in one statement."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from domain import database, reach
from domain.busy.fault import Fault
from domain.credits.balance import IS_LOW, LACK, Lack, moments
from domain.profiles.actor import Staff
from domain.sessions import waiting
from domain.sessions.attendance import CORRECTABLE, MISSED_FROM
from domain.sessions.group_free import TAKEN_PLACES
from domain.sessions.group_minimum import ASKED_BEFORE
from domain.sessions.week import COLUMNS, JOINS, Taught

# Requests first, since SQLite takes the kinds of the columns from the first part.
_NOTHING = ", ".join("0" for _ in Lack._fields)
_NOBODY = "'', '', '', '', 0, 0, NULL, ''"
_WAITING = f"""
SELECT 'requested', {COLUMNS}, o.message, o.asked, 0, 0, o.id, o.kind, o.expires_at, {_NOTHING}
FROM sessions s {waiting.JOIN} {JOINS}
WHERE o.educator = {{}} AND o.asked = 'educator' AND {waiting.IS_WAITING}
UNION ALL
SELECT 'wished', {COLUMNS}, w.words, '', 0, 0, NULL, '', w.created_at, {_NOTHING}
FROM wishes w JOIN sessions s ON s.id = w.session {JOINS}
WHERE w.educator = {{}} AND w.answered_at IS NULL AND w.expires_at > {{}}
UNION ALL
SELECT 'objected', {COLUMNS}, o.why, '', 0, 0, NULL, '', o.created_at, {_NOTHING}
FROM sessions s JOIN objections o ON o.session = s.id {JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.ends_at >= {{}} AND s.state = 'missed'
  AND o.answered_at IS NULL
UNION ALL
SELECT 'running', {COLUMNS}, '', '', 0, 0, NULL, '', s.starts_at, {_NOTHING}
FROM sessions s {JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at <= {{}} AND s.state = 'confirmed'
UNION ALL
SELECT 'short', g.id, '', g.starts_at, NULL, g.service_name, '', '', '', '', g.minimum_count,
  {TAKEN_PLACES}, NULL, '', g.call_off_at, {_NOTHING}
FROM group_dates g
WHERE g.educator = {{}} AND g.called_off_at IS NULL AND g.call_off_at > {{}}
  AND g.call_off_at <= {{}} AND g.minimum_count > {TAKEN_PLACES}
UNION ALL
SELECT 'unread', k.id, k.fault, k.read_at, NULL, k.name, {_NOBODY}, NULL, {_NOTHING}
FROM busy_calendars k WHERE k.educator = {{}} AND k.failing_since <= {{}}
UNION ALL
SELECT 'low', f.id, '', NULL, NULL, f.name, {_NOBODY}, NULL, {LACK}
FROM connections c JOIN families f ON f.id = c.family
WHERE {{reached}} AND c.ended_at IS NULL AND {IS_LOW}
ORDER BY 15, 13, 4, 2
"""

FAILING_LONG = timedelta(days=1)
"""So long a calendar elsewhere could not be read before its educator should see to it."""


class Short(NamedTuple):
    """A date of a group for which children are missing. Rule: S18."""

    id: UUID
    service: str
    starts_at: datetime
    call_off_at: datetime
    missing_count: int


class Unread(NamedTuple):
    """A calendar elsewhere that could not be read for long. Rule: S6."""

    id: UUID
    name: str
    fault: Fault
    read_at: datetime | None


class Low(NamedTuple):
    """A family with fewer credits than it needs. Rule: K6."""

    id: UUID
    name: str
    lack: Lack


Named = TypeVar("Named", Low, Unread)


class Todo(NamedTuple):
    """Each by how long it has waited or may wait, calendars and families by their names.

    Rule: S2 S5 S6 S9 S11 S18 K6. Shape: requested are what families ask for and nobody answered
    yet, several times of one proposal following each other; wished what they said in words, as why,
    of sessions that they gave up; short the groups that are decided soon; objected the absences
    objected to, while they can be corrected; running the confirmed sessions that could be marked
    missed now.
    """

    requested: list[Taught]
    wished: list[Taught]
    short: list[Short]
    objected: list[Taught]
    running: list[Taught]
    low: list[Low]
    unread: list[Unread]


async def of(by: Staff, now: datetime) -> Todo:
    """One statement. Rule: B5."""
    # The start bounds the index; no service is longer than twelve hours.
    educator, since, reached = by.profile_id, now - CORRECTABLE, reach.connections(by)
    objected, running = (since - CORRECTABLE, since), (since, now - MISSED_FROM)
    values = (educator, now) * 2 + (educator, *objected, educator, *running)
    more = (educator, now, now + ASKED_BEFORE, educator, now - FAILING_LONG)
    low = (*moments(now), *reached.values, *moments(now, IS_LOW))
    sql = _WAITING.replace("{reached}", reached.sql)
    found: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in Todo._fields}
    for kind, *row in await database.rows(sql, *values, *more, *low):
        found[kind].append(tuple(row))
    return Todo(
        requested=_taught(found["requested"]),
        wished=_taught(found["wished"]),
        short=[Short(row[0], row[4], row[2], row[13], row[9] - row[10]) for row in found["short"]],
        objected=_taught(found["objected"]),
        running=_taught(found["running"]),
        low=_by_name(Low(row[0], row[4], Lack(*map(int, row[14:]))) for row in found["low"]),
        unread=_by_name(Unread(row[0], row[4], Fault(row[1]), row[2]) for row in found["unread"]),
    )


def _taught(rows: Sequence[tuple[Any, ...]]) -> list[Taught]:
    return [Taught(*row[:13]) for row in rows]


def _by_name(named: Iterable[Named]) -> list[Named]:
    return sorted(named, key=lambda each: (each.name.lower(), each.id))

"""Waiting for an earlier time than the one that is agreed, in order. Rule: S17.

Choice: it ends by itself with the session, also where that is moved, by whomever; who was offered a
time and did not take it stays where they stand.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.errors import Forbidden
from domain.profiles.actor import Actor, Guardian
from domain.profiles.profile import Profile
from domain.sessions import history, session_row, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

_END = "UPDATE sooner_waits SET ended_at = {} WHERE session = {} AND ended_at IS NULL RETURNING id"
_STANDS = """
w.ended_at IS NULL AND s.educator = {} AND s.state = 'confirmed' AND s.starts_at > {}
"""
_PROPOSALS = f"""
SELECT s.proposal FROM sooner_waits w JOIN sessions s ON s.id = w.session WHERE {_STANDS}
"""
_WAITING = f"""
SELECT s.id, v.sooner_hours FROM sooner_waits w JOIN sessions s ON s.id = w.session
JOIN providers v ON v.id = s.provider
WHERE {_STANDS} AND NOT EXISTS (
  SELECT 1 FROM sessions n WHERE n.moved_from = s.id AND n.state = 'pending')
ORDER BY w.created_at, w.id
"""
_COUNT = f"""
SELECT count(DISTINCT s.family) FROM sooner_waits w JOIN sessions s ON s.id = w.session
WHERE {_STANDS}
"""
_PASSED = """
SELECT s.moved_from, s.starts_at FROM sessions s JOIN proposals o ON o.id = s.proposal
WHERE s.moved_from IN ({sessions}) AND o.is_sooner
  AND NOT (o.answered_by IS NULL AND o.answered_at < o.expires_at)
"""


class SoonerWait(Table, tablename="sooner_waits"):
    """Shape: ended_at is when the family said so; what ended otherwise is no session to come."""

    id = UUID(primary_key=True, default=UUID4())
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot wait for an earlier time than it; None where it can.

    Choice: a group begins for all of its children at once, and what waits for its answer can be
    answered with other times.
    """
    is_own = isinstance(by, Guardian) and by.family_id == session.family
    if not is_own or session.group_date is not None:
        return Forbidden()
    if session.state != State.CONFIRMED or session.starts_at <= now:
        return state.stands(session)
    return None


async def is_of_use(session: Session) -> bool:
    """Whether anything could be offered: its educator has said when they work. One query."""
    sql = "SELECT 1 FROM weekly_hours WHERE educator = {}"
    return await database.row(sql, session.educator) is not None


async def wait(session: Session, *, by: Guardian) -> None:
    """Stands at the end of the list; who stands there already stays where they are.

    Errors: Forbidden, Stale; nothing is written.
    """
    async with database.transaction():
        now = await session_row.locked(session.id)
        if refused := refusal(now, by=by, now=clock.now()):
            raise refused
        if now.waits_since is not None:
            return
        made = SoonerWait(id=uuid4(), session=session.id, by=by.profile_id, created_at=clock.now())
        await SoonerWait.insert(made)
        history.add("session.sooner_wanted", now, by=by.profile_id)


async def leave(session: Session, *, by: Guardian) -> None:
    """Waits no more; what was offered can still be taken. Errors: Forbidden."""
    if by.family_id != session.family:
        raise Forbidden
    async with database.transaction():
        if await database.rows(_END, clock.now(), session.id):
            history.add("session.sooner_unwanted", session, by=by.profile_id)


async def count_after(session: Session) -> int:
    """How many families wait for an earlier time of its educator, which may be this one."""
    row = await database.row(_COUNT, session.educator, session.starts_at)
    return row[0] if row else 0


async def proposals(educator: Id) -> list[Id]:
    """Of the sessions whose families wait, to be locked before these are read."""
    return [id for (id,) in await database.rows(_PROPOSALS, educator, clock.now())]


async def of_educator(educator: Id) -> list[tuple[Session, int | None]]:
    """Who waits with nothing proposed in its place, in order, and how long each has for an answer.

    Shape: as Provider.sooner_hours.
    """
    hours = dict(await database.rows(_WAITING, educator, clock.now()))
    if not hours:
        return []
    waited_for = await sessions.where(f"s.id IN ({database.marks(hours)})", *hours)
    known = {each.id: each for each in waited_for}
    return [(known[id], length) for id, length in hours.items()]


async def passed(waiting: Collection[Session]) -> set[tuple[Id, datetime]]:
    """What was offered to them before and came to nothing by their doing: session and start.

    Shape: not what somebody else had taken first.
    """
    if not waiting:
        return set()
    ids = [each.id for each in waiting]
    return set(await database.rows(_PASSED.format(sessions=database.marks(ids)), *ids))

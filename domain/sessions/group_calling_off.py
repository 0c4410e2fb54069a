"""Calling a group off: the whole date, at no cost to anybody. Rule: S10 S18."""

from datetime import datetime
from uuid import UUID

from domain import clock, database, outbox, topics
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Staff
from domain.sessions import group, obstacle, state
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

_END = """
UPDATE group_dates SET called_off_at = {} WHERE id = {} AND called_off_at IS NULL RETURNING id
"""
_AT_NO_COST = {"is_free": True, "credits_lost": 0, "by_educator": True}


class GroupBegun(Conflict):
    """It has begun; from then on each child's session is cancelled or missed for itself."""


def refusal(called_off: Group, *, by: Staff, now: datetime) -> Exception | None:
    """Why this profile cannot call it off now; None where it can."""
    if not called_off.is_taught_by(by):
        return Forbidden()
    if called_off.called_off_at is not None:
        return state.Stale(State.CANCELLED)
    return None if called_off.starts_at > now else GroupBegun()


async def call_off(called_off: Group, *, by: Staff, why: str = "") -> None:
    """Errors: Forbidden, Stale, GroupBegun; nothing is written."""
    if refused := refusal(called_off, by=by, now=clock.now()):
        raise refused
    async with database.transaction():
        kinds = ("session.withdrawn", "session.cancelled")
        if not await end(called_off.id, kinds, by=by.profile_id, why=why.strip()):
            raise state.Stale(State.CANCELLED)


async def end(called_off: UUID, kinds: tuple[str, str], *, by: UUID | None, why: str = "") -> bool:
    """Ends the date with all that waits or stands in it; False where it was ended before.

    Shape: kinds are how it is told of what waits, and of what was confirmed. In a transaction.
    """
    # Before any proposal, as every answer does (group_places.queue).
    await database.lock(GroupDate, [called_off])
    now = clock.now()
    if not await database.rows(_END, now, called_off):
        return False
    of_it = await _settled(called_off)
    waiting = [each for each in of_it if each.state == State.PENDING]
    standing = [each for each in of_it if each.state == State.CONFIRMED]
    told_waiting, told_standing = kinds
    if waiting:
        await proposals.end([each.proposal for each in waiting], by=by)
        await state.change(waiting, State.CANCELLED, by=by, kind=told_waiting, why=why)
    if standing:
        until = min(each.starts_at for each in standing)
        await state.change(
            standing,
            State.CANCELLED,
            by=by,
            kind=told_standing,
            why=why,
            useful_until=until,
            particulars=_AT_NO_COST,
        )
    # Who waits for a place of it is told by a worker.
    about = {"group": str(called_off)}
    await outbox.put("group_place", about, dedupe=f"group_place:{called_off}:called_off")
    ended = await group.by_id(called_off)
    await obstacle.refresh_around(ended.starts_at, ended.ends_at, {ended.educator})
    topics.touch(topics.name("session", ended.educator))
    return True


async def _settled(called_off: UUID) -> list[Session]:
    """What is in it, which nobody answers, takes back or cancels any more before it has ended.

    Shape: proposals before sessions, as everybody locks them.
    """
    there = await sessions.of_group(called_off)
    await database.lock(Proposal, {each.proposal for each in there})
    await database.lock(SessionRow, [each.id for each in there])
    return await sessions.of_group(called_off)

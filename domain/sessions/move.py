"""A move: the educator proposes another time for what was agreed, or not yet answered. Rule: S10.

Choice: what the family confirms of it cannot be taken back within seconds, for the time that it
gave up may be somebody else's by then; it is asked before instead (withdrawal.undo refuses).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4, uuid5

from domain import clock, database
from domain.errors import Forbidden, NotFound
from domain.profiles.actor import Actor, Staff
from domain.sessions import (
    aim,
    aim_fault,
    former,
    new_proposal,
    once,
    question,
    series_cancellation,
    state,
    successor,
)
from domain.sessions import session as sessions
from domain.sessions.aim import Move
from domain.sessions.cancellation import TermsChanged
from domain.sessions.proposal import Kind
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from domain.sessions.wall_clock import Span


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot move it now; None where it can.

    Choice: until its end, as with cancelling, and what its family gave up for another time. Of what
    waits only one time is moved: several dates are taken back and proposed anew, and to a request
    the answer is another.
    """
    if not session.is_taught_by(by):
        return Forbidden()
    is_standing = session.state == State.CONFIRMED and session.ends_at > now
    if is_standing or session.wished is not None or _waits_alone(session, now):
        return None
    return state.stands(session)


async def standing(session: Session) -> Session:
    """What is moved: of a move that waits the old time, where that holds still."""
    if session.state == State.PENDING and session.leaves_old and session.moved_from:
        return await sessions.by_id(session.moved_from)
    return session


async def dates(session: Session, scope: Scope, *, by: Actor) -> list[Session]:
    """What a scope moves, in order of time. Rule: S7. Shape: what is past or settled stays."""
    if scope == Scope.THIS:
        return [session]
    parts = await series_cancellation.parts(session, by=by)
    part = next((each for each in parts if each.scope == scope), None)
    return [each for each, _ in part.dates] if part else [session]


async def propose(session: Session, to: Move, *, by: Staff) -> list[Session]:
    """Asks the family about the new time; the same key twice is one move.

    Rule: S10 S7. What waits in its place is replaced by it. Shape: the sessions proposed, in order
    of time. Errors: Forbidden, Stale, TermsChanged, Invalid (starts_on, starts_at, minutes,
    meeting_url, message, old); nothing is written.
    """
    return await once.made(partial(_made, to.key, by), partial(_move, session, to, by))


def _waits_alone(session: Session, now: datetime) -> bool:
    """Whether it is one time that its family was asked about and has not answered."""
    is_one = session.asking == Kind.ONE or (session.is_move and session.series is None)
    return session.is_waiting(now) and is_one and not session.is_request


async def _move(session: Session, to: Move, by: Staff) -> list[Session]:
    if refused := refusal(session, by=by, now=clock.now()):
        raise refused
    moved = await standing(session)
    async with database.transaction():
        return await _propose(moved, session, to, by)


async def _propose(session: Session, asked: Session, to: Move, by: Staff) -> list[Session]:
    """Shape: asked is what waits in its place, where that was moved, or the session itself."""
    chosen = await dates(session, to.scope, by=by)
    if len(chosen) != to.agreed:
        raise TermsChanged
    new = aim.spans(chosen, session, to)
    await _must_be_possible(chosen, new, session, to, by)
    old = await former.settle(chosen, asked, gives_up=to.gives_up, by=by)
    asking, rows = uuid4(), []
    for each, span in zip(old, new, strict=True):
        key = to.key if each.id == session.id else uuid5(to.key, str(each.id))
        rows.append(_row(key, asking, each, span, session, to))
    proposal = await new_proposal.of_educator(rows, Kind.MOVE, to.message, by=by)
    standing = [each.starts_at for each in old if each.state == State.CONFIRMED]
    proposal.expires_at = min([proposal.expires_at, *standing])
    return await question.put(proposal, rows, "session.moved")


async def _must_be_possible(
    chosen: Sequence[Session], new: Sequence[Span], session: Session, to: Move, by: Staff
) -> None:
    """Errors: Invalid."""
    for each in await aim_fault.of(session, to, chosen, new, by=by):
        raise each


def _row(
    key: UUID, asking: UUID, old: Session, span: Span, session: Session, to: Move
) -> SessionRow:
    """Shape: on the terms of the old one; each date keeps its place, unless another was chosen."""
    made = successor.again(old, asking, span[0])
    made.id, made.ends_at, made.time_zone = key, span[1], to.time_zone
    made.moved_from, made.sequence = old.id, old.sequence + 1
    made.series, made.series_day = old.series, old.series_day
    if old.id == session.id or to.where != aim.where(session):
        made.place, made.place_detail, made.meeting_url = to.where
    return made


async def _made(key: UUID, by: Staff) -> list[Session]:
    """What an earlier sending of the same form has made."""
    try:
        return await sessions.of_proposal((await sessions.reachable(key, by=by)).proposal)
    except NotFound:
        return []

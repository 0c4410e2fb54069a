"""A move: the educator proposes another time for what was agreed, or not yet answered. Rule: S10.

Choice: what the family confirms of it cannot be taken back within seconds, for the time that it
gave up may be somebody else's by then; it is asked before instead (withdrawal.undo refuses).
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from domain import clock, database
from domain.errors import Forbidden, NotFound
from domain.profiles.actor import Actor, Staff
from domain.sessions import (
    aim,
    question,
    replacing,
    series_cancellation,
    state,
    wish,
)
from domain.sessions import proposal as proposals
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
    if session.state == State.CONFIRMED and session.ends_at > now:
        return None
    if session.wished is not None:
        return None
    is_one = session.asking == Kind.ONE or (session.is_move and session.series is None)
    if session.is_waiting(now) and is_one and not session.is_request:
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
    # Before all checks: the second sending would find what the first one left.
    if there := await _made(to.key, by):
        return there
    if refused := refusal(session, by=by, now=clock.now()):
        raise refused
    moved = await standing(session)
    try:
        async with database.transaction():
            return await _propose(moved, session, to, by)
    except database.Violation:
        # Somebody sent the same at once; the first is there now.
        if not (there := await _made(to.key, by)):
            raise
        return there


async def _propose(session: Session, asked: Session, to: Move, by: Staff) -> list[Session]:
    """Shape: asked is what waits in its place, where that was moved, or the session itself."""
    chosen = await dates(session, to.scope, by=by)
    if len(chosen) != to.agreed:
        raise TermsChanged
    new = aim.spans(chosen, session, to)
    await _must_be_possible(chosen, new, session, to, by)
    old = await _settled(chosen, asked, to, by)
    asking, rows = uuid4(), []
    for each, span in zip(old, new, strict=True):
        key = to.key if each.id == session.id else uuid5(to.key, str(each.id))
        rows.append(_row(key, asking, each, span, session, to))
    proposal = await question.asking_for(rows, Kind.MOVE, to.message, by=by)
    standing = [each.starts_at for each in old if each.state == State.CONFIRMED]
    proposal.expires_at = min([proposal.expires_at, *standing])
    return await question.put(proposal, rows, "session.moved")


async def _settled(chosen: Sequence[Session], asked: Session, to: Move, by: Staff) -> list[Session]:
    """The old ones as they are from now on, which nobody else can change meanwhile.

    Errors: Stale.
    """
    was = {each.id: each.state for each in chosen}
    ended = await replacing.withdraw(chosen, by=by.profile_id)
    if asked.id not in was and asked.proposal not in ended:
        raise await state.stale(asked)
    await database.lock(SessionRow, was)
    old = {each.id: each for each in await _by_ids(was)}
    if late := next((each for each in old.values() if each.state != was[each.id]), None):
        raise await state.stale(late)
    first = chosen[0]
    if first.state == State.CANCELLED:
        await _fulfil(first, by)
    elif first.state == State.PENDING:
        await _take_back(first, by)
    elif to.gives_up:
        await _give_up(list(old.values()), by)
    now = {each.id: each for each in await _by_ids(was)}
    return [now[each.id] for each in chosen]


async def _take_back(session: Session, by: Staff) -> None:
    """A proposal that waits is replaced by the new one. Errors: Stale."""
    if not await proposals.answer(session.proposal, by=by.profile_id):
        raise await state.stale(session)
    await state.change([session], State.CANCELLED, by=by.profile_id, kind=replacing.REPLACED)


async def _fulfil(session: Session, by: Staff) -> None:
    """What a family wished for in words has its answer. Errors: Stale."""
    if not await wish.answer(session.id, by=by.profile_id):
        raise await state.stale(session)


async def _give_up(old: Sequence[Session], by: Staff) -> None:
    await state.change(
        old,
        State.CANCELLED,
        by=by.profile_id,
        kind="session.given_up",
        useful_until=max(old[0].starts_at, clock.now() + timedelta(hours=1)),
    )


async def _must_be_possible(
    chosen: Sequence[Session], new: Sequence[Span], session: Session, to: Move, by: Staff
) -> None:
    """Errors: Invalid."""
    for each in await aim.faults(session, to, chosen, new, by=by):
        raise each


def _row(
    key: UUID, asking: UUID, old: Session, span: Span, session: Session, to: Move
) -> SessionRow:
    """Shape: on the terms of the old one; each date keeps its place, unless another was chosen."""
    now = clock.now()
    is_kept = old.id != session.id and (to.place, to.place_detail, to.meeting_url) == (
        session.place, session.place_detail, session.meeting_url
    )  # fmt: skip
    return SessionRow(
        id=key,
        proposal=asking,
        connection=old.connection,
        provider=old.provider,
        family=old.family,
        educator=old.educator,
        learner=old.learner,
        service=old.service,
        moved_from=old.id,
        sequence=old.sequence + 1,
        series=old.series,
        series_day=old.series_day,
        service_name=old.service_name,
        credits=old.credits,
        starts_at=span[0],
        ends_at=span[1],
        time_zone=to.time_zone,
        place=old.place if is_kept else to.place,
        place_detail=old.place_detail if is_kept else to.place_detail.strip(),
        meeting_url=old.meeting_url if is_kept else to.meeting_url.strip(),
        created_at=now,
        changed_at=now,
    )


async def _made(key: UUID, by: Staff) -> list[Session]:
    """What an earlier sending of the same form has made."""
    try:
        return await sessions.of_proposal((await sessions.reachable(key, by=by)).proposal)
    except NotFound:
        return []


async def _by_ids(ids: Collection[UUID]) -> list[Session]:
    return await sessions.where(f"s.id IN ({database.marks(ids)})", *ids)

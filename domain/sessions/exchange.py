"""An exchange: one of several times gives way to another one, or to none. Rule: S2 S10.

Choice: nothing is agreed yet, so the others wait on in the same proposal; and what a family was
shown never changes under its finger: the old time is taken back and another one put beside the
others, so that whoever picks the old one at this moment is refused, and picks anew.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain import clock, database, events
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles.actor import Actor, Staff
from domain.sessions import (
    fact,
    fault,
    new_proposal,
    proposal_expiry,
    session_row,
    state,
    successor,
    taken,
)
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.fault import Draft
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot exchange it now; None where it can."""
    if not session.is_taught_by(by):
        return Forbidden()
    if session.is_alternative and not session.is_request and session.is_waiting(now):
        return None
    return state.stands(session)


async def beside(session: Session) -> list[Session]:
    """The others that wait, in order of time."""
    now = clock.now()
    asked = await sessions.of_proposal(session.proposal)
    return [each for each in asked if each.is_waiting(now) and each.id != session.id]


async def start(
    session: Session, to: Draft, others: Sequence[Session], *, by: Staff
) -> datetime | None:
    """When it would begin instead, as far as that is typed. Rule: S2 S4.

    Errors: Invalid (starts_on, starts_at).
    """
    begins_at = fault.starts_at(to)
    if begins_at is None:
        return None
    if begins_at == session.starts_at:
        raise Invalid("starts_at", "as_before")
    if begins_at in {each.starts_at for each in others}:
        raise Invalid("starts_at", "twice")
    length = session.ends_at - session.starts_at
    (reason,) = await taken.by_educator(by.profile_id, [begins_at], length)
    if reason:
        raise Invalid("starts_at", reason)
    return begins_at


async def make(session: Session, to: Draft | None, key: UUID, *, by: Staff) -> Session:
    """Takes a time back and, where one is given, puts that beside the others; the same key twice is
    one exchange. Tells the family once, of what it can choose from now.

    Shape: returns the new one, else the first that is left. Choice: another time has as long for an
    answer as if all were proposed now. Errors: Forbidden, Stale, Invalid (starts_on, starts_at,
    times: the last one is taken back with its proposal); nothing is written.
    """
    async with database.transaction():
        await database.lock(Proposal, [session.proposal])
        if there := await _made(key, by):
            return there
        now = await sessions.by_id(session.id)
        if refused := refusal(now, by=by, now=clock.now()):
            raise refused
        others = await beside(now)
        begins_at = await start(now, to, others, by=by) if to else None
        if begins_at is not None:
            await _put(now, begins_at, key)
        elif not others:
            raise Invalid("times", "last")
        await state.change(
            [now], State.CANCELLED, by=by.profile_id, kind="session.dropped", is_one_news=True
        )
        waiting = await beside(now)
        kind = "session.narrowed" if begins_at is None else "session.exchanged"
        _record(kind, waiting, await _wait(now, waiting, begins_at is not None), by)
        return next((each for each in waiting if each.id == key), waiting[0])


async def _put(like: Session, begins_at: datetime, key: UUID) -> None:
    made = successor.again(like, like.proposal, begins_at)
    made.id = key
    successor.follow(made, like)
    await session_row.write(made)


async def _wait(session: Session, waiting: Sequence[Session], is_anew: bool) -> datetime:
    """How long the proposal waits from now on."""
    limit = max(each.starts_at for each in waiting)
    if is_anew:
        until = await new_proposal.expires_at(session.provider, limit, clock.now())
    else:
        until = min(session.expires_at, limit)
    await proposals.wait(session.proposal, until)
    await proposal_expiry.plan(session.proposal, waiting, until)
    return until


def _record(kind: str, waiting: Sequence[Session], until: datetime, by: Staff) -> None:
    """Of each that waits, whose history it is; news of it is one."""
    for each in waiting:
        events.record(
            fact.of(
                each,
                kind,
                by=by.profile_id,
                more=fact.while_waiting(each, waiting),
                is_one_news=True,
                useful_until=until,
            )
        )


async def _made(key: UUID, by: Staff) -> Session | None:
    """What an earlier sending of the same form has made."""
    try:
        return await sessions.reachable(key, by=by)
    except NotFound:
        return None

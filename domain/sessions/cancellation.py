"""Cancelling: free in time, at a cost later, always free when the educator does it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain import clock, database
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Actor, Guardian
from domain.sessions import replacing, retraction, state, terms
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome, Terms


class TermsChanged(Conflict):
    """Something else holds than what was said before the button; nothing was cancelled."""


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot cancel it now; None where it can.

    Shape: what waits is declined by whoever is asked, and taken back by who asked.
    """
    by_educator = session.is_taught_by(by)
    if not (by_educator or (isinstance(by, Guardian) and by.family_id == session.family)):
        return Forbidden()
    if session.state == State.PENDING and session.is_offered_by(by):
        return None if session.is_waiting(now) else state.stands(session)
    # What has ended is completed or missed; only the minutes of completing are between.
    is_running = session.state == State.CONFIRMED and session.ends_at > now
    return None if is_running else state.Stale(State(session.state))


async def cancel(
    session: Session,
    *,
    by: Actor,
    why: str = "",
    agreed: Outcome | None = None,
    is_told_moving: bool = True,
    frees: bool | None = None,
) -> Terms:
    """Cancels a confirmed session, or takes back a proposal that waits.

    Rule: S8 S10 K2. Choice: with it ends what was proposed in its place. Shape: agreed is what the
    page said it would be; without it anything but a lapse; is_told_moving as withdraw_told() has
    it, frees as a Change.
    Errors: Forbidden (a child; the family for a proposal, which it declines), Stale, TermsChanged;
    nothing is written.
    """
    now = clock.now()
    if refused := refusal(session, by=by, now=now):
        raise refused
    holds = terms.of(session, by=by, now=now)
    if agreed != holds.outcome and (agreed is not None or not holds.is_free):
        raise TermsChanged
    if holds.outcome == Outcome.OFFER:
        await retraction.retract(session, by=by, why=why)
        return holds
    async with database.transaction():
        await withdraw_told([session], by=by, is_told=is_told_moving)
        await _cancel(session, holds, by=by, why=why.strip(), frees=frees)
    return holds


async def withdraw_told(sessions: Sequence[Session], *, by: Actor, is_told: bool) -> None:
    """Ends what was proposed in place of these, within a transaction. Rule: S10.

    Shape: is_told says whether they have read of it. Errors: TermsChanged, where they have not.
    """
    if await replacing.withdraw(sessions, by=by.profile_id) and not is_told:
        raise TermsChanged


def news_until(ended: Session) -> datetime:
    """How long it is worth telling that it does not take place: an hour at least. Rule: N2."""
    return max(ended.starts_at, clock.now() + timedelta(hours=1))


async def _cancel(
    session: Session, holds: Terms, *, by: Actor, why: str, frees: bool | None
) -> None:
    await state.change(
        [session],
        State.CANCELLED,
        by=by.profile_id,
        kind="session.cancelled",
        why=why,
        useful_until=news_until(session),
        particulars=holds.particulars,
        lapses=not holds.is_free,
        frees=frees,
    )

"""Cancelling: free in time, at a cost later, always free when the educator does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import clock, database, outbox
from domain.credits import hold
from domain.errors import Conflict, Forbidden
from domain.profiles import profile
from domain.profiles.actor import Actor
from domain.sessions import proposal, reminder, state
from domain.sessions.session import Session, State


@dataclass(frozen=True, slots=True)
class Terms:
    """What cancelling now would mean, as the page says it before the button. Rule: S8 S10.

    Units: credits_lost whole credits. Shape: free_until None where nothing was confirmed.
    """

    is_free: bool
    free_until: datetime | None
    credits_lost: int
    by_educator: bool
    starts_in: timedelta


class WouldLapse(Conflict):
    """It stopped being free while the page was open; nothing was cancelled."""


def terms(session: Session, *, by: Actor, now: datetime) -> Terms:
    by_educator = by.educator_id is not None and by.educator_id == session.educator
    is_free = by_educator or session.is_free_to_cancel(now)
    return Terms(
        is_free=is_free,
        free_until=session.free_until,
        credits_lost=0 if is_free else session.credits,
        by_educator=by_educator,
        starts_in=session.starts_at - now,
    )


def can_cancel(session: Session, *, by: Actor, now: datetime) -> bool:
    """Whether there is something that this profile could cancel now."""
    if by.educator_id is not None and by.educator_id == session.educator:
        if session.state == State.PENDING:
            return session.expires_at > now
    elif by.kind != profile.Kind.GUARDIAN or by.family_id != session.family:
        return False
    return session.state == State.CONFIRMED and session.ends_at > now


async def cancel(
    session: Session, *, by: Actor, why: str = "", accepts_lapse: bool = False
) -> Terms:
    """Cancels a confirmed session, or takes back a proposal that waits.

    Rule: S8 S10 K2. Errors: Forbidden (a child; the family for a proposal, which it declines),
    Stale, WouldLapse unless accepted; nothing is written.
    """
    now = clock.now()
    agreed = terms(session, by=by, now=now)
    if agreed.by_educator and session.state == State.PENDING:
        await proposal.withdraw(session, by=by, why=why)
        return agreed
    _must_be_allowed(session, agreed, by, now)
    if not agreed.is_free and not accepts_lapse:
        raise WouldLapse
    async with database.transaction():
        event = await state.change(
            session,
            State.CANCELLED,
            by=by.profile_id,
            kind="session.cancelled",
            why=why.strip(),
            useful_until=max(session.starts_at, now + timedelta(hours=1)),
            particulars={
                "is_free": agreed.is_free,
                "credits_lost": agreed.credits_lost,
                "by_educator": agreed.by_educator,
            },
        )
        if agreed.is_free:
            await hold.release(session, event, by=by.profile_id)
        else:
            await hold.lapse(session, event, by=by.profile_id)
        await reminder.withdraw(session)
        await outbox.withdraw(f"completion:{session.id}")
    return agreed


def _must_be_allowed(session: Session, agreed: Terms, by: Actor, now: datetime) -> None:
    is_guardian = by.kind == profile.Kind.GUARDIAN and by.family_id == session.family
    if not (agreed.by_educator or is_guardian):
        raise Forbidden
    # What has ended is completed or missed; only the minutes of completing are between.
    if session.state != State.CONFIRMED or session.ends_at <= now:
        raise state.Stale(State(session.state))

"""Cancelling: free in time, at a cost later, always free when the educator does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain import clock
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions import notice, offer, state
from domain.sessions.session import Session, State


class Outcome(StrEnum):
    """What cancelling is: taking an offer back, or free by the educator, free, or at a cost."""

    OFFER = "offer"
    RELEASED = "released"
    FREE = "free"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Terms:
    """What cancelling now would mean, as the page says it before the button. Rule: S8 S10.

    Units: credits_lost whole credits. Shape: free_until None where nothing was confirmed.
    """

    outcome: Outcome
    free_until: datetime | None
    credits_lost: int
    starts_in: timedelta

    @property
    def is_free(self) -> bool:
        return self.outcome != Outcome.LAPSES

    @property
    def by_educator(self) -> bool:
        return self.outcome in (Outcome.OFFER, Outcome.RELEASED)


class TermsChanged(Conflict):
    """Something else holds than what was said before the button; nothing was cancelled."""


def terms(session: Session, *, by: Actor, now: datetime) -> Terms:
    limit, is_theirs = session.free_until, offer.is_theirs(session, by)
    if is_theirs:
        outcome = Outcome.OFFER if session.state == State.PENDING else Outcome.RELEASED
    else:
        outcome = Outcome.FREE if session.is_free_to_cancel(now) else Outcome.LAPSES
    return Terms(
        outcome=outcome,
        free_until=limit,
        credits_lost=0 if is_theirs else notice.credits_lost(limit, session.credits, now),
        starts_in=session.starts_at - now,
    )


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot cancel it now; None where it can.

    Shape: the family declines what waits, and only the educator takes it back.
    """
    by_educator = offer.is_theirs(session, by)
    if not (by_educator or (isinstance(by, Guardian) and by.family_id == session.family)):
        return Forbidden()
    if by_educator and session.state == State.PENDING:
        return None if session.is_waiting(now) else state.Stale(State.CANCELLED)
    # What has ended is completed or missed; only the minutes of completing are between.
    is_running = session.state == State.CONFIRMED and session.ends_at > now
    return None if is_running else state.Stale(State(session.state))


async def cancel(
    session: Session, *, by: Actor, why: str = "", agreed: Outcome | None = None
) -> Terms:
    """Cancels a confirmed session, or takes back a proposal that waits.

    Rule: S8 S10 K2. Shape: agreed is what the page said it would be; without it anything but a
    lapse. Errors: Forbidden (a child; the family for a proposal, which it declines), Stale,
    TermsChanged; nothing is written.
    """
    now = clock.now()
    if refused := refusal(session, by=by, now=now):
        raise refused
    holds = terms(session, by=by, now=now)
    if agreed != holds.outcome and (agreed is not None or not holds.is_free):
        raise TermsChanged
    if holds.outcome == Outcome.OFFER and isinstance(by, Staff):
        await offer.withdraw(session, by=by, why=why)
        return holds
    await state.change(
        [session],
        State.CANCELLED,
        by=by.profile_id,
        kind="session.cancelled",
        why=why.strip(),
        useful_until=max(session.starts_at, now + timedelta(hours=1)),
        particulars={
            "is_free": holds.is_free,
            "credits_lost": holds.credits_lost,
            "by_educator": holds.by_educator,
        },
        lapses=not holds.is_free,
    )
    return holds

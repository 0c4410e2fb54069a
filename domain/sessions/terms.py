"""Terms: what cancelling now would mean, as the page says it before the button. Rule: S8 S10."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.profiles.actor import Actor
from domain.sessions import notice
from domain.sessions.session import Session, State


class Outcome(StrEnum):
    """What cancelling is: taking an offer back, or free by the educator, free, or at a cost."""

    OFFER = "offer"
    RELEASED = "released"
    FREE = "free"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class Terms:
    """Units: credits_lost whole credits. Shape: free_until None where nothing was confirmed."""

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

    @property
    def particulars(self) -> dict[str, Any]:
        """What an event keeps of them."""
        return {
            "is_free": self.is_free,
            "credits_lost": self.credits_lost,
            "by_educator": self.by_educator,
        }


def of(session: Session, *, by: Actor, now: datetime) -> Terms:
    limit, is_theirs = session.free_until, session.is_taught_by(by)
    if session.state == State.PENDING and session.is_offered_by(by):
        outcome = Outcome.OFFER
    elif is_theirs:
        outcome = Outcome.RELEASED
    else:
        outcome = Outcome.FREE if session.is_free_to_cancel(now) else Outcome.LAPSES
    return Terms(
        outcome=outcome,
        free_until=limit,
        credits_lost=0 if is_theirs else notice.credits_lost(limit, session.credits, now),
        starts_in=session.starts_at - now,
    )

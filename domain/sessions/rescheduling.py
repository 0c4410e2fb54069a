"""Rescheduling: a family gives a session up for nothing and asks for another time. Rule: S9."""

from collections.abc import Sequence
from datetime import datetime

from domain import clock, database
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles.actor import Actor, Guardian
from domain.sessions import cancellation, counter, state, wish
from domain.sessions.session import Session, State

WORDS_MOST = 1000
RESCHEDULED = "session.rescheduled"


class TooLateToMove(Conflict):
    """Only its educator can move it now without a loss. Shape: until when the family could."""

    def __init__(self, free_until: datetime) -> None:
        super().__init__(free_until)
        self.free_until = free_until


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot ask for another time now; None where it can. Rule: S8 S9."""
    if not (isinstance(by, Guardian) and by.family_id == session.family):
        return Forbidden()
    if session.state != State.CONFIRMED or session.starts_at <= now:
        return state.Stale(State(session.state))
    if session.free_until is not None and not session.is_free_to_cancel(now):
        return TooLateToMove(session.free_until)
    return None


async def ask(
    session: Session,
    starts: Sequence[datetime],
    words: str,
    *,
    by: Guardian,
    is_told_moving: bool = True,
) -> list[Session]:
    """Cancels it for nothing and asks the educator for another time, in one piece.

    Rule: S9 K2. Shape: up to three times, or words, or both; what is asked for times is returned.
    What the educator had proposed in its place ends; is_told_moving as cancellation.cancel() has
    it. Errors: Forbidden, Stale, TooLateToMove, TermsChanged, Invalid (words, times, and what
    counter.faults() finds); nothing is written.
    """
    words = words.strip()
    if refused := refusal(session, by=by, now=clock.now()):
        raise refused
    await _must_say_when(session, starts, words)
    async with database.transaction():
        await cancellation.withdraw_told([session], by=by, is_told=is_told_moving)
        return await _ask(session, starts, words, by)


async def _must_say_when(session: Session, starts: Sequence[datetime], words: str) -> None:
    """Errors: Invalid (words, times, and what counter.faults() finds)."""
    if not starts and not words:
        raise Invalid("words", "no_wish")
    if len(words) > WORDS_MOST:
        raise Invalid("words", "too_long", most=WORDS_MOST)
    if starts:
        await counter.must_suit(session, starts, words)


async def _ask(
    session: Session, starts: Sequence[datetime], words: str, by: Guardian
) -> list[Session]:
    asked: list[Session] = []
    if starts:
        kind = "session.wished"
        asked = await counter.ask(session, starts, words, by=by, kind=kind, moved_from=session)
    await _give_up(session, asked, words, by)
    if not starts:
        await wish.make(session, words, by=by.profile_id)
    return asked


async def _give_up(session: Session, asked: Sequence[Session], words: str, by: Guardian) -> None:
    times = [each.starts_at.isoformat() for each in asked]
    more = {"asks": str(asked[0].id), "wishes": times} if asked else {}
    await state.change(
        [session],
        State.CANCELLED,
        by=by.profile_id,
        kind=RESCHEDULED,
        why=words,
        useful_until=cancellation.news_until(session),
        particulars={"is_free": True, **more},
    )

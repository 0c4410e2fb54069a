"""Cancelling several dates of a series at once, each by its own notice period. Rule: S7 S8 S10."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain import clock, database
from domain.profiles.actor import Actor
from domain.sessions import cancellation, state, terms
from domain.sessions import session as sessions
from domain.sessions.cancellation import TermsChanged
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from domain.sessions.terms import Terms


class Scope(StrEnum):
    """How much of a series: this date, it and all after it, or all that are still to come."""

    THIS = "this"
    FOLLOWING = "following"
    COMING = "coming"


class Part(NamedTuple):
    """What a scope holds, each date with what cancelling it would mean. Shape: in order of time."""

    scope: Scope
    dates: list[tuple[Session, Terms]]

    @property
    def lapsing(self) -> list[Session]:
        return [session for session, holds in self.dates if not holds.is_free]

    @property
    def credits_lost(self) -> int:
        return sum(holds.credits_lost for _, holds in self.dates)

    @property
    def agreement(self) -> str:
        """What its reader was told, for the form to bring back. Shape: "8-1-1"."""
        return f"{len(self.dates)}-{len(self.lapsing)}-{self.credits_lost}"


async def parts(session: Session, *, by: Actor) -> list[Part]:
    """What can be cancelled beyond this date; none where there is no more than it.

    Rule: S7. Shape: confirmed dates of the series that have not begun, wherever they were moved to;
    what waits for an answer is taken back by itself. One query, none outside of a series.
    """
    if session.series is None or session.state != State.CONFIRMED:
        return []
    dates = await _dates(session, by)
    after = [(each, holds) for each, holds in dates if each.starts_at >= session.starts_at]
    # From the first date on, what follows is all that comes.
    following = [Part(Scope.FOLLOWING, after)] if len(after) < len(dates) else []
    possible = [*following, Part(Scope.COMING, dates)]
    return [part for part in possible if len(part.dates) > 1]


async def cancel(
    session: Session,
    scope: Scope,
    *,
    by: Actor,
    why: str = "",
    agreed: str,
    is_told_moving: bool = True,
    frees: bool | None = None,
) -> Part:
    """Cancels a part of the series in one piece. Rule: S7 S8 S10 K2.

    Shape: agreed is what the page said, Part.agreement; is_told_moving and frees as
    cancellation.cancel() has them.
    Errors: Forbidden, Stale, TermsChanged; nothing is written.
    """
    if refused := cancellation.refusal(session, by=by, now=clock.now()):
        raise refused
    async with database.transaction():
        part = next((each for each in await parts(session, by=by) if each.scope == scope), None)
        if part is None or part.agreement != agreed:
            raise TermsChanged
        mine = [each for each, _ in part.dates]
        await cancellation.withdraw_told(mine, by=by, is_told=is_told_moving)
        # All at once, for what is free and what lapses are two changes, and others may lock theirs.
        await database.lock(SessionRow, [each.id for each in mine])
        for is_free in (True, False):
            if dates := [each for each in part.dates if each[1].is_free == is_free]:
                await _cancel(dates, part, by, why, frees=frees)
    return part


async def _cancel(
    dates: Sequence[tuple[Session, Terms]], part: Part, by: Actor, why: str, *, frees: bool | None
) -> None:
    first, holds = dates[0]
    await state.change(
        [session for session, _ in dates],
        State.CANCELLED,
        by=by.profile_id,
        kind="session.cancelled",
        why=why.strip(),
        useful_until=cancellation.news_until(first),
        particulars={**holds.particulars, "lost_together": part.credits_lost},
        lapses=not holds.is_free,
        is_one_news=True,
        frees=frees,
    )


async def _dates(session: Session, by: Actor) -> list[tuple[Session, Terms]]:
    """This and what else is still to come of its series and may be cancelled, in order of time."""
    now = clock.now()
    rest = [each for each in await _confirmed(session, now) if each.id != session.id]
    mine = [each for each in rest if cancellation.refusal(each, by=by, now=now) is None]
    ordered = sorted([session, *mine], key=lambda each: (each.starts_at, each.id))
    return [(each, terms.of(each, by=by, now=now)) for each in ordered]


async def _confirmed(session: Session, now: datetime) -> list[Session]:
    return await sessions.where(
        "s.series = {} AND s.state = 'confirmed' AND s.starts_at > {} ORDER BY s.starts_at, s.id",
        session.series,
        now,
    )

"""The states of a session and the only ways between them. Rule: S1."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from domain import clock, database, events
from domain.errors import Conflict
from domain.sessions import arrow, consequence, fact, group_places
from domain.sessions import session as sessions
from domain.sessions.change import Change
from domain.sessions.session import Session, State

ARROWS = consequence.OF_ARROW.keys()
"""The database holds the same list in a trigger, S1_arrows; a test compares the two."""

S4_EDUCATOR, S4_LEARNER = "S4_no_overlap_per_educator", "S4_no_overlap_per_learner"


class Stale(Conflict):
    """Somebody was first, or there is no way from where it stands. Shape: the state it has."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class AnotherPicked(Stale):
    """Of the times to choose from another one was picked. Rule: S2."""

    def __init__(self) -> None:
        super().__init__(State.CANCELLED)


class TimeGone(Stale):
    """Of the times to choose from this one is there no more. Rule: S2."""

    def __init__(self) -> None:
        super().__init__(State.CANCELLED)


class OfferOver(Stale):
    """What was offered to who waits for an earlier time is passed on, or taken. Rule: S17."""

    def __init__(self) -> None:
        super().__init__(State.CANCELLED)


class SlotTaken(Conflict):
    """Another session is confirmed at that time, or of the educator there is a group. Rule: S4 S18.

    Shape: whose time it is: educator or learner, and the learner's name, which whoever answers
    knows; when, where several times were asked for.
    """

    def __init__(self, whose: str, learner: str, starts_at: datetime | None = None) -> None:
        super().__init__(whose, learner, starts_at)
        self.whose = whose
        self.learner = learner
        self.starts_at = starts_at


class SoonerTaken(SlotTaken):
    """Somebody else has the earlier time that was offered, or asks for it. Rule: S17."""


async def change(
    moved: Sequence[Session],
    to: State,
    *,
    by: UUID | None,
    kind: str,
    why: str = "",
    useful_until: datetime | None = None,
    particulars: Mapping[str, Any] | None = None,
    lapses: bool = False,
    is_one_news: bool = False,
    frees: bool | None = None,
) -> None:
    """Moves sessions to a state, with all that the arrow brings, in one transaction.

    The only writer of state. Shape: at least one, all from one state; lapses says that cancelling
    costs what is held, is_one_news that it belongs to what is told of its proposal, as several
    sessions do, frees as a Change has it; the sessions given are brought up to date once that is
    stored.
    Errors: Stale, SlotTaken and what consequences refuse; nothing is written.
    """
    origin = State(moved[0].state)
    if (origin, to) not in ARROWS:
        raise Stale(origin)
    async with database.transaction():
        now = clock.now()
        changed = await _move(moved, origin, to, now)
        said = partial(fact.of, kind=kind, by=by, happened_at=now, useful_until=useful_until)
        # Of a group each has a proposal of its own, and so news of its own.
        is_one = is_one_news or len({each.proposal for each in changed}) < len(changed)
        recorded = {
            each.id: events.record(said(each, why=why, more=particulars or {}, is_one_news=is_one))
            for each in changed
        }
        made = Change(changed, recorded, by, now, lapses, frees)
        for follow in consequence.OF_ARROW[origin, to]:
            await follow(made)


async def stale(session: Session) -> Stale:
    """Why there is no way any more: the state that it has now, expired counting as cancelled."""
    return stands(await sessions.by_id(session.id))


def stands(session: Session) -> Stale:
    """The same of what was read: what others were picked from is as good as answered."""
    if session.is_sooner and session.state == State.CANCELLED and session.notice_hours is None:
        return OfferOver()
    if session.is_alternative and session.state == State.CANCELLED and session.notice_hours is None:
        return TimeGone()
    if session.state != State.PENDING or session.is_waiting(clock.now()):
        return Stale(State(session.state))
    if session.answered_at is None or session.answered_by is None:
        return Stale(State.CANCELLED)
    return AnotherPicked() if session.is_alternative else Stale(State.DECLINED)


async def _move(moved: Sequence[Session], origin: State, to: State, now: datetime) -> list[Session]:
    try:
        notices = await arrow.take(moved, origin, to, now)
    except database.Violation as violation:
        raise _taken(violation, moved[0]) from violation
    late = [session for session in moved if session.id not in notices]
    if late:
        raise await stale(late[0])
    changed = [_changed(session, to, now, notices[session.id]) for session in moved]
    database.after_commit(partial(_bring_up_to_date, moved, changed))
    return changed


def _changed(session: Session, to: State, now: datetime, notice_hours: int | None) -> Session:
    sequence = session.sequence + 1
    return replace(session, state=to, changed_at=now, sequence=sequence, notice_hours=notice_hours)


def _bring_up_to_date(moved: Sequence[Session], changed: Sequence[Session]) -> None:
    for session, now in zip(moved, changed, strict=True):
        session.state, session.changed_at = now.state, now.changed_at
        session.notice_hours, session.sequence = now.notice_hours, now.sequence


def _taken(violation: database.Violation, first: Session) -> Exception:
    if violation.name == group_places.TAKEN:
        return group_places.GroupFull()
    if violation.name == group_places.CALLED_OFF:
        return Stale(State.CANCELLED)
    whose = {S4_EDUCATOR: "educator", S4_LEARNER: "learner"}.get(violation.name)
    return SlotTaken(whose, first.learner_name) if whose else violation

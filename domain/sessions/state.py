"""The states of a session and the only ways between them. Rule: S1."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from domain import clock, database, events
from domain.errors import Conflict
from domain.facts import Fact
from domain.sessions import arrow, consequence
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


class SlotTaken(Conflict):
    """Another session is confirmed at that time.

    Shape: whose time it is: educator or learner; when, where several times were asked for.
    """

    def __init__(self, whose: str, starts_at: datetime | None = None) -> None:
        super().__init__(whose, starts_at)
        self.whose = whose
        self.starts_at = starts_at


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
) -> None:
    """Moves sessions to a state, with all that the arrow brings, in one transaction.

    The only writer of state. Shape: at least one, all from one state; lapses says that cancelling
    costs what is held, is_one_news that it belongs to what is told of its proposal, as several
    sessions do; the sessions given are brought up to date once that is stored.
    Errors: Stale, SlotTaken and what consequences refuse; nothing is written.
    """
    origin = State(moved[0].state)
    if (origin, to) not in ARROWS:
        raise Stale(origin)
    async with database.transaction():
        now = clock.now()
        changed = await _move(moved, origin, to, now)
        fact = partial(Fact, kind, by=by, happened_at=now, why=why, useful_until=useful_until)
        is_one = is_one_news or len(changed) > 1
        recorded = _record(changed, fact, particulars or {}, is_one_news=is_one)
        made = Change(changed, recorded, by, now, lapses)
        for follow in consequence.OF_ARROW[origin, to]:
            await follow(made)


async def stale(session: Session) -> Stale:
    """Why there is no way any more: the state that it has now, expired counting as cancelled."""
    now = await sessions.by_id(session.id)
    if now.state == State.PENDING and not now.is_waiting(clock.now()):
        return Stale(State.CANCELLED)
    return Stale(State(now.state))


def _record(
    changed: Sequence[Session],
    fact: Callable[..., Fact],
    particulars: Mapping[str, Any],
    *,
    is_one_news: bool,
) -> dict[UUID, UUID]:
    """The event of each session."""
    return {
        session.id: events.record(
            fact(
                subject=session.subject_of_many if is_one_news else session.subject,
                particulars={**session.particulars, **particulars},
            )
        )
        for session in changed
    }


async def _move(moved: Sequence[Session], origin: State, to: State, now: datetime) -> list[Session]:
    try:
        notices = await arrow.take(moved, origin, to, now)
    except database.Violation as violation:
        raise _taken(violation) from violation
    late = [session for session in moved if session.id not in notices]
    if late:
        raise Stale(State((await sessions.by_id(late[0].id)).state))

    changed = [
        replace(
            session,
            state=to,
            changed_at=now,
            sequence=session.sequence + 1,
            notice_hours=notices[session.id],
        )
        for session in moved
    ]
    database.after_commit(partial(_bring_up_to_date, moved, changed))
    return changed


def _bring_up_to_date(moved: Sequence[Session], changed: Sequence[Session]) -> None:
    for session, now in zip(moved, changed, strict=True):
        session.state, session.changed_at = now.state, now.changed_at
        session.notice_hours, session.sequence = now.notice_hours, now.sequence


def _taken(violation: database.Violation) -> Exception:
    whose = {S4_EDUCATOR: "educator", S4_LEARNER: "learner"}.get(violation.name)
    return SlotTaken(whose) if whose else violation

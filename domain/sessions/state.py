"""The states of a session and the only ways between them. Rule: S1."""

from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock, database, events
from domain.errors import Conflict
from domain.sessions import session as sessions
from domain.sessions.session import Session, State

ARROWS: frozenset[tuple[State, State]] = frozenset(
    {
        (State.PENDING, State.CONFIRMED),
        (State.PENDING, State.DECLINED),
        (State.PENDING, State.CANCELLED),
        (State.CONFIRMED, State.COMPLETED),
        (State.CONFIRMED, State.CANCELLED),
        (State.CONFIRMED, State.MISSED),
        (State.COMPLETED, State.MISSED),
        (State.MISSED, State.COMPLETED),
    }
)
"""The database holds the same list in a trigger, S1_arrows; a test compares the two."""

S4_EDUCATOR, S4_CHILD = "S4_no_overlap_per_educator", "S4_no_overlap_per_child"


class Stale(Conflict):
    """Somebody was first, or there is no way from where it stands. Shape: the state it has."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class SlotTaken(Conflict):
    """Another session is confirmed at that time. Shape: whose time it is: educator or child."""

    def __init__(self, whose: str) -> None:
        super().__init__(whose)
        self.whose = whose


async def change(
    session: Session,
    to: State,
    *,
    by: UUID | None,
    kind: str,
    why: str = "",
    notice_hours: int | None = None,
    useful_until: datetime | None = None,
    particulars: dict[str, Any] | None = None,
) -> UUID:
    """Moves it to a state, with history and event in one transaction; the only writer of state.

    Shape: returns the event; the row given is brought up to date once that is stored.
    Errors: Stale, SlotTaken; nothing is written.
    """
    origin = State(session.state)
    if (origin, to) not in ARROWS:
        raise Stale(origin)
    async with database.transaction():
        await _move(session, origin, to, notice_hours)
        return await events.record(
            kind,
            by=by,
            subject=session.subject(),
            why=why,
            particulars=await sessions.particulars(session) | (particulars or {}),
            useful_until=useful_until,
        )


async def _move(session: Session, origin: State, to: State, notice_hours: int | None) -> None:
    now = clock.now()
    values: dict[Any, Any] = {Session.state: to, Session.changed_at: now}
    if notice_hours is not None:
        values[Session.notice_hours] = notice_hours
    try:
        async with database.savepoint():
            moved = await (
                Session.update(values)
                .where((Session.id == session.id) & (Session.state == origin))
                .returning(Session.id)
            )
    except database.Violation as violation:
        raise _taken(violation) from violation
    if not moved:
        raise Stale(State((await sessions.by_id(session.id)).state))

    def bring_up_to_date() -> None:
        session.state, session.changed_at = to, now
        if notice_hours is not None:
            session.notice_hours = notice_hours

    database.after_commit(bring_up_to_date)


def _taken(violation: database.Violation) -> Exception:
    whose = {S4_EDUCATOR: "educator", S4_CHILD: "child"}.get(violation.name)
    return SlotTaken(whose) if whose else violation

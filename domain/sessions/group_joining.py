"""Joining: a family takes a place of a date that was opened for it. Rule: S3 S5 S18.

Choice: it binds at once, with the costs said before, since its educator published the date with its
places; like any confirmation it can be taken back for some seconds, and is then a proposal.
"""

from uuid import UUID

from domain import clock, database, reach
from domain.errors import found
from domain.profiles.actor import Guardian
from domain.providers import connection
from domain.sessions import answer, group, group_seats, group_session, session_row, state
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.group_places import GroupFull
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

LIST_MOST = 30

_TO_COME = "g.is_open AND g.called_off_at IS NULL AND g.starts_at > {}"


async def offered(by: Guardian) -> list[Group]:
    """What the family can join, full ones too, in order of time. One query."""
    clause = reach.open_group_dates(by)
    where = f"{_TO_COME} AND {clause.sql} ORDER BY g.starts_at, g.id LIMIT {LIST_MOST}"
    return await group.where(where, clock.now(), *clause.values)


async def reachable(id: UUID, *, by: Guardian) -> Group:
    """Errors: NotFound, also once it began or was called off."""
    clause = reach.open_group_dates(by)
    where = f"g.id = {{}} AND {_TO_COME} AND {clause.sql}"
    return found(next(iter(await group.where(where, id, clock.now(), *clause.values)), None))


async def join(key: UUID, joined: Group, learner: UUID, *, by: Guardian) -> Session:
    """Takes a place for a learner; who has one keeps it, who was asked has said yes.

    Rule: S4 S18 K3. Errors: Invalid (learner), Stale (called off or begun), GroupFull, SlotTaken,
    NotEnoughCredits; nothing is written.
    """
    async with database.transaction():
        # First, so that two on the last place queue here.
        await database.lock(GroupDate, [joined.id])
        now = await group.by_id(joined.id)
        if not now.is_to_come(clock.now()):
            raise state.Stale(State.CANCELLED)
        seat = await group_seats.one(now, learner, by=by)
        there = await _settled(seat.session) if seat.session else None
        if there is None:
            # Read anew, for what the child was asked may have kept a place until now.
            now = await group.by_id(joined.id) if seat.session else now
            return await _join(key, now, learner, by)
        if there.state == State.PENDING:
            await answer.confirm(there, by=by)
        return there


async def _settled(asked: Session) -> Session | None:
    """What the child was asked, or has, once nobody else changes it; None where that is over."""
    await database.lock(Proposal, [asked.proposal])
    await database.lock(SessionRow, [asked.id])
    now = await sessions.by_id(asked.id)
    return now if now.state in (State.PENDING, State.CONFIRMED) else None


async def _join(key: UUID, joined: Group, learner: UUID, by: Guardian) -> Session:
    if not joined.free_count:
        raise GroupFull
    shared = await connection.with_provider(joined.provider, by=by)
    row = group_session.of(joined, key, shared.id, by.family_id, learner)
    await Proposal.insert(_asking(row, by))
    await session_row.write(row)
    made = await sessions.by_id(key)
    await state.change(
        [made],
        State.CONFIRMED,
        by=by.profile_id,
        kind="session.joined",
        useful_until=made.starts_at,
    )
    return made


def _asking(row: SessionRow, by: Guardian) -> Proposal:
    """Answered as it is made."""
    return Proposal(
        id=row.proposal,
        connection=row.connection,
        educator=row.educator,
        by=by.profile_id,
        asked=Side.FAMILY,
        kind=Kind.ONE,
        message="",
        expires_at=row.starts_at,
        answered_at=row.created_at,
        answered_by=by.profile_id,
        created_at=row.created_at,
    )

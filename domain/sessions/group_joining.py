"""Joining: a family takes a place of a date that was opened for it. Rule: S3 S5 S18.

Choice: it binds at once, with the costs said before, since its educator published the date with its
places; like any confirmation it can be taken back for some seconds, and is then a proposal.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.errors import Invalid, found
from domain.profiles import family
from domain.profiles.actor import Guardian
from domain.profiles.family import Member
from domain.providers import connection
from domain.sessions import answer, group, group_offer, session_row, state, taken
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.group_places import GroupFull
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

LIST_MOST = 30

_TO_COME = "g.is_open AND g.called_off_at IS NULL AND g.starts_at > {}"


class Seat(NamedTuple):
    """A learner of the family. Shape: session is theirs in it, pending or confirmed."""

    learner: Member
    session: Session | None


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


async def seats(of: Group, *, by: Guardian) -> list[Seat]:
    """The family's learners, and what each has of it already."""
    there = await sessions.where(
        "s.group_date = {} AND s.family = {} AND s.state IN ('pending', 'confirmed')",
        of.id,
        by.family_id,
    )
    mine = {each.learner: each for each in there}
    learners = await family.learners(by.family_id)
    return [Seat(each, mine.get(each.id)) for each in learners]


async def seats_among(offered: Sequence[Group], *, by: Guardian) -> dict[UUID, dict[UUID, Session]]:
    """What the family has of these, by group and learner. One query, none for no group."""
    if not offered:
        return {}
    there = await sessions.where(
        f"s.group_date IN ({database.marks(offered)}) AND s.family = {{}}"
        " AND s.state IN ('pending', 'confirmed')",
        *(each.id for each in offered),
        by.family_id,
    )
    found: dict[UUID, dict[UUID, Session]] = {each.id: {} for each in offered}
    for each in there:
        if each.group_date is not None:
            found[each.group_date][each.learner] = each
    return found


async def elsewhere(of: Group, seats: Sequence[Seat]) -> set[UUID]:
    """Who of those without a place is taken at that time. Rule: S4. One query.

    Shape: its educator never is, whose time it keeps.
    """
    free = [each.learner.id for each in seats if each.session is None]
    return await taken.by_date(of.id, free, (of.starts_at, of.ends_at)) if free else set()


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
        seat = await _seat(now, learner, by)
        there = await _settled(seat.session) if seat.session else None
        if there is None:
            # Read anew, for what the child was asked may have kept a place until now.
            now = await group.by_id(joined.id) if seat.session else now
            return await _join(key, now, learner, by)
        if there.state == State.PENDING:
            await answer.confirm(there, by=by)
        return there


async def _seat(of: Group, learner: UUID, by: Guardian) -> Seat:
    """Errors: Invalid (learner)."""
    for each in await seats(of, by=by):
        if each.learner.id == learner:
            return each
    raise Invalid("learner", "unknown")


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
    row = group_offer.session_row(joined, key, shared.id, by.family_id, learner)
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

"""Waiting for a place of a full group: who stands on its list, and where. Rule: S17 S18."""

from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, events
from domain.errors import Invalid
from domain.facts import Fact, Subject
from domain.profiles.actor import Guardian
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.providers import connection
from domain.providers.connection import Connection
from domain.sessions import group, group_seats, group_turn, state
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.session import State
from domain.sessions.session_row import SessionRow

_LEAVE = """
UPDATE group_waits SET ended_at = {}, session = NULL
WHERE group_date = {} AND family = {} AND learner = {} AND ended_at IS NULL
"""
_END_ALL = """
UPDATE group_waits SET ended_at = {} WHERE group_date = {} AND ended_at IS NULL
RETURNING family, connection
"""
_OF_FAMILY = """
SELECT w.learner, p.name, (SELECT COUNT(*) FROM group_waits b WHERE b.group_date = w.group_date
    AND b.ended_at IS NULL AND b.created_at <= w.created_at)
FROM group_waits w JOIN profiles p ON p.id = w.learner
WHERE w.group_date = {} AND w.family = {} AND w.ended_at IS NULL ORDER BY w.created_at, w.id
"""
_KEPT_FOR = """
SELECT w.learner FROM group_waits w JOIN sessions s ON s.id = w.session
WHERE w.group_date = {} AND w.family = {} AND w.ended_at IS NOT NULL AND s.state = 'pending'
"""


class GroupWait(Table, tablename="group_waits"):
    """Shape: ended_at is when its turn came, or it was over; session what was offered, which keeps
    a place in order; before the end all are asked about the same one.
    """

    id = UUID(primary_key=True, default=UUID4())
    group_date = ForeignKey(GroupDate, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=True, default=None)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


class Waiting(NamedTuple):
    """Shape: position counts from 1."""

    learner: Id
    name: str
    position: int


async def of_family(of: Group, *, by: Guardian) -> list[Waiting]:
    """Who of the family waits for a place of it."""
    return [Waiting(*row) for row in await database.rows(_OF_FAMILY, of.id, by.family_id)]


async def wait(of: Group, learner: Id, *, by: Guardian) -> None:
    """Stands at the end of the list; who stands there already stays where they are, and for whom
    a place is kept has had their turn.

    Shape: where a place is free by now it is proposed at once.
    Errors: Invalid (learner), Stale (called off or begun); nothing is written.
    """
    async with database.transaction():
        await database.lock(GroupDate, [of.id])
        now = await group.by_id(of.id)
        if not now.is_to_come(clock.now()):
            raise state.Stale(State.CANCELLED)
        seats = await group_seats.of(now, by=by)
        if learner not in {each.learner.id for each in seats if each.may_wait(clock.now())}:
            raise Invalid("learner", "unknown")
        waiting = {each.learner for each in await of_family(now, by=by)}
        if learner in waiting | await kept_for(now, by=by):
            return
        shared = await connection.with_provider(now.provider, by=by)
        await GroupWait.insert(
            GroupWait(
                id=uuid4(),
                group_date=of.id,
                connection=shared.id,
                family=by.family_id,
                learner=learner,
                created_at=clock.now(),
            )
        )
        await group_turn.propose(now)


async def kept_for(of: Group, *, by: Guardian) -> set[Id]:
    """For whom of the family a place is kept until they answer."""
    return {learner for (learner,) in await database.rows(_KEPT_FOR, of.id, by.family_id)}


async def leave(of: Group, learner: Id, *, by: Guardian) -> None:
    """Waits no more; who does not wait stays as they are."""
    await database.rows(_LEAVE, clock.now(), of.id, by.family_id, learner)


async def pass_on(id: Id) -> None:
    """Proposes what is free to those who wait, in order; of what is over it tells them so."""
    async with database.transaction():
        await database.lock(GroupDate, [id])
        now = await group.by_id(id)
        if now.is_to_come(clock.now()):
            await group_turn.propose(now)
        else:
            await _end_all(now)


async def _end_all(over: Group) -> None:
    """Choice: told only where it was called off, for who waited until it began knows."""
    waited = await database.rows(_END_ALL, clock.now(), over.id)
    if over.called_off_at is None:
        return
    for family, shared in set(waited):
        particulars = {
            "group": str(over.id),
            "service": over.service_name,
            "starts_at": over.starts_at.isoformat(),
        }
        subject = Subject(shared, family, over.provider, group=over.id)
        events.record(Fact("group.over", None, subject, clock.now(), "", particulars))

"""Waiting for a place of a full group, in order, or all at once. Rule: S17 S18.

Choice: as the provider lets those be asked who wait for an earlier time (Provider.sooner_hours). In
order, a place that became free is proposed to the first who waits, and for so many hours to nobody
else; it is then a proposal like any other, answered from the notification, its button or its page.
Whose invitation is still open waits as well: it is then that invitation that the place is kept for,
and that ends when the hours are over.
At once it is proposed to all of them and kept for nobody: who was too late stays where they stand,
and may still say yes to what they were asked as soon as the next place is free, of which they are
told; who says no waits no more.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
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
from domain.sessions import (
    fact,
    group,
    group_joining,
    group_next,
    group_offer,
    proposal_expiry,
    question,
    state,
    undo_window,
)
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.group_joining import Seat
from domain.sessions.proposal import Kind, Proposal
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

PLACE_FREE = "session.place_free"

_FIRST = """
SELECT w.id, w.connection, w.family, w.learner, w.session FROM group_waits w
WHERE w.group_date = {} AND w.ended_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM sessions s JOIN proposals o ON o.id = s.proposal
    WHERE s.group_date = w.group_date AND s.learner = w.learner AND (s.state = 'confirmed'
      OR s.state = 'pending' AND (o.answered_at IS NOT NULL OR o.expires_at <= {})))
ORDER BY w.created_at, w.id
"""
_OFFERED = "UPDATE group_waits SET ended_at = {}, session = {} WHERE id = {}"
_SETTLE = """
UPDATE group_waits SET ended_at = {} WHERE group_date = {} AND ended_at IS NULL AND session IN (
  SELECT s.id FROM sessions s JOIN proposals o ON o.id = s.proposal WHERE s.group_date = {}
    AND s.state <> 'pending' AND (s.state <> 'confirmed' OR o.answered_at <= {}))
"""
_TOO_LATE = """
UPDATE group_waits SET session = NULL
WHERE group_date = {} AND ended_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM sessions s JOIN proposals o ON o.id = s.proposal
  WHERE s.group_date = {} AND s.state = 'confirmed' AND o.answered_at > {})
"""
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


class _Wait(NamedTuple):
    """A row as it is offered something. Shape: session is what it was asked about already."""

    id: Id
    connection: Id
    family: Id
    learner: Id
    session: Id | None


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
        seats = await group_joining.seats(now, by=by)
        if learner not in {each.learner.id for each in seats if may_wait(each)}:
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
        await _offer(now)


def may_wait(seat: Seat) -> bool:
    """Who has no place of it yet, asked or not."""
    return seat.session is None or seat.session.is_waiting(clock.now())


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
            await _offer(now)
        else:
            await _end_all(now)


async def _offer(of: Group) -> None:
    now = clock.now()
    since = undo_window.since(now)
    await database.rows(_SETTLE, now, of.id, of.id, since)
    if not of.free_count:
        await database.rows(_TOO_LATE, of.id, of.id, since)
        return
    open_to = await _invitations(of.id)
    waiting = [_Wait(*row) for row in await database.rows(_FIRST, of.id, now)]
    hours = of.provider_sooner_hours
    if hours is None:
        await _ask(of, [each for each in waiting if each.session is None], open_to)
    else:
        await _keep(of, waiting[: of.free_count], open_to, now + timedelta(hours=hours))
    await group_next.refresh([of.id])


async def _keep(
    of: Group, first: Sequence[_Wait], open_to: dict[Id, Session], until: datetime
) -> None:
    """A place for each, and never past the start."""
    until, now = min(of.starts_at, until), clock.now()
    for each in first:
        invitation = open_to.get(each.learner)
        if invitation is None:
            offered = await _propose(of, each, until, {"kept_until": until.isoformat()})
        else:
            offered, ends_at = invitation.id, await proposals.shorten(invitation.proposal, until)
            _tell(invitation, ends_at, {"kept_until": ends_at.isoformat()})
            await proposal_expiry.plan(invitation.proposal, [invitation], ends_at, dedupe="kept")
        await database.rows(_OFFERED, now, offered, each.id)


async def _ask(of: Group, everybody: Sequence[_Wait], open_to: dict[Id, Session]) -> None:
    """All of them, each once about what is free now."""
    for each in everybody:
        if invitation := open_to.get(each.learner):
            _tell(invitation, invitation.expires_at)
        asked = invitation.id if invitation else await _propose(of, each, of.starts_at)
        await database.rows(_OFFERED, None, asked, each.id)


async def _propose(
    of: Group, to: _Wait, until: datetime, told: Mapping[str, str] = MappingProxyType({})
) -> Id:
    row = group_offer.session_row(of, uuid4(), to.connection, to.family, to.learner)
    asking = question.of_itself(row, Kind.ONE, of.message, until)
    await question.put(asking, [row], PLACE_FREE, told)
    return row.id


async def _invitations(group_date: Id) -> dict[Id, Session]:
    """By learner what waits for an answer, which nobody gives until the place is kept."""
    pending = "s.group_date = {} AND s.state = 'pending'"
    there = await sessions.where(pending, group_date)
    await database.lock(Proposal, {each.proposal for each in there})
    return {each.learner: each for each in await sessions.where(pending, group_date)}


def _tell(
    invitation: Session, until: datetime, told: Mapping[str, str] = MappingProxyType({})
) -> None:
    free_until = invitation.would_be_free_until.isoformat()
    events.record(
        fact.of(
            invitation,
            PLACE_FREE,
            by=invitation.educator,
            more={"free_until": free_until, **told},
            why=invitation.message,
            useful_until=until,
        )
    )


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

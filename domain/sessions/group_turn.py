"""Whose turn it is: what is free of a group is proposed to who waits for it. Rule: S17 S18.

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

from domain import clock, database
from domain.sessions import (
    group_next,
    group_open_invitation,
    group_session,
    new_proposal,
    proposal_expiry,
    question,
    undo_window,
)
from domain.sessions import proposal as proposals
from domain.sessions.group import Group
from domain.sessions.proposal import Kind
from domain.sessions.session import Session

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


class _Wait(NamedTuple):
    """A row as it is offered something. Shape: session is what it was asked about already."""

    id: Id
    connection: Id
    family: Id
    learner: Id
    session: Id | None


async def propose(of: Group) -> None:
    """To one after the other, or to all. Within a transaction that has its date locked."""
    now = clock.now()
    since = undo_window.since(now)
    await database.rows(_SETTLE, now, of.id, of.id, since)
    if not of.free_count:
        await database.rows(_TOO_LATE, of.id, of.id, since)
        return
    open_to = await group_open_invitation.by_learner(of.id)
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
            group_open_invitation.tell(invitation, ends_at, {"kept_until": ends_at.isoformat()})
            await proposal_expiry.plan(invitation.proposal, [invitation], ends_at, dedupe="kept")
        await database.rows(_OFFERED, now, offered, each.id)


async def _ask(of: Group, everybody: Sequence[_Wait], open_to: dict[Id, Session]) -> None:
    """All of them, each once about what is free now."""
    for each in everybody:
        if invitation := open_to.get(each.learner):
            group_open_invitation.tell(invitation, invitation.expires_at)
        asked = invitation.id if invitation else await _propose(of, each, of.starts_at)
        await database.rows(_OFFERED, None, asked, each.id)


async def _propose(
    of: Group, to: _Wait, until: datetime, told: Mapping[str, str] = MappingProxyType({})
) -> Id:
    row = group_session.of(of, uuid4(), to.connection, to.family, to.learner)
    asking = new_proposal.of_itself(row, Kind.ONE, of.message, until)
    await question.put(asking, [row], group_open_invitation.PLACE_FREE, told)
    return row.id

"""Alternatives: several times of one proposal, of which the other side picks one. Rule: S2."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Staff
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import fault, new_proposal, offer, once, reply, taken
from domain.sessions import session as sessions
from domain.sessions.fault import Draft
from domain.sessions.offer import Offer
from domain.sessions.proposal import Kind
from domain.sessions.session import Session

LEAST, MOST = 2, 5


class When(NamedTuple):
    """A time as it was typed. Shape: None where nothing is yet; meant in the educator's zone."""

    day: date | None
    wall_time: time | None


class Checked(NamedTuple):
    """Shape: starts as far as they are known; faults with the number of the time they are of, None
    for those of the rest.
    """

    service: Service | None
    starts: list[datetime | None]
    faults: list[tuple[int | None, Invalid]]


async def check(draft: Draft, times: Sequence[When], *, by: Staff) -> Checked:
    """As fault.check(), for each of the times. Rule: S2 S4. In as many queries as for one."""
    checked = await fault.check(replace(draft, day=None, wall_time=None), by=by)
    starts: list[datetime | None] = []
    faults: list[tuple[int | None, Invalid]] = [(None, each) for each in checked.faults]
    for number, when in enumerate(times):
        try:
            starts.append(_start(draft, when, starts))
        except Invalid as error:
            faults.append((number, error))
            starts.append(None)
    minutes = checked.service.duration_minutes if checked.service else 0
    taking = await taken.by_educator(by.profile_id, starts, timedelta(minutes=minutes))
    faults += [(number, Invalid("starts_at", by)) for number, by in enumerate(taking) if by]
    return Checked(checked.service, starts, faults)


async def propose(
    typed: Offer,
    times: Sequence[When],
    connection: Connection,
    *,
    by: Staff,
    instead_of: Session | None = None,
) -> list[Session]:
    """Proposes several times of which the family picks one; the same key twice is one proposal.

    Rule: S2 S13. Shape: typed as for one session, its key the proposal's, its time one of them;
    instead_of as for one. Errors: Invalid (learner, times, and what check() finds), NotFound,
    Forbidden, Stale; nothing is written.
    """
    if by.provider_id != connection.provider:
        raise Forbidden
    make = partial(_propose, typed, times, connection, instead_of, by)
    return await once.made(partial(of, typed.key, by=by), make)


async def of(proposal: UUID, *, by: Staff) -> list[Session]:
    """What this educator proposed so, in order of time; none where there is none yet."""
    asked = await sessions.of_proposal(proposal)
    return [each for each in asked if each.educator == by.profile_id]


def _start(draft: Draft, when: When, before: Sequence[datetime | None]) -> datetime | None:
    """Errors: Invalid (starts_on, starts_at)."""
    start = fault.starts_at(replace(draft, day=when.day, wall_time=when.wall_time))
    if start is not None and start in before:
        raise Invalid("starts_at", "twice")
    return start


async def _propose(
    typed: Offer,
    times: Sequence[When],
    connection: Connection,
    instead_of: Session | None,
    by: Staff,
) -> list[Session]:
    booked, starts = await _checked(typed, times, connection, by)
    rows = []
    for start in sorted(starts):
        one = replace(typed, key=uuid5(typed.key, start.isoformat()))
        rows.append(offer.row(one, typed.key, connection, booked, start, by=by))
    asking = await new_proposal.of_educator(rows, Kind.ALTERNATIVES, typed.message, by=by)
    return await reply.put(asking, rows, instead_of, by=by)


async def _checked(
    typed: Offer, times: Sequence[When], connection: Connection, by: Staff
) -> tuple[Service, list[datetime]]:
    await offer.must_learn(typed.learner, connection)
    if not LEAST <= len(times) <= MOST:
        raise Invalid("times", "count", least=LEAST, most=MOST)
    checked = await check(typed.draft, times, by=by)
    if checked.faults:
        raise checked.faults[0][1]
    starts = [each for each in checked.starts if each is not None]
    assert checked.service is not None and len(starts) == len(times)
    return checked.service, starts

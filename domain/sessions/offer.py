"""An offer: an educator proposes a session. Rule: S2."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID, uuid4

from domain import clock, database
from domain.errors import Forbidden, Invalid
from domain.profiles import members
from domain.profiles.actor import Staff
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import fault, new_proposal, once, reply
from domain.sessions import session as sessions
from domain.sessions.fault import Draft
from domain.sessions.place import Place
from domain.sessions.proposal import Kind
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow


@dataclass(frozen=True, slots=True)
class Offer:
    """What an educator fills in. Shape: day and wall_time are meant in the educator's zone."""

    key: UUID
    learner: UUID
    service: UUID
    day: date
    wall_time: time
    time_zone: str
    place: Place
    place_detail: str = ""
    meeting_url: str = ""
    message: str = ""

    @property
    def draft(self) -> Draft:
        day, start, zone = self.day, self.wall_time, self.time_zone
        return Draft(self.service, day, start, zone, self.meeting_url, self.message)


async def propose(
    offer: Offer, connection: Connection, *, by: Staff, instead_of: Session | None = None
) -> Session:
    """Puts a session in; the same key twice is one session.

    Rule: S2 S13. Shape: instead_of is what a family asked for, which is declined for this.
    Errors: Invalid (learner, and what fault.check() finds), NotFound, Forbidden, Stale; nothing is
    written.
    """
    if by.provider_id != connection.provider:
        raise Forbidden
    make = partial(_propose, offer, connection, instead_of, by)
    return await once.made(partial(_there, offer.key, by), make)


def row(
    offer: Offer,
    asking: UUID,
    connection: Connection,
    booked: Service,
    starts_at: datetime,
    *,
    by: Staff,
) -> SessionRow:
    """A session that is offered, not stored yet. Shape: booked is the service that was checked."""
    now = clock.now()
    return SessionRow(
        id=offer.key,
        proposal=asking,
        connection=connection.id,
        provider=connection.provider,
        family=connection.family,
        educator=by.profile_id,
        learner=offer.learner,
        service=booked.id,
        service_name=booked.name,
        credits=booked.credits,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=booked.duration_minutes),
        time_zone=offer.time_zone,
        place=offer.place,
        place_detail=offer.place_detail.strip(),
        meeting_url=offer.meeting_url.strip() if offer.place == Place.ONLINE else "",
        created_at=now,
        changed_at=now,
    )


async def must_learn(learner: UUID, connection: Connection) -> None:
    """Errors: Invalid (learner)."""
    if learner not in {each.id for each in await members.learners(connection.family)}:
        raise Invalid("learner", "unknown")


async def _propose(
    offer: Offer, connection: Connection, instead_of: Session | None, by: Staff
) -> Session:
    booked, starts_at = await _checked(offer, connection, by)
    made = row(offer, uuid4(), connection, booked, starts_at, by=by)
    asking = await new_proposal.of_educator([made], Kind.ONE, offer.message, by=by)
    (proposed,) = await reply.put(asking, [made], instead_of, by=by)
    return proposed


async def _checked(offer: Offer, connection: Connection, by: Staff) -> tuple[Service, datetime]:
    await must_learn(offer.learner, connection)
    return (await fault.check(offer.draft, by=by)).whole()


async def _there(key: UUID, by: Staff) -> Session | None:
    """What an earlier sending of the same form has made. Errors: NotFound, for somebody else's."""
    if await database.row("SELECT 1 FROM sessions WHERE id = {}", key) is None:
        return None
    return await sessions.reachable(key, by=by)

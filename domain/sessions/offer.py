"""An offer: an educator proposes a session and can take it back. Rule: S2."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from domain import clock, database
from domain.errors import Forbidden, Invalid
from domain.profiles import family
from domain.profiles.actor import Actor, Staff
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import fault, question, state
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.fault import Draft
from domain.sessions.proposal import Kind
from domain.sessions.session import Place, Session, State
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
    # Before all checks: the second sending would find the time taken by the first.
    if await _is_there(offer.key):
        return await sessions.reachable(offer.key, by=by)
    booked, starts_at = await _checked(offer, connection, by)
    made = row(offer, uuid4(), connection, booked, starts_at, by=by)
    asking = await question.asking_for([made], Kind.ONE, offer.message, by=by)
    try:
        return (await question.put_instead(asking, [made], instead_of, by=by))[0]
    except database.Violation:
        # Somebody sent the same at once; the first is there now.
        if not await _is_there(offer.key):
            raise
    return await sessions.reachable(offer.key, by=by)


async def withdraw(session: Session, *, by: Actor, why: str = "") -> None:
    """Takes an unanswered proposal or request back. Rule: S1. Errors: Forbidden, Stale."""
    if not session.is_offered_by(by):
        raise Forbidden
    async with database.transaction():
        if not await proposals.answer(session.proposal, by=by.profile_id):
            raise await state.stale(session)
        asked = await sessions.of_proposal(session.proposal)
        await state.change(
            [each for each in asked if each.state == State.PENDING],
            State.CANCELLED,
            by=by.profile_id,
            kind="session.withdrawn",
            why=why.strip(),
            is_one_news=len(asked) > 1,
        )


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
    if learner not in {each.id for each in await family.learners(connection.family)}:
        raise Invalid("learner", "unknown")


async def _checked(offer: Offer, connection: Connection, by: Staff) -> tuple[Service, datetime]:
    await must_learn(offer.learner, connection)
    checked = await fault.check(offer.draft, by=by)
    if checked.faults:
        raise checked.faults[0]
    assert checked.service is not None and checked.starts_at is not None
    return checked.service, checked.starts_at


async def _is_there(key: UUID) -> bool:
    return await database.row("SELECT 1 FROM sessions WHERE id = {}", key) is not None

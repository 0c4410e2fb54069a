"""A proposal: an educator offers a session, the family answers. Rule: S2."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain import clock, database, events, outbox
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import family
from domain.profiles.actor import Actor
from domain.providers import link, provider, service
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import session as sessions
from domain.sessions import state
from domain.sessions.session import Place, Session, State
from domain.sessions.wall_clock import instant

MESSAGE_LENGTH = 4000
YEARS_AHEAD = 2

_OVERLAP = """
SELECT 1 FROM sessions WHERE educator = {} AND state = 'confirmed'
AND starts_at < {} AND ends_at > {}
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an educator fills in. Shape: day and wall_time are meant in the educator's zone."""

    key: UUID
    child: UUID
    service: UUID
    day: date
    wall_time: time
    time_zone: str
    place: Place
    place_detail: str = ""
    meeting_url: str = ""
    message: str = ""


async def propose(offer: Offer, connection: Connection, *, by: Actor) -> Session:
    """Puts a session in; the same key twice is one session.

    Rule: S2 S13. Choice: at most YEARS_AHEAD, as a later date is a slip of the keyboard.
    Errors: Invalid (child, service, starts_on, starts_at, meeting_url, message), NotFound,
    Forbidden; nothing is written.
    """
    if by.educator_id is None or by.provider_id != connection.provider:
        raise Forbidden
    # Before all checks: the second sending would find the time taken by the first.
    if await _is_there(offer.key):
        return await sessions.reachable(offer.key, by=by)
    made = await _session(offer, connection, by)
    async with database.transaction():
        # Those who send the same at once queue here, and the second finds the first.
        await events.raise_revisions(made.subject())
        if await _is_there(offer.key):
            return await sessions.reachable(offer.key, by=by)
        await made.save()
        await events.record(
            "session.proposed",
            by=by.profile_id,
            subject=made.subject(),
            why=made.message,
            particulars=await sessions.particulars(made),
            useful_until=made.expires_at,
        )
        await outbox.put(
            "proposal_expiry",
            {"session": str(made.id)},
            due_at=made.expires_at,
            dedupe=f"proposal_expiry:{made.id}",
        )
    return made


async def withdraw(session: Session, *, by: Actor, why: str = "") -> None:
    """The educator takes an unanswered proposal back. Errors: Forbidden, Stale."""
    if by.educator_id != session.educator:
        raise Forbidden
    if session.state != State.PENDING:
        raise state.Stale(State(session.state))
    await state.change(
        session, State.CANCELLED, by=by.profile_id, kind="session.withdrawn", why=why.strip()
    )


async def expire(session_id: UUID) -> None:
    """Cancels what nobody answered in time; what was answered stays. Rule: S1 S2."""
    async with database.transaction():
        session = await sessions.locked(session_id)
        if session.state == State.PENDING and session.expires_at <= clock.now():
            await state.change(session, State.CANCELLED, by=None, kind="session.expired")


async def _session(offer: Offer, connection: Connection, by: Actor) -> Session:
    booked = await _service(offer, by)
    starts_at = _starts_at(offer)
    ends_at = starts_at + timedelta(minutes=booked.duration_minutes)
    now = clock.now()
    await _check(offer, connection, by, starts_at, ends_at, now)
    return Session(
        id=offer.key,
        connection=connection.id,
        provider=connection.provider,
        family=connection.family,
        educator=by.educator_id,
        child=offer.child,
        service=booked.id,
        service_name=booked.name,
        credits=booked.credits,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=offer.time_zone,
        place=offer.place,
        place_detail=offer.place_detail.strip(),
        meeting_url=offer.meeting_url.strip() if offer.place == Place.ONLINE else "",
        message=offer.message.strip(),
        expires_at=await _expires_at(connection.provider, starts_at, now),
        proposed_by=by.profile_id,
        created_at=now,
        changed_at=now,
    )


def _starts_at(offer: Offer) -> datetime:
    # Before the instant is known: at the ends of the calendar there is none.
    if offer.day > clock.latest_day(YEARS_AHEAD):
        raise Invalid("starts_on", "too_far", years=YEARS_AHEAD)
    try:
        return instant(offer.day, offer.wall_time, offer.time_zone)
    except OverflowError:
        raise Invalid("starts_on", "out_of_range") from None


async def _service(offer: Offer, by: Actor) -> Service:
    try:
        found = await service.reachable(offer.service, by=by)
    except NotFound:
        raise Invalid("service", "unknown") from None
    if found.is_retired:
        raise Invalid("service", "retired")
    return found


async def _check(
    offer: Offer,
    connection: Connection,
    by: Actor,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
) -> None:
    if offer.child not in {learner.id for learner in await family.learners(connection.family)}:
        raise Invalid("child", "unknown")
    if starts_at <= now:
        raise Invalid("starts_on", "past")
    link.checked(offer.meeting_url)
    if len(offer.message) > MESSAGE_LENGTH:
        raise Invalid("message", "too_long", most=MESSAGE_LENGTH)
    if await database.row(_OVERLAP, by.educator_id, ends_at, starts_at):
        raise Invalid("starts_at", "overlaps")


async def _is_there(key: UUID) -> bool:
    return await database.row("SELECT 1 FROM sessions WHERE id = {}", key) is not None


async def _expires_at(provider_id: UUID, starts_at: datetime, now: datetime) -> datetime:
    hours = (await provider.by_id(provider_id)).answer_hours
    return starts_at if hours is None else min(starts_at, now + timedelta(hours=hours))

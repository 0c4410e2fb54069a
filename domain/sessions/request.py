"""A request: a family chooses a free slot and asks the educator for it. Rule: S5 S6."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock, database
from domain.agreements import lacking
from domain.agreements.lacking import Learning
from domain.availability import picture, rules
from domain.availability.plan import Plan
from domain.availability.rules import Rules
from domain.errors import Conflict, Invalid
from domain.profiles import members
from domain.profiles.actor import Guardian
from domain.sessions import claim, new_proposal, question, slot
from domain.sessions import session as sessions
from domain.sessions.bookable import Bookable
from domain.sessions.place import Place
from domain.sessions.proposal import Kind
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow

HELD = timedelta(minutes=5)
"""How long a slot that is being chosen is kept for its family. Rule: S6."""
NOTE_MOST = 1000


class SlotGone(Conflict):
    """Somebody else has it, or chooses it just now, or it is offered no more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a family asks for."""

    booked: Bookable
    learner: UUID
    starts_at: datetime


async def is_free(wish: Wish, *, by: Guardian) -> bool:
    """Whether it could be chosen now."""
    return not (await _asked(wish, by)).why(wish.starts_at)


async def choose(wish: Wish, *, by: Guardian) -> datetime:
    """Keeps a slot for the family while it makes up its mind; until when is returned.

    Choice: one slot for a family, so choosing another lets go of the first.
    Errors: SlotGone, ConsentsMissing, Invalid (learner); nothing is written.
    """
    await _must_learn(wish, by)
    await _must_have_agreed(wish)
    until = clock.now() + HELD
    try:
        async with database.transaction():
            span = (await _free(wish, by)).with_buffers(wish.starts_at)
            who = wish.booked.educator
            await claim.make(claim.Kind.CHOICE, who, by.family_id, span, until)
    except database.Violation as violation:
        raise _gone(violation) from violation
    return until


def answered_until(starts_at: datetime, chosen: Rules, now: datetime) -> datetime:
    """Until when what is asked now can be answered."""
    return min(starts_at, now + timedelta(hours=chosen.answer_hours))


async def make(key: UUID, wish: Wish, note: str, *, by: Guardian) -> Session:
    """Asks the educator, who has the provider's time to answer; the same key twice is one request.

    Rule: S5 D5. Errors: SlotGone, ConsentsMissing, Invalid (learner, note); nothing is written.
    """
    await _must_learn(wish, by)
    if len(note.strip()) > NOTE_MOST:
        raise Invalid("note", "too_long", most=NOTE_MOST)
    try:
        async with database.transaction():
            # Within, so that the second of two at once waits and then finds the first.
            if await _is_there(wish, key):
                return await sessions.reachable(key, by=by)
            return await _make(key, wish, note.strip(), by)
    except database.Violation as violation:
        raise _gone(violation) from violation


async def _make(key: UUID, wish: Wish, note: str, by: Guardian) -> Session:
    await _must_have_agreed(wish)
    plan = await _free(wish, by)
    row = _session(key, wish, plan.picture.time_zone, clock.now(), by)
    until = answered_until(row.starts_at, plan.picture.rules, row.created_at)
    asking = new_proposal.of_family(row, Kind.REQUEST, note, until, by=by)
    (made,) = await question.put(asking, [row], "session.requested")
    span = plan.with_buffers(wish.starts_at)
    kind, expires_at = claim.Kind.REQUEST, asking.expires_at
    await claim.make(kind, row.educator, by.family_id, span, expires_at, made.id)
    return made


async def _free(wish: Wish, by: Guardian) -> Plan:
    """What is free, once nobody else can take it. Errors: SlotGone."""
    if not await rules.locked(wish.booked.educator):
        raise SlotGone
    plan = await _asked(wish, by)
    if plan.why(wish.starts_at):
        raise SlotGone
    return plan


async def _asked(wish: Wish, by: Guardian) -> Plan:
    day, who = wish.starts_at.date(), wish.booked.educator
    known = await picture.read(who, day, day, family=by.family_id, learners=[wish.learner])
    return slot.plan(known, wish.booked)


def _session(key: UUID, wish: Wish, zone: str, now: datetime, by: Guardian) -> SessionRow:
    """Rule: S13. Choice: online where the educator has a room, else at the provider's."""
    booked = wish.booked
    return SessionRow(
        id=key,
        proposal=uuid4(),
        connection=booked.connection,
        provider=booked.provider,
        family=by.family_id,
        educator=booked.educator,
        learner=wish.learner,
        service=booked.service,
        service_name=booked.service_name,
        credits=booked.credits,
        starts_at=wish.starts_at,
        ends_at=wish.starts_at + timedelta(minutes=booked.duration_minutes),
        time_zone=zone,
        place=Place.ONLINE if booked.room else Place.AT_PROVIDER,
        meeting_url=booked.room,
        created_at=now,
        changed_at=now,
    )


async def _is_there(wish: Wish, key: UUID) -> bool:
    await rules.locked(wish.booked.educator)
    return await database.row("SELECT 1 FROM sessions WHERE id = {}", key) is not None


async def _must_learn(wish: Wish, by: Guardian) -> None:
    if wish.learner not in {each.id for each in await members.learners(by.family_id)}:
        raise Invalid("learner", "unknown")


async def _must_have_agreed(wish: Wish) -> None:
    """Rule: D5. Errors: ConsentsMissing."""
    await lacking.must_be_none({Learning(wish.booked.connection, wish.learner)})


def _gone(violation: database.Violation) -> Exception:
    return SlotGone() if violation.name == "S6_no_overlap_of_claims" else violation

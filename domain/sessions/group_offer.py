"""A group's offer: an educator makes a date and proposes it to families. Rule: S2 S18."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain import clock, database, topics
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import fault, group, group_invitation, group_minimum, obstacle, taken
from domain.sessions.fault import Draft
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.group_invitation import Invited
from domain.sessions.place import Place
from domain.sessions.state import S4_EDUCATOR


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """What an educator fills in. Shape: day and wall_time are meant in the educator's zone; is_open
    says that families may join by themselves.
    """

    key: UUID
    service: UUID
    day: date
    wall_time: time
    time_zone: str
    place: Place
    place_detail: str = ""
    meeting_url: str = ""
    message: str = ""
    is_open: bool = False
    invited: tuple[Invited, ...] = ()

    @property
    def draft(self) -> Draft:
        day, start, zone = self.day, self.wall_time, self.time_zone
        return Draft(self.service, day, start, zone, self.meeting_url, self.message)


async def make(typed: GroupOffer, *, by: Staff) -> Group:
    """Makes a date and proposes it to the families chosen; the same key twice is one date.

    Rule: S2 S18 S4: its time is its educator's from now on, whoever is in it. Choice: a proposal
    for each child, so that a family can say yes for one and no for another, each with a
    notification, an expiry and a history of its own.
    Errors: Invalid (service, invited, and what fault.check() finds); nothing is written.
    """
    # Before all checks: the second sending would find the time taken by the first.
    if await _is_there(typed.key):
        return await group.reachable(typed.key, by=by)
    booked, starts_at = (await fault.check(typed.draft, by=by, is_group=True)).whole()
    try:
        async with database.transaction():
            await GroupDate.insert(_row(typed, booked, starts_at, by))
            made = await group.by_id(typed.key)
            await group_minimum.plan(made)
            await group_invitation.propose(made, typed.invited, by)
            await obstacle.refresh_around(made.starts_at, made.ends_at, {by.profile_id})
            topics.touch(topics.name("session", by.profile_id))
    except database.Violation as violation:
        # Somebody sent the same at once; the first is there now.
        if not await _is_there(typed.key):
            raise _taken(violation) from violation
    return await group.reachable(typed.key, by=by)


def _row(typed: GroupOffer, booked: Service, starts_at: datetime, by: Staff) -> GroupDate:
    now, minimum = clock.now(), booked.minimum_count
    decided_at = starts_at - timedelta(hours=booked.call_off_hours)
    # Made so late, it takes place with any: nobody has time to decide.
    is_decided = minimum > 0 and decided_at > now
    return GroupDate(
        id=typed.key,
        service=booked.id,
        educator=by.profile_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=booked.duration_minutes),
        time_zone=typed.time_zone,
        places_count=booked.places_count,
        minimum_count=minimum if is_decided else 0,
        service_name=booked.name,
        credits=booked.credits,
        place=typed.place,
        place_detail=typed.place_detail.strip(),
        meeting_url=typed.meeting_url.strip() if typed.place == Place.ONLINE else "",
        message=typed.message.strip(),
        is_open=typed.is_open,
        call_off_at=decided_at if is_decided else None,
        created_at=now,
    )


def _taken(violation: database.Violation) -> Exception:
    """Something was confirmed at that moment. Rule: S4."""
    is_taken = violation.name == S4_EDUCATOR
    return Invalid("starts_at", taken.SESSION) if is_taken else violation


async def _is_there(key: UUID) -> bool:
    return await database.row("SELECT 1 FROM group_dates WHERE id = {}", key) is not None

"""What an educator is told before proposing where families cannot ask. Rule: S2 S6."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.availability import picture, unusual
from domain.availability.unusual import Unusual
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions.fault import Draft
from domain.sessions.session import Session
from web.pages.sessions import typed_start
from web.words.translations import N_, say

UNUSUAL = {
    Unusual.OUTSIDE: N_("Das liegt außerhalb deiner Zeiten. Einstellen kannst du es trotzdem."),
    Unusual.NIGHT: N_("Das ist nachts. Einstellen kannst du es trotzdem."),
}
BUSY = N_("Dein Kalender „%(calendar)s“ ist da belegt. Einstellen kannst du es trotzdem.")


async def is_published(
    booked: Service | None, starts: Sequence[datetime | None], educator: Visitor[Staff]
) -> bool:
    """Whether there is nothing of which its educator has to be told first. Rule: S2 S6.

    Choice: who has no scripts is told so by one step more, as nothing is said there while choosing.
    """
    if booked is None:
        return True
    length = timedelta(minutes=booked.duration_minutes)
    return not any(await of_times(booked.id, starts, length, educator))


async def is_published_at(
    one: Session, to: Draft, length: timedelta, educator: Visitor[Staff]
) -> bool:
    """The same of another time for a session. Choice: the one that it has already is none."""
    begins_at = typed_start.of(to)
    if begins_at is None or (begins_at, begins_at + length) == (one.starts_at, one.ends_at):
        return True
    return not await of_time(one.service, begins_at, begins_at + length, educator)


async def of_time(
    service: UUID, starts_at: datetime, ends_at: datetime, educator: Visitor[Staff]
) -> list[str]:
    """Of one time. Rule: S2 S6."""
    (said,) = await of_times(service, [starts_at], ends_at - starts_at, educator)
    return said


async def of_times(
    service: UUID,
    starts: Sequence[datetime | None],
    length: timedelta,
    educator: Visitor[Staff],
) -> list[list[str]]:
    """Whoever proposes outside of published hours, at night without any, or where a calendar
    elsewhere says that they are busy, is told so before, and may. Rule: S2 S6.
    """
    known = [each for each in starts if each is not None]
    if not known:
        return [[] for _ in starts]
    language, first, last = educator.language, min(known), max(known)
    there = await picture.read_hours(
        educator.profile_id, first.date(), last.date(), busy=(first, last + length)
    )
    strange = unusual.of_each(there, service, length.seconds // 60, starts)
    hints = []
    for start, odd in zip(starts, strange, strict=True):
        lying = [
            each.calendar
            for each in there.busy
            if start and each.starts_at < start + length and each.ends_at > start
        ]
        said = [say(language, UNUSUAL[odd])] if odd else []
        hints.append(said + [say(language, BUSY, calendar=name) for name in dict.fromkeys(lying)])
    return hints

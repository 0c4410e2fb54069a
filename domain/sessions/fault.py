"""Faults: what speaks against a session that an educator puts in, all of it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain import clock, database
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Staff
from domain.providers import link
from domain.providers import service as services
from domain.providers.service import Service
from domain.sessions.wall_clock import instant

MESSAGE_LENGTH = 4000
YEARS_AHEAD = 2

_OVERLAP = """
SELECT 'overlaps' FROM sessions WHERE educator = {} AND state = 'confirmed'
AND group_date IS NULL AND starts_at < {} AND ends_at > {}
UNION ALL
SELECT 'overlaps_group' FROM group_dates WHERE educator = {} AND called_off_at IS NULL
AND starts_at < {} AND ends_at > {}
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed so far. Shape: None where nothing is, which is no fault of the draft."""

    service: UUID | None
    day: date | None
    wall_time: time | None
    time_zone: str
    meeting_url: str = ""
    message: str = ""


@dataclass(slots=True)
class Checked:
    """What a draft means, as far as it means anything, and its faults in the order of the form."""

    service: Service | None = None
    starts_at: datetime | None = None
    faults: list[Invalid] = field(default_factory=list)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Goes on after a fault that comes up within, for there may be more."""
        try:
            yield
        except Invalid as fault:
            self.faults.append(fault)

    def whole(self) -> tuple[Service, datetime]:
        """What is booked, and when. Errors: Invalid, the first of its faults."""
        if self.faults:
            raise self.faults[0]
        assert self.service is not None and self.starts_at is not None
        return self.service, self.starts_at


async def check(draft: Draft, *, by: Staff, is_group: bool = False) -> Checked:
    """Rule: S2 S4 S13 S18. Choice: at most YEARS_AHEAD, as a later date is a slip of the keyboard.

    Shape: faults of service, starts_on, starts_at, meeting_url and message; is_group says that a
    service of several places is wanted, and else one of a single one.
    """
    checked = Checked()
    with checked.noting():
        checked.service = await _service(draft.service, by)
        _must_be_group(checked.service, is_group)
    with checked.noting():
        checked.starts_at = starts_at(draft)
        await _must_be_free(checked, by)
    check_words(checked, draft)
    return checked


def check_words(checked: Checked, draft: Draft) -> None:
    """Notes faults of meeting_url and message."""
    with checked.noting():
        link.checked(draft.meeting_url)
    with checked.noting():
        if len(draft.message) > MESSAGE_LENGTH:
            raise Invalid("message", "too_long", most=MESSAGE_LENGTH)


def starts_at(draft: Draft) -> datetime | None:
    """When it would begin, as far as that is known. Errors: Invalid (starts_on)."""
    if draft.day is None:
        return None
    # Before the instant is known: at the ends of the calendar there is none.
    if draft.day > clock.latest_day(YEARS_AHEAD):
        raise Invalid("starts_on", "too_far", years=YEARS_AHEAD)
    try:
        # A day that is over is, whenever on it the session would begin.
        begins_at = instant(draft.day, draft.wall_time or time.max, draft.time_zone)
    except OverflowError:
        raise Invalid("starts_on", "out_of_range") from None
    if begins_at <= clock.now():
        raise Invalid("starts_on", "past")
    return begins_at if draft.wall_time else None


async def _service(asked: UUID | None, by: Staff) -> Service | None:
    if asked is None:
        return None
    try:
        booked = await services.reachable(asked, by=by)
    except NotFound:
        raise Invalid("service", "unknown") from None
    if booked.is_retired:
        raise Invalid("service", "retired")
    return booked


def _must_be_group(booked: Service | None, is_group: bool) -> None:
    if booked is not None and booked.is_group != is_group:
        raise Invalid("service", "no_group" if is_group else "of_group")


async def _must_be_free(checked: Checked, by: Staff) -> None:
    if checked.service is None or checked.starts_at is None:
        return
    ends_at = checked.starts_at + timedelta(minutes=checked.service.duration_minutes)
    span = (by.profile_id, ends_at, checked.starts_at)
    if rival := await database.row(_OVERLAP, *span, *span):
        raise Invalid("starts_at", rival[0])

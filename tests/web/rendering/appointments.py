"""Appointments and readers that no database made, and calendars as two parsers read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import vobject
from icalendar import Calendar

from domain.calendar.appointment import Appointment
from domain.calendar.reader import Reader
from domain.profiles.actor import Guardian
from domain.sessions.place import Place
from domain.sessions.session import State

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
NADIA = Reader(
    profile=UUID(int=1),
    kind="guardian",
    actor=Guardian(UUID(int=1), UUID(int=2)),
    name="Nadia Kaya",
    language="de",
    time_zone="Europe/Berlin",
    minutes=(60, 1560),
    address_version=0,
    versions="",
)
MATHS = Appointment(
    id=UUID(int=3),
    thread=UUID(int=3),
    sequence=1,
    state=State.CONFIRMED,
    starts_at=AT,
    ends_at=AT + timedelta(hours=1),
    time_zone="Europe/Berlin",
    service="Mathe",
    learner="Mila",
    educator="Jonas Weber",
    credits=1,
    place=Place.AT_FAMILY,
    place_detail="",
    notice_hours=24,
    created_at=AT - timedelta(days=9),
    changed_at=AT - timedelta(days=8),
)


@dataclass(frozen=True)
class Read:
    """An event as a parser found it; texts without escapes, times in UTC."""

    texts: Mapping[str, str]
    starts_at: datetime
    ends_at: datetime
    stamps: tuple[datetime, datetime, datetime]
    alarms: list[timedelta]
    people: list[str]


TEXTS = ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "TRANSP", "SEQUENCE")
STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED")


def by_icalendar(made: bytes) -> list[Read]:
    return [_by_icalendar(event) for event in Calendar.from_ical(made).walk("VEVENT")]


def by_vobject(made: bytes) -> list[Read]:
    parsed = vobject.readOne(made.decode())
    return [_by_vobject(event) for event in parsed.contents.get("vevent", [])]


def _by_icalendar(event: Any) -> Read:
    people = [event[each] for each in ("ORGANIZER", "ATTENDEE") if each in event]
    return Read(
        {each: str(event[each]) for each in TEXTS if each in event},
        _in_utc(event["DTSTART"].dt),
        _in_utc(event["DTEND"].dt),
        tuple(_in_utc(event[each].dt) for each in STAMPS),  # type: ignore[arg-type]
        [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
        [f"{dict(sorted(each.params.items()))} {each}" for each in people],
    )


def _by_vobject(event: Any) -> Read:
    def value(name: str) -> Any:
        return getattr(event, name.lower().replace("-", "_")).value

    lines = [
        event.contents[each][0] for each in ("organizer", "attendee") if each in event.contents
    ]
    people = [({key: only for key, [only] in each.params.items()}, each.value) for each in lines]
    return Read(
        {each: str(value(each)) for each in TEXTS if each.lower() in event.contents},
        _in_utc(value("DTSTART")),
        _in_utc(value("DTEND")),
        tuple(_in_utc(value(each)) for each in STAMPS),  # type: ignore[arg-type]
        [alarm.trigger.value for alarm in event.contents.get("valarm", [])],
        [f"{dict(sorted(params.items()))} {address}" for params, address in people],
    )


def _in_utc(moment: datetime) -> datetime:
    assert moment.tzinfo is not None
    return moment.astimezone(UTC)

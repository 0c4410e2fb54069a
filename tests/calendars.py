"""Calendars as other programs write them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from domain.availability import picture
from domain.busy import busy_calendar, reading
from domain.busy.busy_time import Busy
from domain.profiles.actor import Staff

BERLIN_RULES = """\
BEGIN:VTIMEZONE
TZID:Somewhere
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
"""A zone that no list of zones has, and so comes with its own rules."""


def calendar(*events: str, head: str = "") -> bytes:
    lines = "".join(events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tests\n{head}{lines}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def event(start: str, end: str, *lines: str, uid: str = "one@elsewhere.example") -> str:
    """Shape: start and end with their parameters, `;TZID=Europe/Berlin:20261130T150000`."""
    return _component("VEVENT", [f"UID:{uid}", f"DTSTART{start}", f"DTEND{end}", *lines])


def berlin(start: str, end: str, *lines: str, uid: str = "one@elsewhere.example") -> str:
    """Shape: 20261130T1500."""
    zone = ";TZID=Europe/Berlin:"
    return event(f"{zone}{start}00", f"{zone}{end}00", *lines, uid=uid)


def _component(name: str, lines: Iterable[str]) -> str:
    inside = "".join(f"{line}\n" for line in ("DTSTAMP:20261101T000000Z", "SUMMARY:Secret", *lines))
    return f"BEGIN:{name}\n{inside}END:{name}\n"


async def kept(by: Staff, name: str, *times: tuple[datetime, datetime]) -> UUID:
    """A calendar elsewhere as if it had been read."""
    key = uuid4()
    await busy_calendar.add(key, name, f"https://calendar.example/{key}.ics", by=by)
    spans = [(int(begin.timestamp()), int(end.timestamp())) for begin, end in times]
    await reading.keep(key, spans)
    return key


async def busy(educator: UUID, since: datetime, until: datetime) -> list[Busy]:
    """What was read of an educator's that reaches into a time."""
    known = await picture.read_hours(educator, since.date(), until.date(), busy=(since, until))
    return list(known.busy)

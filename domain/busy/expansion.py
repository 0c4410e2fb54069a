"""An expansion: what an iCalendar file takes of somebody's time; a program of its own. Rule: S6.

Choice: a file can be made to cost hours and gigabytes (a rule that repeats each second), so it is
read in a process that may take some seconds and little memory, opens nothing and knows no secret.
Of what is read only begin and end are said, nothing else leaves it.
Source: RFC 5545; icalendar reads it, recurring-ical-events repeats it.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from math import ceil, floor
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from domain.availability import span
from domain.availability.span import Span
from domain.sessions import wall_clock

PROCESSOR_SECONDS = 8
MEMORY_BYTES = 512 * 1024 * 1024
SPANS_MOST = 5000
NO_CALENDAR_STATUS, TOO_MUCH_STATUS = 3, 4
FREE = {"FREE", "WORKINGELSEWHERE"}
"""What Outlook calls the time of an appointment that leaves somebody free."""


def spans(raw: bytes, zone: str, since: datetime, until: datetime, own_host: str) -> list[Span]:
    """What is busy between two moments, in order and without gaps of nothing.

    Shape: whole days and times without a zone are meant in `zone`; sessions of own_host are none,
    for they are known. Errors: ValueError for what is no calendar.
    """
    busy: list[Span] = []
    calendars = Calendar.from_ical(raw, multiple=True)
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise ValueError
    for calendar in calendars:
        asked = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True)
        events = (each for each in asked.between(since, until) if _is_busy(each, own_host))
        busy += _within((_span(each, zone) for each in events), since, until)
    return span.merged(busy)


def _is_busy(event: Any, own_host: str) -> bool:
    is_left_free = (
        str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() in FREE
    )
    return not (is_left_free or str(event.get("UID", "")).endswith(f"@{own_host}"))


def _span(event: Any, zone: str) -> Span:
    begin, end = (_moment(event[name].dt, zone).timestamp() for name in ("DTSTART", "DTEND"))
    return floor(begin), ceil(end)


def _moment(said: date | datetime, zone: str) -> datetime:
    if not isinstance(said, datetime):
        return wall_clock.instant(said, time.min, zone)
    if said.tzinfo is None:
        return wall_clock.instant(said.date(), said.time(), zone)
    return said.astimezone(UTC)


def _within(those: Iterable[Span], since: datetime, until: datetime) -> Iterator[Span]:
    first, last = int(since.timestamp()), int(until.timestamp())
    for begin, end in those:
        if begin < end and begin < last and end > first:
            yield max(begin, first), min(end, last)


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> int:
    """Shape: arguments as of `spans`, the moments in ISO form; the file comes by stdin, a list of
    [begin, end] goes to stdout.
    """
    zone, since, until, own_host = sys.argv[1:]
    span_of = datetime.fromisoformat(since), datetime.fromisoformat(until)
    _limit()
    try:
        lasting = spans(sys.stdin.buffer.read(), zone, *span_of, own_host)
    except MemoryError:
        return TOO_MUCH_STATUS
    except Exception:
        # Whatever the libraries stumble over: it is said by the number alone, nothing is shown.
        return NO_CALENDAR_STATUS
    if len(lasting) > SPANS_MOST:
        return TOO_MUCH_STATUS
    json.dump(lasting, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

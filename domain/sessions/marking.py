"""Marking: what speaks against a time, or is to be thought of. Rule: S2 S4 S6 S7."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from domain import clock
from domain.availability import opening
from domain.availability.picture import Picture
from domain.busy.busy_time import Busy
from domain.providers.service import Service
from domain.sessions import wall_clock
from domain.sessions.asked import LONGEST
from domain.sessions.mark import Kind, Mark
from domain.sessions.rival import Rival
from domain.sessions.wall_clock import Span


def away(start: datetime, end: datetime, absences: Sequence[Span]) -> list[Mark]:
    is_away = any(begun < end and ended > start for begun, ended in absences)
    return [Mark(Kind.ABSENCE)] if is_away else []


def outside(start: datetime, length: timedelta, booked: Service, known: Picture) -> list[Mark]:
    """Rule: S2. Shape: none while no hours were said."""
    is_inside = not known.hours or opening.holds(known, booked.id, start, start + length)
    return [] if is_inside else [Mark(Kind.OUTSIDE)]


def busy(start: datetime, end: datetime, busy: Sequence[Busy]) -> Iterator[Mark]:
    """Rule: S6. Once for each calendar."""
    calendars = (each.calendar for each in busy if each.starts_at < end and each.ends_at > start)
    return (Mark(Kind.BUSY, calendar) for calendar in dict.fromkeys(calendars))


def past(start: datetime) -> list[Mark]:
    return [Mark(Kind.PAST)] if start <= clock.now() else []


def taken(start: datetime, end: datetime, rivals: Sequence[Rival]) -> Iterator[Mark]:
    """One for each side whose time is taken, and one for all that wait."""
    at = bisect_left(rivals, start - LONGEST, key=lambda each: each.starts_at)
    by_person: dict[str, list[str]] = {}
    while at < len(rivals) and rivals[at].starts_at < end:
        lying, at = rivals[at], at + 1
        if lying.ends_at > start:
            by_person.setdefault(lying.whose, []).append(lying.what)
    for whose, what in by_person.items():
        named = dict.fromkeys(what) if whose == Kind.WAITS else what[:1]
        yield Mark(Kind(whose), ", ".join(named))


def odd(oddity: wall_clock.Oddity | None) -> list[Mark]:
    return [Mark(Kind(oddity.value))] if oddity else []

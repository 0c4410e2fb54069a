"""What is foreseen of a session while it is typed: what lies at that time. Rule: S2 S4 S6."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import fault, habit, taken
from domain.sessions.fault import Draft
from domain.sessions.week import Taught
from web.pages.sessions import typed_start, unpublished
from web.words import clock_changes, refusals
from web.words.formats import Formats
from web.words.translations import N_, say

WAITS = N_("Zur selben Zeit wartet schon ein Vorschlag: %(who)s.")


async def of_times(
    meant: Sequence[Draft],
    booked: Service | None,
    ahead: Sequence[Taught],
    educator: Visitor[Staff],
) -> list[list[str]]:
    """What there is to say of each time, before it is sent; what holds is decided then, and when it
    is confirmed. Rule: S2 S4 S6. Shape: none of what is not typed yet.
    """
    said = [_conflicts(each, booked, ahead, educator.language) for each in meant]
    if booked is None:
        return said
    starts = [typed_start.of(each) for each in meant]
    length = timedelta(minutes=booked.duration_minutes)
    more = await unpublished.of_times(booked.id, starts, length, educator)
    return [first + then for first, then in zip(said, more, strict=True)]


def _conflicts(
    meant: Draft, booked: Service | None, ahead: Sequence[Taught], language: str
) -> list[str]:
    try:
        starts_at = fault.starts_at(meant)
    except Invalid as error:
        return [refusals.invalid("date", error.code, language, error.values)]
    if starts_at is None or meant.day is None or meant.wall_time is None:
        return []
    changed = clock_changes.lines(meant.day, meant.wall_time, meant.time_zone, language)
    if booked is None:
        return changed
    ends_at = starts_at + timedelta(minutes=booked.duration_minutes)
    return changed + _rivals(starts_at, ends_at, ahead, language)


def _rivals(
    starts_at: datetime, ends_at: datetime, ahead: Sequence[Taught], language: str
) -> list[str]:
    lying = habit.at_once(starts_at, ends_at, ahead)
    standing = [row for row in lying if row.state == "confirmed"]
    if standing:
        is_group = all(row.places_count for row in standing)
        reason = taken.GROUP if is_group else taken.SESSION
        return [refusals.invalid("start", reason, language)]
    names = dict.fromkeys(row.learner for row in lying)
    who = Formats(language).listed(list(names))
    return [say(language, WAITS, who=who)] if names else []

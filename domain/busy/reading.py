"""A reading: one look into an external calendar, and what it leaves behind. Rule: S6."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain import clock, database
from domain.availability import rules
from domain.availability.span import Span
from domain.busy import busy_time, known, unfolding
from domain.busy.fault import Fault, Unread
from domain.busy.known import Known
from domain.busy.mark import Mark

EVERY = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=6)
PAST = timedelta(days=8)
"""So that the week that is shown has its beginning."""
AHEAD = timedelta(days=380)
"""Beyond any booking window, by what it may move until the file is read as a whole again."""
PLACES = 3
"""Calendars that one process reads at once: one that hangs, or is large, keeps nobody else."""

_LOCKED = "SELECT id FROM busy_calendars WHERE id = {}"
_READ = """
UPDATE busy_calendars SET etag = {}, last_modified = {}, time_zone = {}, fault = '',
  failures_count = 0, failing_since = NULL, tried_at = {}, read_at = {}, whole_at = {} WHERE id = {}
"""
_FAILED = """
UPDATE busy_calendars SET fault = {}, failures_count = {}, failing_since = {}, tried_at = {}
WHERE id = {}
"""


class NoPlace(Exception):
    """Others are being read."""


class _Places:
    """How many are taken; of one event loop, as a process works in one."""

    taken = 0


async def read(calendar: UUID) -> datetime | None:
    """Reads it and says when to do so again; None where there is no such calendar any more.

    Choice: what was read last stays while it cannot be read, and it is asked ever more rarely; that
    of somebody who works nowhere any more is not read.
    Errors: NoPlace, nothing was done.
    """
    if _Places.taken >= PLACES:
        raise NoPlace
    _Places.taken += 1
    try:
        kept = await known.of(calendar)
        return await _read(kept) if kept else None
    finally:
        _Places.taken -= 1


async def keep(calendar: UUID, spans: Sequence[Span]) -> None:
    """Takes these for what stands there, without a look at its source."""
    kept = await known.of(calendar)
    if kept is not None:
        await _keep(kept, Mark(), spans)


async def _read(kept: Known) -> datetime | None:
    now = clock.now()
    if not kept.is_needed:
        return _later(now, LONGEST_PAUSE)
    try:
        # What it asks with takes a quarter of a second to read, at each start.
        from domain.busy import fetching

        fetched = await fetching.fetch(kept.address, kept.mark)
        span = now - PAST, now + AHEAD
        spans = None
        if fetched.body is not None:
            spans = await unfolding.spans(fetched.body, kept.time_zone, *span)
    except Unread as unread:
        return await _failed(kept, unread.fault)
    return _later(now, EVERY) if await _keep(kept, fetched.mark, spans) else None


async def _keep(kept: Known, mark: Mark, spans: Sequence[Span] | None) -> bool:
    """Shape: None for what stayed as it was; whether the calendar is still there."""
    now = clock.now()
    async with database.transaction():
        if not await _is_there(kept):
            return False
        whole_at = kept.whole_at if spans is None else now
        await database.rows(_READ, *mark, kept.time_zone, now, now, whole_at, kept.id)
        changed = spans is not None and await busy_time.replace(kept.id, kept.educator, spans)
        if changed or kept.fault or kept.whole_at is None:
            rules.changed(kept.educator)
    return True


async def _failed(kept: Known, fault: Fault) -> datetime | None:
    now, count = clock.now(), kept.failures_count + 1
    async with database.transaction():
        if not await _is_there(kept):
            return None
        since = kept.failing_since or now
        await database.rows(_FAILED, fault, count, since, now, kept.id)
        if fault != kept.fault:
            rules.changed(kept.educator)
    return _later(now, min(EVERY * 2 ** min(kept.failures_count, 10), LONGEST_PAUSE))


async def _is_there(kept: Known) -> bool:
    """Lets it be neither removed nor read by somebody else meanwhile."""
    sql = _LOCKED + database.FOR_UPDATE[database.dialect()]
    return await database.row(sql, kept.id) is not None


def _later(now: datetime, pause: timedelta) -> datetime:
    """By up to a fifth, so that what was added together is not read together."""
    return now + pause * random.uniform(1, 1.2)

"""Taken: what lies within a confirmed session of the same person. Rule: S4 S18.

Of an educator within a group date too, whether anybody is in it or not.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain import database
from domain.sessions.asked import LONGEST

SESSION, GROUP = "overlaps", "overlaps_group"
"""What an educator is told of a time that is taken, the reasons of an Invalid."""

_OF_EDUCATOR = f"""
SELECT id, starts_at, ends_at, '{SESSION}' FROM sessions WHERE educator = {{}}
AND state = 'confirmed' AND group_date IS NULL AND starts_at > {{}} AND starts_at < {{}}
UNION ALL SELECT id, starts_at, ends_at, '{GROUP}' FROM group_dates WHERE educator = {{}}
AND called_off_at IS NULL AND starts_at > {{}} AND starts_at < {{}}
"""
_OF_LEARNER = """
SELECT id, starts_at, ends_at, 'taken' FROM sessions WHERE learner = {} AND state = 'confirmed'
AND starts_at > {} AND starts_at < {}
"""
_AT = """
SELECT learner FROM sessions WHERE state = 'confirmed' AND learner IN ({learners})
AND starts_at > {{}} AND starts_at < {{}} AND ends_at > {{}}
AND (group_date IS NULL OR group_date <> {{}})
"""


async def by_educator(
    educator: UUID, starts: Sequence[datetime | None], length: timedelta
) -> list[str]:
    """By what, SESSION or GROUP. One query, none without a time. Shape: one for each, "" where it
    is free or not known.
    """
    return await _taken(_OF_EDUCATOR, educator, starts, length)


async def by_learner(
    learner: UUID, starts: Sequence[datetime | None], length: timedelta, but: Collection[UUID]
) -> list[bool]:
    """Whether each is, without what these take. One query, none without a time."""
    takers = await _taken(_OF_LEARNER, learner, starts, length, but)
    return [bool(each) for each in takers]


async def by_date(
    group_date: UUID, learners: Sequence[UUID], span: tuple[datetime, datetime]
) -> set[UUID]:
    """Which of these are elsewhere while a group meets. Rule: S18. One query."""
    sql = _AT.format(learners=database.marks(learners))
    starts_at, ends_at = span
    bounds = starts_at - LONGEST, ends_at, starts_at, group_date
    return {learner for (learner,) in await database.rows(sql, *learners, *bounds)}


async def _taken(
    sql: str,
    who: UUID,
    starts: Sequence[datetime | None],
    length: timedelta,
    but: Collection[UUID] = (),
) -> list[str]:
    known = [each for each in starts if each is not None]
    if not known or not length:
        return ["" for _ in starts]
    # The start bounds the index; no service is longer.
    span = who, min(known) - LONGEST, max(known) + length
    spans = await database.rows(sql, *span * sql.count("SELECT"))
    lying = [each for each in spans if each[0] not in but]
    return [_by_what(each, length, lying) if each else "" for each in starts]


def _by_what(
    start: datetime, length: timedelta, lying: Sequence[tuple[UUID, datetime, datetime, str]]
) -> str:
    names = (what for _, begun, ended, what in lying if begun < start + length and ended > start)
    return next(names, "")

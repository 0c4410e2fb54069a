"""An obstacle: what stands in the way of confirming a session that waits. Rule: S4 K3.

It is only said before the tap; what holds is decided at the confirmation, by the database.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from domain import database, topics
from domain.credits import hold, package
from domain.sessions.change import Change
from domain.sessions.listed import Listed
from domain.sessions.session import Session

LONGEST = timedelta(hours=12)
"""No service is longer, which bounds the index by the start."""

_CLASHES = """
SELECT s.id, k.educator = s.educator FROM sessions s JOIN sessions k
  ON k.state = 'confirmed' AND k.id <> s.id AND k.starts_at < s.ends_at AND k.ends_at > s.starts_at
  AND (k.educator = s.educator OR k.learner = s.learner)
WHERE s.id IN ({ids}) AND (k.educator IN ({educators}) OR k.learner IN ({learners}))
  AND k.starts_at > {{}} AND k.starts_at < {{}} AND (k.group_date IS NULL OR s.group_date IS NULL
    OR k.group_date <> s.group_date OR k.learner = s.learner)
"""
_RIVALS = """
SELECT DISTINCT family FROM sessions WHERE (educator IN ({educators}) OR learner IN ({learners}))
AND state = 'pending' AND starts_at > {{}} AND starts_at < {{}}
"""


class Obstacle(NamedTuple):
    """Shape: missing credits, 0 for none; is_ended where there are enough that end before that
    day; taken is whose time is taken, educator or child, or empty.
    """

    missing: int = 0
    is_ended: bool = False
    taken: str = ""


async def of(waiting: Sequence[Listed]) -> dict[UUID, Obstacle]:
    """For those of the waiting that have one. Two queries, none where nothing waits."""
    if not waiting:
        return {}
    sources = await package.sources({row.connection for row in waiting})
    clashes = await _clashes(waiting)
    found = {}
    for row in waiting:
        day = package.local_day(row.starts_at, row.provider_zone)
        own = hold.available_of(
            [each for each in sources if each.connection == row.connection], day
        )
        missing = own.missing(row.credits)
        is_ended = 0 < missing <= own.ended
        obstacle = Obstacle(missing, is_ended, clashes.get(row.id, ""))
        if obstacle != Obstacle():
            found[row.id] = obstacle
    return found


async def refresh(change: Change) -> None:
    """Says to families with proposals around that time that more, or less, is free now.

    Shape: also to a learner's other household.
    """
    educators = {session.educator for session in change.sessions}
    learners = {session.learner for session in change.sessions}
    sql = _RIVALS.format(educators=database.marks(educators), learners=database.marks(learners))
    rivals = await database.rows(sql, *educators, *learners, *_span(change.sessions))
    topics.touch(*(topics.name("session", family) for (family,) in rivals))


async def _clashes(waiting: Sequence[Listed]) -> dict[UUID, str]:
    ids = [row.id for row in waiting]
    educators = {row.educator_id for row in waiting}
    learners = {row.learner for row in waiting}
    sql = _CLASHES.format(
        ids=database.marks(ids),
        educators=database.marks(educators),
        learners=database.marks(learners),
    )
    found = await database.rows(sql, *ids, *educators, *learners, *_span(waiting))
    return {id: "educator" if is_educator else "child" for id, is_educator in found}


def _span(sessions: Sequence[Listed] | Sequence[Session]) -> tuple[object, object]:
    starts = min(session.starts_at for session in sessions)
    return starts - LONGEST, max(session.ends_at for session in sessions)

"""An obstacle: what stands in the way of confirming a session that waits. Rule: S4 K3.

It is only said before the tap; what holds is decided at the confirmation, by the database.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database, topics
from domain.credits import available
from domain.credits.package import Source
from domain.sessions.asked import LONGEST, Asked
from domain.sessions.change import Change

_RIVALS = """
SELECT DISTINCT family FROM sessions WHERE (educator IN ({people}) OR learner IN ({people}))
AND state = 'pending' AND starts_at > {{}} AND starts_at < {{}}
"""


class Obstacle(NamedTuple):
    """Shape: missing credits, 0 for none; is_ended where there are enough that end before that
    day; taken is whose time is taken, educator or learner, or that its group is full, or empty.
    """

    missing: int = 0
    is_ended: bool = False
    taken: str = ""


def of(asked: Asked, sources: Iterable[Source]) -> Obstacle:
    """Of one session that waits. Shape: sources are packages, its connection's among them."""
    own = [each for each in sources if each.connection == asked.connection]
    usable = available.among(own, asked.day)
    missing = usable.missing(asked.credits)
    is_full = asked.free_places is not None and asked.free_places <= 0
    taken = "learner" if asked.is_learner_taken else "group" if is_full else ""
    return Obstacle(
        missing, 0 < missing <= usable.ended, "educator" if asked.is_educator_taken else taken
    )


async def refresh(change: Change) -> None:
    """Says to families with proposals around that time that more, or less, is free now.

    Shape: also to a learner's other household.
    """
    starts_at = min(session.starts_at for session in change.sessions)
    ends_at = max(session.ends_at for session in change.sessions)
    people = {id for session in change.sessions for id in (session.educator, session.learner)}
    await refresh_around(starts_at, ends_at, people)


async def refresh_around(starts_at: datetime, ends_at: datetime, people: Collection[UUID]) -> None:
    """The same of any time of these people that was taken, or is free again."""
    sql = _RIVALS.format(people=database.marks(people))
    rivals = await database.rows(sql, *people, *people, starts_at - LONGEST, ends_at)
    topics.touch(*(topics.name("session", family) for (family,) in rivals))

"""An obstacle: what stands in the way of confirming a session that waits. Rule: S4 K3.

It is only said before the tap; what holds is decided at the confirmation, by the database.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain import database, topics
from domain.credits import available
from domain.credits.package import Source
from domain.sessions.asked import LONGEST, Asked
from domain.sessions.change import Change
from domain.sessions.session import Session

_RIVALS = """
SELECT DISTINCT family FROM sessions WHERE (educator IN ({educators}) OR learner IN ({learners}))
AND state = 'pending' AND starts_at > {{}} AND starts_at < {{}}
"""


class Obstacle(NamedTuple):
    """Shape: missing credits, 0 for none; is_ended where there are enough that end before that
    day; taken is whose time is taken, educator or learner, or empty.
    """

    missing: int = 0
    is_ended: bool = False
    taken: str = ""


def of(asked: Asked, sources: Iterable[Source]) -> Obstacle:
    """Of one session that waits. Shape: sources are packages, its connection's among them."""
    own = [each for each in sources if each.connection == asked.connection]
    usable = available.among(own, asked.day)
    missing = usable.missing(asked.credits)
    taken = "learner" if asked.is_learner_taken else ""
    return Obstacle(
        missing, 0 < missing <= usable.ended, "educator" if asked.is_educator_taken else taken
    )


async def refresh(change: Change) -> None:
    """Says to families with proposals around that time that more, or less, is free now.

    Shape: also to a learner's other household.
    """
    educators = {session.educator for session in change.sessions}
    learners = {session.learner for session in change.sessions}
    sql = _RIVALS.format(educators=database.marks(educators), learners=database.marks(learners))
    rivals = await database.rows(sql, *educators, *learners, *_span(change.sessions))
    topics.touch(*(topics.name("session", family) for (family,) in rivals))


def _span(sessions: Sequence[Session]) -> tuple[object, object]:
    starts = min(session.starts_at for session in sessions)
    return starts - LONGEST, max(session.ends_at for session in sessions)

"""The end of a connection itself, and of what waited and was agreed on it. Rule: B6."""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from domain import clock, database, events, reach, topics
from domain.errors import Conflict
from domain.facts import Fact
from domain.profiles.actor import Guardian, Staff
from domain.providers.connection import Connection
from domain.sessions import proposal as proposals
from domain.sessions import state
from domain.sessions.session import Session, State

CLOSED = "session.closed"
_END = """
UPDATE connections SET ended_at = {} WHERE id = {} AND ended_at IS NULL
RETURNING (SELECT v.name FROM providers v WHERE v.id = provider),
  (SELECT f.name FROM families f WHERE f.id = family)
"""
_WAITS = "UPDATE group_waits SET ended_at = {} WHERE connection = {} AND ended_at IS NULL"
_WISHES = """
UPDATE wishes SET answered_at = {}, answered_by = {} WHERE answered_at IS NULL
AND session IN (SELECT s.id FROM sessions s WHERE s.connection = {})
"""


class AlreadyOver(Conflict):
    """The other side, or another tap, ended it before."""


async def cancel(those: Collection[Session], *, by: UUID) -> None:
    """Told with the end of the connection, and not each for itself."""
    if those:
        await proposals.end({each.proposal for each in those}, by=by)
        await state.change(list(those), State.CANCELLED, by=by, kind=CLOSED)


async def close(
    shared: Connection, cancelled: Sequence[Session], *, by: Guardian | Staff, why: str
) -> None:
    """Within a transaction. Shape: the sessions cancelled with it. Errors: AlreadyOver."""
    now = clock.now()
    names = await database.row(_END, now, shared.id)
    if names is None:
        raise AlreadyOver
    await database.rows(_WAITS, now, shared.id)
    await database.rows(_WISHES, now, by.profile_id, shared.id)
    teaching = await database.rows(reach.EDUCATORS_OF_CONNECTION, shared.id)
    topics.touch(*(topics.name("connection", educator) for (educator,) in teaching))
    side = "family" if isinstance(by, Guardian) else "provider"
    count = len(cancelled)
    particulars = {"provider": names[0], "family": names[1], "ended": count, "side": side}
    fact = Fact("connection.ended", by.profile_id, shared.subject(), now, why, particulars)
    events.record(fact)
    _tell_learners(cancelled, fact)


def _tell_learners(cancelled: Sequence[Session], ended: Fact) -> None:
    """Children hear once that what they were to go to does not take place."""
    counts = Counter(each.learner for each in cancelled if each.learner_kind == "child")
    for learner, count in counts.items():
        first = next(each for each in cancelled if each.learner == learner)
        more = {**ended.particulars, "ended": count}
        when = ended.happened_at
        fact = Fact("connection.over", ended.by, first.subject, when, "", more, learner)
        events.record(fact)

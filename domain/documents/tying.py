"""Tying: whoever shared a document says anew what it is for. Rule: D1."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database, events, reach
from domain.documents.document import Document
from domain.documents.tie import Tie
from domain.errors import Forbidden, NotFound
from domain.facts import Fact
from domain.profiles.actor import Actor

NEAR = timedelta(days=14)
"""Of sessions that it can be for, before and after."""
_TIED = "SELECT learner, session FROM documents WHERE id = {}"
_NEAR = """
SELECT s.id, s.learner, p.name, s.service_name, s.starts_at
FROM sessions s JOIN profiles p ON p.id = s.learner
WHERE s.connection = {} AND {reached} AND (s.id = {} OR s.state NOT IN ('declined', 'cancelled')
  AND s.starts_at BETWEEN {} AND {})
ORDER BY s.starts_at, s.id
"""
_TIE = """
UPDATE documents SET learner = {}, session = {}
WHERE id = {} AND stored_at IS NOT NULL AND removed_at IS NULL RETURNING id
"""


class Near(NamedTuple):
    """A session that a document can be for."""

    id: Id
    learner: Id
    learner_name: str
    service_name: str
    starts_at: datetime


def refusal(one: Document, *, by: Actor) -> Exception | None:
    """Why this profile cannot say so; None where it can."""
    if not one.is_own(by):
        return Forbidden()
    return None if one.removed_at is None else NotFound()


async def tied(one: Document) -> Tie:
    """What it is for now."""
    ((learner, session),) = await database.rows(_TIED, one.id)
    return Tie(learner, session)


async def near(one: Document, *, by: Actor) -> list[Near]:
    """Sessions that its reader reaches, in order of time, the one that it is for among them."""
    now, reached = clock.now(), reach.sessions(by)
    sql = _NEAR.replace("{reached}", reached.sql)
    span = one.session, now - NEAR, now + NEAR
    return [Near(*row) for row in await database.rows(sql, one.connection, *reached.values, *span)]


async def tie(one: Document, anew: Tie, *, by: Actor) -> None:
    """Errors: Forbidden, NotFound, nothing is written. Shape: anew is one that was offered."""
    if refused := refusal(one, by=by):
        raise refused
    async with database.transaction():
        if not await database.rows(_TIE, anew.learner, anew.session, one.id):
            raise NotFound
        events.record(Fact("document.tied", by.profile_id, one.subject(), clock.now()))

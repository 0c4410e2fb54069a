"""What was noted of a session, as its reader may know it. Rule: S15."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.profiles.actor import Actor
from domain.sessions.session import Session

_OF_SESSION = """
SELECT n.session, s.starts_at, s.service_name, p.name, n.for_family, n.private, n.version,
  n.changed_at
FROM notes n JOIN sessions s ON s.id = n.session JOIN profiles p ON p.id = n."by"
WHERE n.session = {}
"""

# The index of the learner leads through sessions from the newest back.
_LATEST = """
SELECT s.id, s.starts_at, s.service_name, p.name, n.for_family, n.private, n.version, n.changed_at
FROM sessions s JOIN notes n ON n.session = s.id JOIN profiles p ON p.id = n."by"
WHERE s.learner = {} AND s.educator = {} AND s.starts_at < {}
  AND (n.for_family <> '' OR n.private <> '')
ORDER BY s.starts_at DESC, s.id LIMIT 1
"""


class Written(NamedTuple):
    """A note with the session that it is of, as its reader may know it."""

    session: Id
    starts_at: datetime
    service: str
    by: str
    for_family: str
    private: str
    version: int
    changed_at: datetime


async def of_session(session: Session, *, by: Actor) -> Written | None:
    """What was noted of it, the private text to whoever teaches it alone."""
    row = await database.row(_OF_SESSION, session.id)
    if row is None:
        return None
    written = Written(*row)
    return written if session.is_taught_by(by) else written._replace(private="")


async def latest(learner: Id, before: datetime, *, educator: Id) -> Written | None:
    """The last that an educator noted of a learner, for planning the next. Rule: S15."""
    row = await database.row(_LATEST, learner, educator, before)
    return Written(*row) if row else None

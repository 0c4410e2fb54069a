"""A happening: what became of sessions and agreements while people wrote to each other. Rule: C3.

A conversation keeps no copy of it: the events say what happened and the sessions how they stand, so
that a card is never older than what it tells of. What comes later joins by its line in IN_THREAD.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID as Id

import msgspec

from domain import clock, database, reach
from domain.agreements import kinds as agreements
from domain.conversations.conversation import Conversation
from domain.profiles.actor import Actor, Child
from domain.sessions import kinds as sessions
from domain.sessions import listed, undo_window
from domain.sessions.listed import Listed

MOST = 150
"""So many at once of the newest; what is older is read on the pages of sessions."""

_SESSIONS, _ALL = (
    ", ".join(f"'{kind}'" for kind in kinds)
    for kinds in (sessions.IN_THREAD, (*sessions.IN_THREAD, *agreements.IN_THREAD))
)
_BETWEEN = f"""
SELECT e.id, e.kind, e.happened_at, e.why, e.particulars, w.name, o.id, s.series, NOT EXISTS (
    SELECT 1 FROM events k WHERE k.session = e.session AND k.happened_at > e.happened_at
      AND k.kind IN ({_SESSIONS})), {listed.SELECTED}
FROM events e LEFT JOIN profiles w ON w.id = e."by"
LEFT JOIN sessions s ON s.id = e.session LEFT JOIN proposals o ON o.id = s.proposal
LEFT JOIN profiles l ON l.id = s.learner LEFT JOIN profiles p ON p.id = s.educator
WHERE e.connection = {{}} AND e.kind IN ({_ALL}) AND {{reached}} {{since}} {{until}}
ORDER BY e.happened_at DESC, e.id DESC LIMIT {MOST}
"""


class Happening(NamedTuple):
    """Shape: by_name of whoever did it, if anybody; proposal, series and listed of its session, as
    that stands now, None where it is about none; is_newest where nothing came after it.
    """

    id: Id
    kind: str
    at: datetime
    why: str
    particulars: dict[str, Any]
    by_name: str | None
    proposal: Id | None
    series: Id | None
    is_newest: bool
    listed: Listed | None


async def between(
    one: Conversation, since: datetime | None, until: datetime | None, *, by: Actor
) -> list[Happening]:
    """What its reader may know of what happened after and until then, in the order of time.

    Shape: None for no bound. Choice: a child hears of its own sessions, and of no agreements.
    """
    reached = reach.sessions(by)
    seen = reached.sql if isinstance(by, Child) else f"(e.session IS NULL OR {reached.sql})"
    sql = _BETWEEN.replace("{reached}", seen)
    sql = sql.replace("{since}", "AND e.happened_at > {}" if since else "")
    sql = sql.replace("{until}", "AND e.happened_at <= {}" if until else "")
    bounds = [bound for bound in (since, until) if bound]
    confirmed_since = undo_window.since(clock.now())
    found = await database.rows(sql, confirmed_since, one.id, *reached.values, *bounds)
    return [_happening(row) for row in reversed(found)]


def _happening(row: tuple[Any, ...]) -> Happening:
    id, kind, at, why, particulars, by_name, proposal, series, is_newest = row[:9]
    of_session = Listed(*row[9:]) if row[9] else None
    told = msgspec.json.decode(particulars)
    whose = by_name, proposal, series
    return Happening(id, kind, at, why, told, *whose, bool(is_newest), of_session)

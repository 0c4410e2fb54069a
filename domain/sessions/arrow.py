"""An arrow: from one state to another, taken by a conditional UPDATE of many sessions. Rule: S1."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain import database
from domain.sessions.session import Session, State

_MOVE = {
    "sqlite": """
UPDATE sessions SET state = {{}}, changed_at = {{}}, "sequence" = "sequence" + 1{notice}
WHERE id IN ({ids}) AND state = {{}} RETURNING id, notice_hours
""",
    # Locked in the order of ids, so that two answers to the same series cannot wait in a circle.
    "postgres": """
UPDATE sessions SET state = {{}}, changed_at = {{}}, "sequence" = "sequence" + 1{notice}
WHERE id IN (SELECT id FROM sessions WHERE id IN ({ids}) ORDER BY id FOR NO KEY UPDATE)
AND state = {{}} RETURNING id, notice_hours
""",
}
_NOTICE = {
    State.CONFIRMED: (
        ", notice_hours = (SELECT v.notice_hours FROM providers v WHERE v.id = sessions.provider)"
    ),
    State.PENDING: ", notice_hours = NULL",
}
_QUEUE = """
SELECT pg_advisory_xact_lock(hashtextextended(each, 4))
FROM unnest(ARRAY[{ids}]::text[]) AS each ORDER BY each COLLATE "C"
"""
_COPIES = {(State.PENDING, State.CONFIRMED), (State.CONFIRMED, State.PENDING)}


async def take(
    moved: Sequence[Session], origin: State, to: State, now: datetime
) -> dict[UUID, int | None]:
    """The notice period of each session that moved; confirming copies it from the provider.

    Rule: S1 S8. Shape: what is not there did not stand at the origin. Errors: Violation S4_…,
    nothing is written.
    """
    ids = [session.id for session in moved]
    if to == State.CONFIRMED and len(moved) > 1:
        await queue(moved)
    notice = _NOTICE[to] if (origin, to) in _COPIES else ""
    sql = _MOVE[database.dialect()].format(ids=database.marks(ids), notice=notice)
    return dict(await database.rows(sql, to, now, *ids, origin))


async def queue(moved: Sequence[Session]) -> None:
    """Lets one after the other confirm sessions of the same people, before they lock anything else
    that both want: several sessions, or the packages of what gives way.
    """
    if database.dialect() != "postgres":
        return
    people = {str(id) for session in moved for id in (session.educator, session.learner)}
    await database.rows(_QUEUE.format(ids=database.marks(people)), *sorted(people))

"""What a device keeps of the sessions to come, with their history, in three queries. Rule: N4."""

from datetime import datetime
from typing import NamedTuple

from domain import reach
from domain.credits import standing
from domain.credits.standing import Standing
from domain.profiles.actor import Actor
from domain.sessions import session as sessions
from domain.sessions import thread
from domain.sessions.session import Session
from domain.sessions.shown import IS_LISTED
from domain.sessions.thread import Happened
from domain.sessions.upcoming import IS_COMING


class Kept(NamedTuple):
    """Shape: history as thread.history()."""

    session: Session
    history: list[Happened]
    credits: Standing


async def coming(by: Actor, since: datetime, until: datetime | None, most: int) -> list[Kept]:
    """Shape: in order of time; what was missed today stands there as its page shows it."""
    clause = reach.sessions(by)
    where, values = f"{clause.sql} AND {IS_COMING} AND {IS_LISTED}", [*clause.values, since]
    if until is not None:
        where, values = f"{where} AND s.starts_at < {{}}", [*values, until]
    listed = await sessions.where(f"{where} ORDER BY s.starts_at, s.id LIMIT {most}", *values)
    ids = [session.id for session in listed]
    histories = await thread.histories(ids)
    counts = await standing.of_sessions(ids)
    return [Kept(each, histories[each.id], counts[each.id]) for each in listed]

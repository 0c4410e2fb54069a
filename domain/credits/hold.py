"""A hold: what a confirmed session keeps of a family's credits. Rule: K2 K3.

It is the sum of a session's entries, package by package; there is no other row. What becomes of it
is in hold_end.py. Taken for all sessions of a change together, whatever their number.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.credits import available, package, posting, taking
from domain.credits.entry import Kind, Line
from domain.credits.package import Source
from domain.credits.taking import Taking
from domain.errors import Conflict
from domain.sessions.change import Change
from domain.sessions.session import Session


class NotEnoughCredits(Conflict):
    """Units: how many whole credits are missing."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


class CreditsEndBefore(NotEnoughCredits):
    """There would be enough, had some of them not ended before the session's day."""


async def place(change: Change) -> None:
    """Holds the sessions' credits, from the package that ends first and still runs that day.

    Rule: K2 K3. Units: whole credits. Errors: NotEnoughCredits, CreditsEndBefore; nothing is held.
    """
    costly = sorted((each for each in change.sessions if each.credits), key=_start)
    if not costly:
        return
    sources = await _sources(costly)
    takings = [
        taking.take(available.day_of(each), each.credits, sources[each.connection])
        for each in costly
    ]
    _must_suffice(takings)
    await posting.write(change, _lines(change, costly, takings))


def _must_suffice(takings: Sequence[Taking]) -> None:
    if missing := sum(each.missing for each in takings):
        ended = sum(each.ended for each in takings)
        raise CreditsEndBefore(missing) if ended >= missing else NotEnoughCredits(missing)


async def _sources(costly: list[Session]) -> dict[UUID, list[Source]]:
    """By connection; nobody else takes of them until the transaction ends."""
    sources: dict[UUID, list[Source]] = defaultdict(list)
    for source in await package.sources({each.connection for each in costly}, lock=True):
        sources[source.connection].append(source)
    return sources


def _start(session: Session) -> tuple[datetime, UUID]:
    return session.starts_at, session.id


def _lines(change: Change, costly: Sequence[Session], takings: Sequence[Taking]) -> list[Line]:
    return [
        posting.line(change, Kind.HELD, session, from_, {"free": -count, "held": count})
        for session, took in zip(costly, takings, strict=True)
        for from_, count in took.taken.items()
    ]

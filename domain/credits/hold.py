"""A hold: what a confirmed session keeps of a family's credits. Rule: K2 K3.

It is the sum of a session's entries, package by package; there is no other row. What becomes of it
is in hold_end.py. Taken for all sessions of a change together, whatever their number.
"""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.credits import available, package, posting
from domain.credits.entry import Kind
from domain.credits.package import Source
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


class _Taking(NamedTuple):
    """From which packages how many, how many are missing, and how many of those have ended."""

    taken: dict[UUID, int]
    missing: int
    ended: int


async def place(change: Change) -> None:
    """Holds the sessions' credits, from the package that ends first and still runs that day.

    Rule: K2 K3. Units: whole credits. Errors: NotEnoughCredits, CreditsEndBefore; nothing is held.
    """
    costly = sorted((each for each in change.sessions if each.credits), key=_start)
    if not costly:
        return
    sources = await _sources(costly)
    takings = [_take(session, sources[session.connection]) for session in costly]
    if missing := sum(taking.missing for taking in takings):
        ended = sum(taking.ended for taking in takings)
        raise CreditsEndBefore(missing) if ended >= missing else NotEnoughCredits(missing)
    lines = [
        posting.line(change, Kind.HELD, session, from_, {"free": -count, "held": count})
        for session, taking in zip(costly, takings, strict=True)
        for from_, count in taking.taken.items()
    ]
    await posting.write(change, lines)


async def _sources(costly: list[Session]) -> dict[UUID, list[Source]]:
    """By connection; nobody else takes of them until the transaction ends."""
    sources: dict[UUID, list[Source]] = defaultdict(list)
    for source in await package.sources({each.connection for each in costly}, lock=True):
        sources[source.connection].append(source)
    return sources


def _start(session: Session) -> tuple[datetime, UUID]:
    return session.starts_at, session.id


def _take(session: Session, sources: list[Source]) -> _Taking:
    """What a session takes of the sources, which have less then."""
    day, rest = available.day_of(session), session.credits
    taken: dict[UUID, int] = {}
    for at, each in enumerate(sources):
        count = min(rest, each.free + each.overdraft)
        if count > 0 and each.runs_on(day):
            taken[each.id] = count
            sources[at] = each._replace(free=each.free - count)
            rest -= count
    ended = available.among(sources, day).ended if rest else 0
    return _Taking(taken, rest, min(rest, ended))

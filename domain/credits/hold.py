"""A hold: what a confirmed session keeps of a family's credits, and what becomes of it.

Rule: K2 K3. A hold is the sum of a session's entries, package by package; there is no other row.
Each function is taken for all sessions of a change together, whatever their number.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from domain.credits import available, balance, entry, package, standing
from domain.credits.entry import Kind, Line
from domain.credits.package import Source
from domain.credits.standing import Part
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


Becomes = Callable[[Part], Mapping[str, int]]
"""The signed changes of the package's counts."""


async def place(change: Change) -> None:
    """Holds the sessions' credits, from the package that ends first and still runs that day.

    Rule: K2 K3. Units: whole credits. Errors: NotEnoughCredits, CreditsEndBefore; nothing is held.
    """
    costly = sorted((each for each in change.sessions if each.credits), key=_start)
    if not costly:
        return
    sources: dict[UUID, list[Source]] = defaultdict(list)
    for source in await package.sources({each.connection for each in costly}, lock=True):
        sources[source.connection].append(source)
    lines: list[Line] = []
    missing = ended = 0
    for session in costly:
        own = sources[session.connection]
        taken, rest = _take(session, own)
        lines += [
            _line(change, Kind.HELD, session, from_, {"free": -count, "held": count})
            for from_, count in taken.items()
        ]
        missing += rest
        ended += min(rest, available.among(own, available.day_of(session)).ended) if rest else 0
    if missing:
        raise CreditsEndBefore(missing) if ended >= missing else NotEnoughCredits(missing)
    await _write(change, lines)


async def release(change: Change) -> None:
    """Gives back what is held, each credit to its package."""
    await _settle(change, {Kind.RELEASED: lambda part: {"held": -part.held, "free": part.held}})


async def spend(change: Change) -> None:
    await _settle(change, {Kind.SPENT: lambda part: {"held": -part.held, "spent": part.held}})


async def lapse(change: Change) -> None:
    """Loses what is held, or what completing had spent already."""
    await _settle(change, {Kind.LAPSED: _lost})


async def restore_and_spend(change: Change) -> None:
    """Takes a lapse back, then spends the credit as for any session that was held. Rule: S11."""
    await _settle(
        change,
        {
            Kind.RESTORED: lambda part: {"lapsed": -part.lapsed, "free": part.lapsed},
            Kind.SPENT: lambda part: {"free": -part.lapsed, "spent": part.lapsed},
        },
    )


def _start(session: Session) -> tuple[datetime, UUID]:
    return session.starts_at, session.id


def _take(session: Session, sources: list[Source]) -> tuple[dict[UUID, int], int]:
    """From which packages how many, and how many are missing; the sources have less then."""
    day, rest = available.day_of(session), session.credits
    taken: dict[UUID, int] = {}
    for at, each in enumerate(sources):
        count = min(rest, each.free + each.overdraft)
        if count > 0 and each.runs_on(day):
            taken[each.id] = count
            sources[at] = each._replace(free=each.free - count)
            rest -= count
    return taken, rest


def _lost(part: Part) -> dict[str, int]:
    return {"held": -part.held, "spent": -part.spent, "lapsed": part.held + part.spent}


async def _settle(change: Change, becomes: Mapping[Kind, Becomes]) -> None:
    """Writes what becomes of each part, where there is something of it."""
    sessions = {session.id: session for session in change.sessions if session.credits}
    if not sessions:
        return
    lines = [
        _line(change, kind, sessions[part.session], part.package, counts)
        for part in await standing.parts_of(sessions)
        for kind, to in becomes.items()
        if any((counts := to(part)).values())
    ]
    await _write(change, lines)


async def _write(change: Change, lines: list[Line]) -> None:
    # In the order of packages, whose totals follow by trigger, so that two cannot wait in a circle.
    await entry.write(sorted(lines, key=lambda line: line.package))
    if lines:
        for connection, family in {(each.connection, each.family) for each in change.sessions}:
            balance.changed(connection, family)


def _line(
    change: Change, kind: Kind, session: Session, from_: UUID, counts: Mapping[str, int]
) -> Line:
    return Line(
        package=from_,
        connection=session.connection,
        session=session.id,
        event=change.events[session.id],
        kind=kind,
        by=change.by,
        counts=counts,
    )

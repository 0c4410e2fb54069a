"""A hold: what a confirmed session keeps of a family's credits, and what becomes of it.

Rule: K2 K3. A hold is the sum of a session's entries, package by package; there is no other row.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.credits import entry, package
from domain.credits.entry import Kind
from domain.credits.package import Package
from domain.errors import Conflict
from domain.providers import provider
from domain.sessions.session import Session

_OF_SESSION = """
SELECT package, sum(held), sum(spent), sum(lapsed) FROM entries
WHERE session = {} GROUP BY package ORDER BY package
"""


class NotEnoughCredits(Conflict):
    """Units: how many whole credits are missing."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


class CreditsEndBefore(NotEnoughCredits):
    """There would be enough, had some of them not ended before the session's day."""


class Available(NamedTuple):
    """What a family has for one session. Units: whole credits.

    Shape: free and overdraft run on the session's day; ended are free now and do not.
    """

    free: int
    overdraft: int
    ended: int

    def missing(self, needed: int) -> int:
        return max(0, needed - self.free - self.overdraft)


class Standing(NamedTuple):
    """What became of a session's credits so far. Units: whole credits."""

    held: int
    spent: int
    lapsed: int


class _Part(NamedTuple):
    package: Package
    held: int
    spent: int
    lapsed: int


async def standing(session: UUID) -> Standing:
    """The sum of a session's entries; all none where nothing was held or all was given back."""
    found = await database.rows(_OF_SESSION, session)
    return Standing(*(sum(int(row[column]) for row in found) for column in (1, 2, 3)))


async def available(session: Session) -> Available:
    """What `place` would take from. Rule: K2 K3."""
    day = await _day(session)
    found = await package.of_connection(session.connection)
    running = [each for each in found if each.runs_on(day)]
    return Available(
        sum(each.free_count for each in running),
        sum(each.overdraft_count for each in running),
        sum(each.free_count for each in found if not each.runs_on(day)),
    )


async def place(session: Session, event: UUID, *, by: UUID | None) -> None:
    """Holds a session's credits, from the package that ends first and still runs that day.

    Rule: K2 K3. Units: whole credits. Errors: NotEnoughCredits, CreditsEndBefore; nothing is held.
    """
    if session.credits == 0:
        return
    day = await _day(session)
    async with database.transaction():
        rest = session.credits
        for source in await package.of_connection(session.connection, lock=True):
            count = min(rest, source.free_count + source.overdraft_count)
            if count > 0 and source.runs_on(day):
                await _write(Kind.HELD, source, session, event, by, {"free": -count, "held": count})
                rest -= count
        if rest:
            ended = (await available(session)).ended
            raise CreditsEndBefore(rest) if ended >= rest else NotEnoughCredits(rest)


async def release(session: Session, event: UUID, *, by: UUID | None) -> None:
    """Gives back what is held, each credit to its package."""
    for part in await _parts(session):
        if part.held:
            back = {"held": -part.held, "free": part.held}
            await _write(Kind.RELEASED, part.package, session, event, by, back)


async def spend(session: Session, event: UUID) -> None:
    for part in await _parts(session):
        if part.held:
            spent = {"held": -part.held, "spent": part.held}
            await _write(Kind.SPENT, part.package, session, event, None, spent)


async def lapse(session: Session, event: UUID, *, by: UUID | None) -> None:
    """Loses what is held, or what completing had spent already."""
    for part in await _parts(session):
        lost = part.held + part.spent
        if lost:
            lapsed = {"held": -part.held, "spent": -part.spent, "lapsed": lost}
            await _write(Kind.LAPSED, part.package, session, event, by, lapsed)


async def restore_and_spend(session: Session, event: UUID, *, by: UUID | None) -> None:
    """Takes a lapse back, then spends the credit as for any session that was held. Rule: S11."""
    for part in await _parts(session):
        count = part.lapsed
        if count:
            back, spent = {"lapsed": -count, "free": count}, {"free": -count, "spent": count}
            await _write(Kind.RESTORED, part.package, session, event, by, back)
            await _write(Kind.SPENT, part.package, session, event, by, spent)


async def _day(session: Session) -> date:
    """The session's day where its provider is, by which packages end."""
    zone = (await provider.by_id(session.provider)).time_zone
    return package.local_day(session.starts_at, zone)


async def _parts(session: Session) -> list[_Part]:
    found = await database.rows(_OF_SESSION, session.id)
    kept = {
        row.id: row
        for row in await Package.objects().where(Package.connection == session.connection)
    }
    return [
        _Part(kept[id], int(held), int(spent), int(lapsed)) for id, held, spent, lapsed in found
    ]


async def _write(
    kind: Kind,
    source: Package,
    session: Session,
    event: UUID,
    by: UUID | None,
    changes: dict[str, int],
) -> None:
    await entry.write(kind, source, event, changes, by=by, session=session.id)

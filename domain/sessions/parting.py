"""Parting: either side ends a connection, and with it what was still to come. Rule: B6.

Choice: what has begun is held to its end, as it cannot be cancelled free of charge by both sides;
assignments stay, for whoever taught the family goes on reading what they had in common.
"""

import hashlib
from dataclasses import dataclass

from domain import clock, database
from domain.credits import balance
from domain.credits.balance import Balance
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Educator, Guardian, Staff
from domain.providers import provider
from domain.providers.connection import Connection
from domain.sessions import parting_end
from domain.sessions import session as sessions
from domain.sessions.group_date import GroupDate
from domain.sessions.parting_end import AlreadyOver
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

_OPEN = """
s.connection = {} AND (s.state = 'pending' OR s.state = 'confirmed' AND s.starts_at > {})
ORDER BY s.starts_at, s.id
"""
_ENDED = """
SELECT p.name, e.why FROM events e JOIN profiles p ON p.id = e."by"
WHERE e.connection = {} AND e.kind = 'connection.ended' ORDER BY e.happened_at DESC, e.id LIMIT 1
"""
_ALONE = {"sqlite": "", "postgres": " FOR UPDATE"}
"""Keeps whoever puts a session in from referring to the row meanwhile, as each of them does."""


class PartingChanged(Conflict):
    """Something was planned or answered since the page said what would end."""


@dataclass(frozen=True, slots=True)
class Parting:
    """What would end. Shape: sessions in order of time; credits as they are now."""

    coming: list[Session]
    waiting: list[Session]
    credits: Balance

    @property
    def asked_count(self) -> int:
        """How many proposals and requests wait, each with all of its times."""
        return len({each.proposal for each in self.waiting})

    @property
    def agreement(self) -> str:
        """What its reader was told, for the form to bring back. Shape: "4-2-1f0c…"."""
        both = sorted(f"{each.id} {each.state}" for each in (*self.coming, *self.waiting))
        digest = hashlib.blake2b(" ".join(both).encode(), digest_size=8).hexdigest()
        return f"{len(self.coming)}-{len(self.waiting)}-{digest}"


async def refusal(shared: Connection, *, by: Guardian | Staff) -> Exception | None:
    """Why this profile cannot end it; None where it can.

    Rule: B5. Choice: of an organisation its managers, for whom it is, not for who teaches.
    """
    if shared.is_over:
        return AlreadyOver()
    if isinstance(by, Educator):
        kind = (await provider.by_id(shared.provider)).kind
        return Forbidden() if kind == provider.Kind.ORGANISATION else None
    return None


async def foreseen(shared: Connection) -> Parting:
    """What ending it now would mean."""
    return await _parting(shared, await _open(shared))


async def end(shared: Connection, *, by: Guardian | Staff, agreed: str, why: str = "") -> None:
    """Cancels what is to come at no cost to anybody, and tells the other side once.

    Shape: agreed is what the page said, Parting.agreement.
    Errors: Forbidden, AlreadyOver, PartingChanged; nothing is written.
    """
    if refused := await refusal(shared, by=by):
        raise refused
    async with database.transaction():
        ending = await _settled(shared)
        if ending.agreement != agreed:
            raise PartingChanged
        await parting_end.cancel(ending.waiting, by=by.profile_id)
        await parting_end.cancel(ending.coming, by=by.profile_id)
        await parting_end.close(shared, ending.coming, by=by, why=why.strip())


async def ended(shared: Connection) -> tuple[str, str]:
    """By whose name it was ended, and the words with it; empty where nobody said."""
    row = await database.row(_ENDED, shared.id)
    return row or ("", "")


async def _settled(shared: Connection) -> Parting:
    """What nobody answers, cancels or adds to any more.

    Shape: groups before proposals before sessions before the connection, as everybody locks them.
    Errors: PartingChanged, where something came in between.
    """
    there = await _open(shared)
    await database.lock(GroupDate, {each.group_date for each in there if each.group_date})
    await database.lock(Proposal, {each.proposal for each in there})
    await database.lock(SessionRow, [each.id for each in there])
    alone = _ALONE[database.dialect()]
    await database.rows(f"SELECT id FROM connections WHERE id = {{}}{alone}", shared.id)
    now = await _open(shared)
    if {each.id for each in now} - {each.id for each in there}:
        raise PartingChanged
    return await _parting(shared, now)


async def _open(shared: Connection) -> list[Session]:
    return await sessions.where(_OPEN, shared.id, clock.now())


async def _parting(shared: Connection, those: list[Session]) -> Parting:
    return Parting(
        [each for each in those if each.state == State.CONFIRMED],
        [each for each in those if each.state == State.PENDING],
        await balance.of(shared.id),
    )

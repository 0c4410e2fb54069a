"""The end of a hold: what becomes of the credits that sessions hold. Rule: K2 S8 S11.

Each function is taken for all sessions of a change together, whatever their number.
"""

from collections.abc import Callable, Mapping

from domain.credits import part, posting
from domain.credits.entry import Kind
from domain.credits.part import Part
from domain.sessions.change import Change

Becomes = Callable[[Part], Mapping[str, int]]
"""The signed changes of the package's counts."""


async def release(change: Change) -> None:
    """Gives back what is held, each credit to its package."""
    await _settle(change, {Kind.RELEASED: lambda part: {"held": -part.held, "free": part.held}})


async def spend(change: Change) -> None:
    await _settle(change, {Kind.SPENT: lambda part: {"held": -part.held, "spent": part.held}})


async def lapse(change: Change) -> None:
    """Loses what is held, or what completing had spent already."""
    await _settle(change, {Kind.LAPSED: _lost})


async def give_back(change: Change) -> None:
    """Takes a lapse back for good. Rule: S9."""
    await _settle(change, {Kind.WAIVED: lambda part: {"lapsed": -part.lapsed, "free": part.lapsed}})


async def restore_and_spend(change: Change) -> None:
    """Takes a lapse back, then spends the credit as for any session that was held. Rule: S11."""
    await _settle(
        change,
        {
            Kind.RESTORED: lambda part: {"lapsed": -part.lapsed, "free": part.lapsed},
            Kind.SPENT: lambda part: {"free": -part.lapsed, "spent": part.lapsed},
        },
    )


def _lost(part: Part) -> dict[str, int]:
    return {"held": -part.held, "spent": -part.spent, "lapsed": part.held + part.spent}


async def _settle(change: Change, becomes: Mapping[Kind, Becomes]) -> None:
    """Writes what becomes of each part, where there is something of it."""
    sessions = {session.id: session for session in change.sessions if session.credits}
    if not sessions:
        return
    lines = [
        posting.line(change, kind, sessions[part.session], part.package, counts)
        for part in await part.of_sessions(sessions)
        for kind, to in becomes.items()
        if any((counts := to(part)).values())
    ]
    await posting.write(change, lines)

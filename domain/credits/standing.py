"""A standing: what became of a session's credits so far, which is the sum of its entries."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from domain.credits import part
from domain.credits.part import Part


class Standing(NamedTuple):
    """What became of a session's credits so far. Units: whole credits."""

    held: int
    spent: int
    lapsed: int


async def of_session(session: UUID) -> Standing:
    """The sum of a session's entries; all none where nothing was held or all was given back."""
    return (await of_sessions([session]))[session]


async def of_sessions(sessions: Collection[UUID]) -> dict[UUID, Standing]:
    """The same for many; one query."""
    parts = await part.of_sessions(sessions) if sessions else []
    return {
        session: Standing(*(sum(counts) for counts in zip(*_of(parts, session), strict=True)))
        for session in sessions
    }


def _of(parts: list[Part], session: UUID) -> list[tuple[int, int, int]]:
    """A session's held, spent and lapsed, with a line of none where there are no others."""
    own = [(part.held, part.spent, part.lapsed) for part in parts if part.session == session]
    return [(0, 0, 0), *own]

"""The dates of one proposal, which wait together for one answer. Rule: S2 S7 S10."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from domain.sessions.asked import Asked
from domain.sessions.listed import Listed

Date = tuple[Listed, Asked]
Dates = Sequence[Date]
"""In order of time."""


def of_proposals(asking: Iterable[Date]) -> list[Dates]:
    """Each proposal's own, in the order of their first."""
    by_proposal: dict[UUID, list[Date]] = {}
    for row, more in asking:
        by_proposal.setdefault(more.proposal, []).append((row, more))
    return list(by_proposal.values())


def by_first(asking: Iterable[Date]) -> dict[UUID, Dates]:
    """The same, each by the session that is the first of them."""
    return {dates[0][0].id: dates for dates in of_proposals(asking)}

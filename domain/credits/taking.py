"""Taking: which credits several sessions would take, one after the other. Rule: K2 K3.

Shape: sources are one connection's packages in the order in which they are used; each session
leaves less in them for the next.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.credits import available
from domain.credits.package import Source


class Taking(NamedTuple):
    """From which packages how many, how many are missing, and how many of those have ended."""

    taken: dict[UUID, int]
    missing: int
    ended: int


def take(day: date, count: int, sources: list[Source]) -> Taking:
    """What a session on that day takes of the sources, which have less then."""
    rest = count
    taken: dict[UUID, int] = {}
    for at, each in enumerate(sources):
        count = min(rest, each.free + each.overdraft)
        if count > 0 and each.runs_on(day):
            taken[each.id] = count
            sources[at] = each._replace(free=each.free - count)
            rest -= count
    ended = available.among(sources, day).ended if rest else 0
    return Taking(taken, rest, min(rest, ended))


def covered(wanted: Sequence[tuple[date, int]], sources: Sequence[Source]) -> int:
    """For how many of these sessions, from the first one on, there are enough credits. Rule: S7.

    Shape: day and credits of each, in order of time.
    """
    left, count = list(sources), 0
    for day, credits in wanted:
        if take(day, credits, left).missing:
            break
        count += 1
    return count

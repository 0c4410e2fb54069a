"""The week with those for whom something is planned, as addresses name it. Rule: S17."""

from collections.abc import Iterable
from uuid import UUID


def planned(learners: Iterable[UUID]) -> str:
    """Shape: "learner=…&learner=…"."""
    return "&".join(f"learner={each}" for each in dict.fromkeys(learners))


def address(learners: Iterable[UUID]) -> str:
    who = planned(learners)
    return f"/calendar?{who}" if who else "/calendar"

"""The week with those for whom something is planned, as addresses name it. Rule: S17."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID


def planned(learners: Iterable[UUID]) -> str:
    """Shape: "learner=…&learner=…"."""
    return "&".join(f"learner={each}" for each in dict.fromkeys(learners))


def address(learners: Iterable[UUID], day: date | None = None) -> str:
    """Shape: the week of that day, or else this one."""
    asked = [f"date={day}" if day else "", planned(learners)]
    query = "&".join(each for each in asked if each)
    return f"/calendar?{query}" if query else "/calendar"

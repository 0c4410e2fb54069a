"""A mark: what there is to say of one date of a series. Rule: S7."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Why a date is left out, what there is to think of, and what a clock change does to it."""

    PAST = "past"
    HOLIDAY = "holiday"
    ABSENCE = "absence"
    BUSY = "busy"
    EDUCATOR = "educator"
    GROUP = "group"
    LEARNER = "learner"
    OUTSIDE = "outside"
    WAITS = "waits"
    SKIPPED = "skipped"
    TWICE = "twice"


LEAVING_OUT = frozenset(set(Kind) - {Kind.OUTSIDE, Kind.WAITS, Kind.SKIPPED, Kind.TWICE})
"""What speaks against a date. Choice: the other side's conflict too, for it could not confirm; not
what is outside of the hours, or waits for an answer, as with one session. Rule: S2.
"""
IMPOSSIBLE = frozenset({Kind.PAST, Kind.EDUCATOR, Kind.GROUP})
"""What an educator cannot propose at all, as with one session."""


class Mark(NamedTuple):
    """Shape: what is the name of the holiday, the calendar or the group, with whom the educator is,
    or who waits; else "".
    """

    kind: Kind
    what: str = ""

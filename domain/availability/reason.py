"""A reason: the rule that keeps a time from being offered. Rule: S6."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain.availability.exception import Ranges


class Rule(StrEnum):
    """In the order in which they are asked, and told."""

    PAST = "past"
    NOTICE = "notice"
    WINDOW = "window"
    HOURS = "hours"
    EXCEPTION = "exception"
    ABSENCE = "absence"
    BUSY = "busy"
    SESSION = "session"
    REQUEST = "request"
    CHOICE = "choice"
    OFFER = "offer"
    LEARNER = "learner"
    BUFFER = "buffer"
    DAY_MOST = "day_most"
    WEEK_MOST = "week_most"
    GRID = "grid"


PLACES = {rule: place for place, rule in enumerate(Rule)}


class Reason(NamedTuple):
    """Shape: what stands in the way begins and ends then, in UTC; limit is the rule's number, of
    hours, days, sessions or minutes; ranges are the day's hours; calendar is whose busy time it is;
    kept_until is when a time is free again that is chosen, asked for or offered.
    """

    rule: Rule
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    limit: int = 0
    ranges: Ranges = ()
    calendar: str = ""
    kept_until: datetime | None = None

    @property
    def place(self) -> int:
        return PLACES[self.rule]

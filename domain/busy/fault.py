"""A fault: why an external calendar could not be read. Rule: S6."""

from enum import StrEnum


class Fault(StrEnum):
    """UNREACHABLE: no answer in time, or one that says to come again. REFUSED: it answers, but
    gives nothing, or leads where we do not ask. GONE: nothing is there. TOO_MUCH: it takes too long
    to read, or holds too many times.
    """

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    GONE = "gone"
    TOO_LARGE = "too_large"
    NO_CALENDAR = "no_calendar"
    TOO_MUCH = "too_much"


class Unread(Exception):
    """It could not be read. Shape: holds nothing of the address or the calendar."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

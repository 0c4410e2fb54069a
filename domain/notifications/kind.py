"""A kind of fact: who is told of it, how urgently, and while it is worth telling.

Each area has its own in `<area>/kinds.py`; `notifications/kinds.py` puts them together. Their words
stand in `web/words/`, one file for each area as well.
"""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """As what a profile is concerned, as concern.concerned() knows it."""

    GUARDIANS = "guardians"
    LEARNER = "learner"
    WRITERS = "writers"
    EDUCATOR = "educator"
    EDUCATORS = "educators"
    MANAGERS = "managers"
    SUPPORTERS = "supporters"


class Theme(StrEnum):
    """Kinds that are the same to people, who choose for all of them how they are told. Rule: N1."""

    PROPOSALS = "proposals"
    ANSWERS = "answers"
    REMINDERS = "reminders"
    ATTENDANCE = "attendance"
    CREDITS = "credits"
    DOCUMENTS = "documents"
    FAMILIES = "families"
    MESSAGES = "messages"


class Kind(NamedTuple):
    """Shape: told nobody is history only, and of no theme; is_urgent wakes a sleeping phone;
    worth_in is the session's state outside of which telling is of no use; told_after leaves time to
    take it back, which a kind that takes_back does for what waits of its subject; what is read
    within pushed_after or mailed_after goes to no device and into no mail.
    """

    told: frozenset[Role] = frozenset()
    is_urgent: bool = False
    worth_in: str = ""
    told_after: timedelta = timedelta()
    takes_back: bool = False
    pushed_after: timedelta = timedelta()
    mailed_after: timedelta = timedelta()
    theme: Theme | None = None


def told(
    theme: Theme,
    *roles: Role,
    is_urgent: bool = False,
    worth_in: str = "",
    told_after: timedelta = timedelta(),
) -> Kind:
    return Kind(frozenset(roles), is_urgent, worth_in, told_after, theme=theme)

"""What was said to a session that was marked missed, by its history. Rule: S11."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from domain import events
from domain.sessions.session import Session

OBJECTION = timedelta(hours=48)
"""After it was marked missed."""

MISSED, OBJECTED, UPHELD = "session.missed", "session.objected", "session.upheld"
_SAID = (MISSED, OBJECTED, UPHELD, "session.corrected")


class Standing(NamedTuple):
    """When a session was marked missed, and what the family and the educator said to it."""

    missed_at: datetime
    why: str | None = None
    made_at: datetime | None = None
    by: str | None = None
    answer: str | None = None
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Made, and waiting for the educator."""
        return self.made_at is not None and self.answered_at is None

    @property
    def possible_until(self) -> datetime:
        return self.missed_at + OBJECTION


async def of(session: Session) -> Standing | None:
    """None where it was never marked missed."""
    return of_history(await events.of_session(session.id))


def of_history(history: Iterable[Sequence[Any]]) -> Standing | None:
    """The same of a history that was read before. Shape: as events.of_session()."""
    so_far: Standing | None = None
    for kind, at, why, name, *_ in sorted(filter(_is_said, history), key=_order):
        if kind == MISSED:
            # The last time it was marked counts.
            so_far = Standing(at)
        elif so_far and kind == OBJECTED:
            so_far = so_far._replace(why=why, made_at=at, by=name)
        elif so_far and so_far.is_open:
            so_far = so_far._replace(answer=why if kind == UPHELD else "", answered_at=at)
    return so_far


def _is_said(event: Sequence[Any]) -> bool:
    return event[0] in _SAID


def _order(event: Sequence[Any]) -> tuple[datetime, int]:
    """What happened at the same moment was answered after it was said."""
    return event[1], _SAID.index(event[0])

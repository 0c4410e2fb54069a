"""The bearer of a thread: the one of its sessions that stands for it in a calendar. Rule: S16."""

from collections.abc import Sequence
from uuid import UUID

from domain.calendar.appointment import Appointment
from domain.sessions.session import State


def once_a_thread(found: Sequence[Appointment]) -> list[Appointment]:
    """A thread is one appointment: what stands, else what waits, else what was called off last.

    Choice: while a move waits for its answer and the old time stands, both are there, and the new
    one is a thread of its own until it takes the old one's place.
    """
    bearers: dict[UUID, Appointment] = {}
    for each in found:
        before = bearers.get(each.thread)
        if before is None or _rank(each) > _rank(before):
            bearers[each.thread] = each
    return [
        each if bearers[each.thread] is each else each._replace(thread=each.id)
        for each in found
        if bearers[each.thread] is each or _stands_beside(each)
    ]


def _rank(one: Appointment) -> tuple[int, int]:
    return (2 if one.is_live else 1 if one.state == State.PENDING else 0), one.sequence


def _stands_beside(one: Appointment) -> bool:
    return one.id != one.thread and one.state not in (State.CANCELLED, State.DECLINED)

"""Plays a story: each step at its own time, and what follows from it as soon as it is due."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from domain import clock, database, lease
from domain.documents import announcing
from domain.lease import Work
from domain.notifications import telling
from domain.sessions import undo_window

from .life import Step

_AT_ONCE = 1000


async def play(steps: Iterable[Step], now: datetime) -> None:
    """In the order of time, up to now."""
    for moment, step in sorted(steps, key=lambda step: step[0]):
        with clock.at(moment):
            await step()
            await database.take_steps()
        with clock.at(moment + undo_window.LENGTH):
            await _work_off()
    with clock.at(now):
        await _work_off()


async def _work_off() -> None:
    """Nobody wants mails about last month because a demo was started, but news in the list."""
    while due := await lease.claim(_AT_ONCE, clock.now()):
        for work in due:
            await _tell(work)
            await lease.finish(work.id)


async def _tell(work: Work) -> None:
    if work.kind == "telling":
        events = [UUID(each) for each in work.payload["events"]]
        await telling.tell_late(events, work.useful_until)
    elif work.kind == announcing.KIND:
        about = work.payload
        await announcing.announce(UUID(about["connection"]), UUID(about["by"]))
    await database.take_steps()

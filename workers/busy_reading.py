"""Reads an external calendar's busy times, again and again as long as it is there. Rule: S6.

Choice: one row of the outbox for each calendar, which is due again after every look, whatever came
of it; the pauses are the calendar's own, and nothing is given up.
"""

import random
from datetime import timedelta
from uuid import UUID

from domain import clock
from domain.busy import busy_calendar, reading
from domain.busy.reading import NoPlace
from domain.lease import Work
from workers.failure import Held

SOON_SECONDS = 10


async def read(work: Work) -> None:
    """Errors: Held, until the next look."""
    try:
        again = await reading.read(_calendar(work))
    except NoPlace:
        again = clock.now() + timedelta(seconds=SOON_SECONDS * random.uniform(1, 2))
    if again is not None:
        raise Held(again)


async def plan_anew(work: Work) -> None:
    """What every try died of may be over by then."""
    await busy_calendar.read_later(_calendar(work), clock.now() + reading.LONGEST_PAUSE)


def _calendar(work: Work) -> UUID:
    return UUID(work.payload["calendar"])

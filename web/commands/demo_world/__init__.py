"""The demo world: two families and Jonas, in the middle of an ordinary week.

Choice: built by the functions that the product itself uses, with the clock moved to when each
thing happened, so that nothing is in it which could not have come about.
"""

from domain import clock, database, outbox

from .people import meet
from .story import happen
from .times import Days

_AT_ONCE = 1000


async def load() -> None:
    """Fills an empty database, all or nothing; times are relative to this moment.

    Shape: what the past had to send counts as sent, what is still to come is planned.
    """
    days = Days(clock.now())
    async with database.transaction():
        await happen(days, await meet(days))
        await _count_as_sent()


async def _count_as_sent() -> None:
    # Nobody wants mails about last month because a demo was started.
    while due := await outbox.claim(_AT_ONCE):
        for work in due:
            await outbox.finish(work.id)

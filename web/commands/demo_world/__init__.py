"""The demo world: two families and Jonas, in the middle of an ordinary week.

Choice: built by the functions that the product itself uses, with the clock moved to when each
thing happened, so that nothing is in it which could not have come about.
"""

from domain import clock, database

from .people import meet
from .story import happen
from .times import Days


async def load() -> None:
    """Fills an empty database, all or nothing; times are relative to this moment.

    Shape: what the past had to send counts as sent, what is still to come is planned.
    """
    days = Days(clock.now())
    async with database.transaction():
        await happen(days, await meet(days))

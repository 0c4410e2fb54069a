"""Reminding those who have not agreed, at most every three days. Rule: D5.

Choice: by itself three times for each version of what is required, later only where its provider
asks for it; of what is optional never.
"""

from datetime import timedelta
from uuid import UUID as Id

from domain import clock, database, outbox
from domain.agreements import agreement, asking
from domain.agreements.agreement import Agreement, Demand, Terms
from domain.errors import Conflict
from domain.profiles.actor import Staff

KIND = "agreement_reminding"
EVERY = timedelta(days=3)
TIMES = 3
_TAKE = """
UPDATE agreements SET reminded_at = {}
WHERE id = {} AND ended_at IS NULL AND reminded_at <= {} RETURNING id
"""
_STILL = """
SELECT 1 FROM agreements
WHERE id = {} AND version_number = {} AND demand <> 'optional' AND ended_at IS NULL
"""


class RemindedAlready(Conflict):
    """Less than three days ago."""


async def plan(id: Id, number: int, terms: Terms) -> None:
    """The first time of a version, within the transaction that asks for it."""
    if terms.demand != Demand.OPTIONAL:
        await _plan(id, number, 1)


async def plan_again(one: Agreement, terms: Terms) -> None:
    """For what was optional until now."""
    if one.demand == Demand.OPTIONAL:
        await plan(one.id, one.version_number, terms)


async def by_hand(id: Id, *, by: Staff) -> int:
    """How many families are reminded. Errors: NotFound, SaidByManagers, RemindedAlready."""
    await agreement.changeable(id, by=by)
    async with database.transaction():
        if not await _take(id):
            raise RemindedAlready
        return await asking.remind(id, by=by.profile_id)


async def by_itself(id: Id, number: int, time: int) -> None:
    """Reminds for the n-th time, and plans the next as long as somebody has not agreed.

    Shape: where it was done by hand within three days, this time is left out.
    """
    async with database.transaction():
        if not await database.rows(_STILL, id, number):
            return
        if await _take(id) and not await asking.remind(id, by=None):
            return
        if time < TIMES:
            await _plan(id, number, time + 1)


async def _plan(id: Id, number: int, time: int) -> None:
    about = {"agreement": str(id), "number": number, "time": time}
    await outbox.put(KIND, about, due_at=clock.now() + EVERY)


async def _take(id: Id) -> bool:
    now = clock.now()
    return bool(await database.rows(_TAKE, now, id, now - EVERY))

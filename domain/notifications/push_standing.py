"""How sending to a subscription goes: it is reached, refused or gone. Rule: N1 N2."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from domain import database

KEPT_WHILE_REFUSED = timedelta(days=14)


_REACHED = "UPDATE push_subscriptions SET reached_at = {}, failing_since = NULL WHERE id = {}"
_GONE = "DELETE FROM push_subscriptions WHERE id = {}"
_REFUSED = (
    "UPDATE push_subscriptions SET failing_since = {} WHERE id = {} AND failing_since IS NULL"
)
_GIVE_UP = """
DELETE FROM push_subscriptions WHERE id = {} AND failing_since < {}
AND EXISTS (SELECT 1 FROM push_subscriptions others WHERE others.reached_at >= {})
"""


async def reached(subscription: Id, at: datetime) -> None:
    """Notes that the push service accepted a message for it."""
    await database.rows(_REACHED, at, subscription)


async def gone(subscription: Id) -> None:
    """Forgets a subscription of which its push service says that it is no more."""
    await database.rows(_GONE, subscription)


async def refused(subscription: Id, at: datetime) -> None:
    """Notes a refusal that is most likely our own fault, or that no try has reached it.

    Choice: given up only after 14 days of nothing else, and only while others are reached.
    """
    async with database.transaction():
        await database.rows(_REFUSED, at, subscription)
        await database.rows(_GIVE_UP, subscription, at - KEPT_WHILE_REFUSED, at - timedelta(days=1))

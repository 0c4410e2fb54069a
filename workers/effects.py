"""Work that stays in the database: what becomes of sessions and credits when their time comes."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from domain import outbox
from domain.credits import expiry
from domain.outbox import Work
from domain.sessions import attendance, proposal, reminder


async def expire_proposal(payload: dict[str, Any]) -> None:
    """Rule: S1 S2."""
    await proposal.expire(UUID(payload["session"]))


async def complete(payload: dict[str, Any]) -> None:
    """Rule: S11."""
    await attendance.complete(UUID(payload["session"]))


async def remind(payload: dict[str, Any]) -> None:
    """Rule: S14."""
    await reminder.remind(UUID(payload["session"]), UUID(payload["profile"]), payload["minutes"])


async def purge(_: dict[str, Any]) -> None:
    await outbox.purge()


async def expire_packages(_: Work) -> None:
    """Rule: K2 K4.

    Choice: not one transaction, which would lock the families and providers of many packages in
    no order and so stand in a circle with people who confirm. Each package expires once by itself.
    """
    await expiry.expire_ended()


INSIDE: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
    "proposal_expiry": expire_proposal,
    "completion": complete,
    "reminder": remind,
    "purge": purge,
}
REPEATABLE: dict[str, Callable[[Work], Awaitable[None]]] = {"package_expiry": expire_packages}

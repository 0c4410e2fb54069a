"""Completion: planned with the confirmation, for a while after the end. Rule: S11."""

from datetime import timedelta

from domain import outbox
from domain.sessions.change import Change

COMPLETED_AFTER = timedelta(minutes=15)
"""After the end."""


async def plan(change: Change) -> None:
    for session in change.sessions:
        await outbox.put(
            "completion",
            {"session": str(session.id)},
            due_at=session.ends_at + COMPLETED_AFTER,
            dedupe=f"completion:{session.id}:{change.events[session.id]}",
        )


async def withdraw(change: Change) -> None:
    await outbox.withdraw(*(f"completion:{session.id}:" for session in change.sessions))

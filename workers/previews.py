"""Previews of documents, and those that are lacking. Rule: D1."""

from datetime import timedelta
from uuid import UUID

from domain import clock
from domain.documents import confined, preview, preview_making
from domain.lease import Work
from domain.storage import StorageAway
from workers.failure import Held, Later

TRIES = 3
"""What takes that often more than it may, or the worker with it, has none."""
PAUSE = timedelta(minutes=5)


async def make(work: Work) -> None:
    """Choice: while the storage is away it waits, for that is no fault of the file."""
    id = UUID(work.payload["document"])
    if work.attempts > TRIES:
        await preview.settle(id, None)
        return
    try:
        await preview_making.make(id)
    except StorageAway as error:
        raise Held(clock.now() + PAUSE) from error
    except confined.TooMuch as error:
        raise Later("it took too much") from error


async def plan_lacking(_: Work) -> None:
    """Hourly, for a backup holds none, and documents may be older than previews."""
    await preview.plan_lacking()

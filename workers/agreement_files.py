"""Files that no agreement came to have leave the store. Rule: D5."""

from datetime import timedelta
from uuid import UUID

from domain import clock
from domain.agreements import filing
from domain.lease import Work
from domain.storage import StorageAway
from workers.failure import Held

PAUSE = timedelta(minutes=5)


async def check(work: Work) -> None:
    """Choice: as often as it takes, for nothing else would remove them."""
    try:
        await filing.check(UUID(work.payload["version"]))
    except StorageAway as error:
        raise Held(clock.now() + PAUSE) from error

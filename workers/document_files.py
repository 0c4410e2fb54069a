"""Files that no document has any more leave the store. Rule: D1 D3."""

from datetime import timedelta

from domain import clock
from domain.documents import file_removal
from domain.lease import Work
from domain.storage import StorageAway
from workers.failure import Held

PAUSE = timedelta(minutes=5)


async def remove(work: Work) -> None:
    """Choice: as often as it takes, for nothing else would remove them."""
    try:
        await file_removal.remove(work.payload["keys"])
    except StorageAway as error:
        raise Held(clock.now() + PAUSE) from error

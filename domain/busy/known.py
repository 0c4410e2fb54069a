"""What is known of a busy calendar before it is read. Rule: S6."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.busy.mark import Mark

WHOLE_EVERY = timedelta(days=1)
_KEPT = f"""
SELECT b.id, b.educator, b.address, b.etag, b.last_modified, b.whole_at, b.fault,
  b.failures_count, b.failing_since, b.time_zone, coalesce(r.time_zone, p.time_zone),
  CASE WHEN {reach.belongs_somewhere("p")} THEN 1 ELSE 0 END
FROM busy_calendars b JOIN profiles p ON p.id = b.educator
LEFT JOIN availability_rules r ON r.educator = p.id WHERE b.id = {{}}
"""


class Known(NamedTuple):
    """What is known of a calendar before it is read."""

    id: UUID
    educator: UUID
    address: str
    etag: str
    last_modified: str
    whole_at: datetime | None
    fault: str
    failures_count: int
    failing_since: datetime | None
    read_in: str
    time_zone: str
    is_needed: bool

    @property
    def mark(self) -> Mark:
        """Nothing once a day, for days come into the window that were not read, and nothing where
        a whole day has become another one.
        """
        is_recent = self.whole_at is not None and self.whole_at > clock.now() - WHOLE_EVERY
        is_new = is_recent and self.read_in == self.time_zone
        return Mark(self.etag, self.last_modified) if is_new else Mark()


async def of(calendar: UUID) -> Known | None:
    row = await database.row(_KEPT, calendar)
    return Known(*row) if row else None

"""Away: when an educator is absent, or busy by a calendar elsewhere. Rule: S6."""

from datetime import datetime, timedelta
from uuid import UUID

from domain import database
from domain.availability.absence import Absence

# Absences first, since SQLite takes the kinds of the columns from the first part. Their days may
# be others in the zone of the rules; of busy times the end bounds the index.
_AWAY = """
SELECT a.id, a.first_on, a.last_on, a.starts_minute, a.ends_minute, a.reason,
  coalesce(r.time_zone, p.time_zone), NULL AS "begins [TIMESTAMPTZ]", NULL AS "ends [TIMESTAMPTZ]"
FROM absences a JOIN profiles p ON p.id = a.educator
LEFT JOIN availability_rules r ON r.educator = p.id
WHERE a.educator = {} AND a.last_on >= {} AND a.first_on <= {}
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, '', '', t.starts_at, t.ends_at FROM busy_times t
WHERE t.educator = {} AND t.ends_at > {} AND t.starts_at < {}
"""
_ONE_DAY = timedelta(days=1)


async def spans(
    educator: UUID, since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """What reaches into that time, in no order. Shape: one statement. Units: UTC."""
    days = (since - _ONE_DAY).date(), (until + _ONE_DAY).date()
    rows = await database.rows(_AWAY, educator, *days, educator, since, until)
    return [
        (begins, ends) if begins is not None else Absence(*said).span(zone)
        for *said, zone, begins, ends in rows
    ]

"""A group: a date at which several children learn, each in a session of their own. Rule: S18."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain import database, reach
from domain.errors import found
from domain.profiles.actor import Staff
from domain.sessions import notice
from domain.sessions.group_free import IS_KEPT, TAKEN_PLACES

_KEPT = f"(SELECT count(*) FROM sessions k WHERE k.group_date = g.id AND {IS_KEPT})"
_SELECT = f"""
SELECT g.id, g.service, g.educator, v.id, g.service_name, g.credits, g.starts_at, g.ends_at,
  g.time_zone, g.place, g.place_detail, g.meeting_url, g.message, g.places_count, g.minimum_count,
  g.is_open, g.call_off_at, g.called_off_at, e.name, v.name, v.time_zone, v.notice_hours,
  v.sooner_hours,  {TAKEN_PLACES}, {_KEPT}
FROM group_dates g JOIN profiles e ON e.id = g.educator JOIN services b ON b.id = g.service
JOIN providers v ON v.id = b.provider
"""


@dataclass(frozen=True, slots=True)
class Group:
    """As it was read. Shape: taken_count are the children who are confirmed, or were there,
    kept_count the places that were offered to who waited for one.

    Units: whole credits, UTC.
    """

    id: UUID
    service: UUID
    educator: UUID
    provider: UUID
    service_name: str
    credits: int
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    place_detail: str
    meeting_url: str
    message: str
    places_count: int
    minimum_count: int
    is_open: bool
    call_off_at: datetime | None
    called_off_at: datetime | None
    educator_name: str
    provider_name: str
    provider_zone: str
    provider_notice_hours: int
    provider_sooner_hours: int | None
    taken_count: int
    kept_count: int

    @property
    def free_count(self) -> int:
        return max(self.places_count - self.taken_count - self.kept_count, 0)

    @property
    def missing_count(self) -> int:
        """How many more it takes to take place."""
        return max(self.minimum_count - self.taken_count, 0)

    @property
    def would_be_free_until(self) -> datetime:
        """As Session.would_be_free_until. Rule: S8."""
        return notice.free_until(self.starts_at, self.provider_notice_hours)

    def is_taught_by(self, somebody: Staff) -> bool:
        return self.educator == somebody.profile_id

    def is_to_come(self, now: datetime) -> bool:
        """Whether somebody can still be added to it."""
        return self.called_off_at is None and self.starts_at > now


async def reachable(group: UUID, *, by: Staff) -> Group:
    """An educator's own, or one of the house. Rule: B5. Errors: NotFound."""
    clause = reach.group_dates(by)
    sql = f"{_SELECT} WHERE g.id = {{}} AND {clause.sql}"
    return Group(*found(await database.row(sql, group, *clause.values)))


async def by_id(group: UUID) -> Group:
    """For workers, and for families that have a session in it. Errors: NotFound."""
    return Group(*found(await database.row(f"{_SELECT} WHERE g.id = {{}}", group)))


async def where(condition: str, *values: object) -> list[Group]:
    """For lists of this area. Shape: what stands after WHERE, group dates called g."""
    return [Group(*row) for row in await database.rows(f"{_SELECT} WHERE {condition}", *values)]

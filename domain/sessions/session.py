"""A session: one appointment of a child (or an adult who learns) with an educator."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast
from uuid import UUID as Id

from piccolo.columns import (
    UUID,
    ForeignKey,
    OnDelete,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database, events
from domain.errors import NotFound
from domain.profiles.actor import Actor
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.providers.connection import Connection
from domain.providers.educator import Educator
from domain.providers.provider import Provider
from domain.providers.service import Service

ROOM_OPENS = timedelta(minutes=10)

_REACH = "(s.family = {} AND ({} = 'guardian' OR s.child = {})) OR s.educator = {}"
_NAMES = """
SELECT c.name, p.name, v.name FROM sessions s
JOIN profiles c ON c.id = s.child JOIN educators e ON e.id = s.educator
JOIN profiles p ON p.id = e.profile JOIN providers v ON v.id = s.provider
WHERE s.id = {}
"""


class State(StrEnum):
    """Rule: S1."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Place(StrEnum):
    """Rule: S13."""

    ONLINE = "online"
    AT_FAMILY = "at_family"
    AT_PROVIDER = "at_provider"
    ELSEWHERE = "elsewhere"


class Session(Table, tablename="sessions"):
    """Rule: S1 S4 S8 S13.

    Shape: service_name and credits as they were when it was proposed; notice_hours is the
    provider's at the moment of confirming, null before; time_zone is the educator's.
    Units: credits whole, times UTC, notice_hours elapsed hours.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False, index=True)
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Educator, on_delete=OnDelete.restrict, null=False)
    child = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    service = ForeignKey(Service, on_delete=OnDelete.restrict, null=False)
    service_name = Varchar(120)
    credits = SmallInt(default=0)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    time_zone = Varchar(64)
    place = Varchar(20, choices=Place)
    place_detail = Text(default="")
    meeting_url = Text(default="")
    message = Text(default="")
    state = Varchar(12, choices=State, default=State.PENDING)
    expires_at = Timestamptz()
    notice_hours = SmallInt(null=True, default=None)
    proposed_by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    S1_ends_after_start = Check("ends_at > starts_at")
    S8_notice_once_confirmed = Check(
        "state IN ('pending', 'declined', 'cancelled') OR notice_hours IS NOT NULL"
    )
    K2_credits_not_negative = Check("credits >= 0")

    @property
    def free_until(self) -> datetime | None:
        """The last moment at which the family cancels free of charge; None while not confirmed.

        Rule: S8, elapsed time, so a clock change does not move it.
        """
        notice = cast(int | None, self.notice_hours)
        return None if notice is None else self.starts_at - timedelta(hours=notice)

    def is_free_to_cancel(self, now: datetime) -> bool:
        """Rule: S8. Exactly at the limit is free; who never confirmed has nothing to lose."""
        limit = self.free_until
        return limit is None or now <= limit

    def is_room_open(self, now: datetime) -> bool:
        """Rule: S13."""
        return (
            self.state == State.CONFIRMED
            and bool(self.meeting_url)
            and self.starts_at - ROOM_OPENS <= now <= self.ends_at
        )

    def subject(self) -> events.Subject:
        return events.Subject(
            connection=self.connection,
            family=self.family,
            provider=self.provider,
            educator=self.educator,
            child=self.child,
            session=self.id,
        )


async def reachable(session: Id, *, by: Actor) -> Session:
    """The session, if it is the family's, the child's own or the educator's.

    Rule: A8 B5. Errors: NotFound.
    """
    sql = f"SELECT 1 FROM sessions s WHERE s.id = {{}} AND ({_REACH})"
    if not await database.row(sql, session, by.family_id, by.kind, by.profile_id, by.educator_id):
        raise NotFound
    return await by_id(session)


async def by_id(session: Id) -> Session:
    """For workers, which ask for nobody. Errors: NotFound."""
    found = await Session.objects().get(Session.id == session)
    if found is None:
        raise NotFound
    return found


async def locked(session: Id) -> Session:
    """As it is, and as it stays until the transaction ends. Errors: NotFound."""
    await database.lock(Session, [session])
    return await by_id(session)


async def particulars(session: Session) -> dict[str, Any]:
    """What an event keeps of a session: names and times as they are now."""
    names = await database.row(_NAMES, session.id)
    child, educator, provider = names or ("", "", "")
    return {
        "service": session.service_name,
        "child": child,
        "educator": educator,
        "provider": provider,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "credits": session.credits,
    }

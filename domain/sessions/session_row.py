"""The table of sessions; what is read of one, and asked, is in session.py."""

from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.errors import Invalid
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.providers.connection import Connection, ConnectionOver
from domain.providers.provider import Provider
from domain.providers.service import Service
from domain.sessions import session as sessions
from domain.sessions.group_date import GroupDate
from domain.sessions.place import Place
from domain.sessions.proposal import Proposal
from domain.sessions.series import Series
from domain.sessions.session import Session, State

S2_LEARNER = "S2_learner_of_family"
B6_OVER = "B6_connection_over"


class SessionRow(Table, tablename="sessions"):
    """Rule: S1 S4 S7 S8 S13 S16 S18.

    Shape: service_name and credits as they were when it was proposed; notice_hours is the
    provider's at the moment of confirming, null before; time_zone is the educator's; sessions of
    one group_date may overlap for its educator; sequence rises with every change of state, and what
    was moved goes on above that of moved_from (S16); series_day is the day that the series
    meant, wherever the session was moved since.
    Units: credits whole, times UTC, notice_hours elapsed hours.
    """

    id = UUID(primary_key=True, default=UUID4())
    proposal = ForeignKey(Proposal, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    service = ForeignKey(Service, on_delete=OnDelete.restrict, null=False)
    group_date = ForeignKey(GroupDate, on_delete=OnDelete.restrict, null=True, default=None)
    moved_from: ForeignKey[Any] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, default=None
    )
    sequence = SmallInt(default=0)
    series = ForeignKey(Series, on_delete=OnDelete.restrict, null=True, default=None)
    series_day = Date(null=True, default=None)
    service_name = Varchar(120)
    credits = SmallInt(default=0)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    time_zone = Varchar(64)
    place = Varchar(20, choices=Place)
    place_detail = Text(default="")
    meeting_url = Text(default="")
    state = Varchar(12, choices=State, default=State.PENDING)
    notice_hours = SmallInt(null=True, default=None)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    S1_ends_after_start = Check("ends_at > starts_at")
    S8_notice_once_confirmed = Check(
        "state IN ('pending', 'declined', 'cancelled') OR notice_hours IS NOT NULL"
    )
    K2_credits_not_negative = Check("credits >= 0")


async def write(*made: SessionRow) -> None:
    """Puts sessions in, of whom belongs to their family as long as the transaction lasts.

    Errors: Invalid (learner) for a child that was just removed, ConnectionOver, Violation; nothing
    is written.
    """
    try:
        await SessionRow.insert(*made)
    except database.Violation as violation:
        if violation.name == S2_LEARNER:
            raise Invalid("learner", "unknown") from violation
        if violation.name == B6_OVER:
            raise ConnectionOver from violation
        raise


async def locked(session: Id) -> Session:
    """As it is, and as it stays until the transaction ends. Errors: NotFound."""
    await database.lock(SessionRow, [session])
    return await sessions.by_id(session)

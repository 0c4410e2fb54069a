"""A group date: what the sessions of a group have in common. Rule: S18 S4."""

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain.profiles.profile import Profile
from domain.providers.service import Service


class GroupDate(Table, tablename="group_dates"):
    """Its sessions overlap for their educator; any other confirmed session may not.

    Choice: the row stands for what S4 has to know; groups are proposed when planning brings them.
    """

    id = UUID(primary_key=True, default=UUID4())
    service = ForeignKey(Service, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    time_zone = Varchar(64)
    places_count = SmallInt(default=1)
    minimum_count = SmallInt(default=0)
    created_at = Timestamptz()

    S18_ends_after_start = Check("ends_at > starts_at")
    S18_has_places = Check("places_count > 0 AND minimum_count BETWEEN 0 AND places_count")

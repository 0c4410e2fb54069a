"""A group date: what the sessions of a group have in common. Rule: S18 S4."""

from piccolo.columns import (
    UUID,
    Boolean,
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

from domain.profiles.profile import Profile
from domain.providers.service import Service


class GroupDate(Table, tablename="group_dates"):
    """Its sessions overlap for their educator; any other confirmed session may not.

    Shape: service_name, credits, places_count and minimum_count as the service had them when it was
    made; is_open says that families may join by themselves, call_off_at when it is decided whether
    there are enough, null where it takes place with any.
    """

    id = UUID(primary_key=True, default=UUID4())
    service = ForeignKey(Service, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    time_zone = Varchar(64)
    places_count = SmallInt(default=1)
    minimum_count = SmallInt(default=0)
    service_name = Varchar(120, default="")
    credits = SmallInt(default=0)
    place = Varchar(20, default="at_provider")
    place_detail = Text(default="")
    meeting_url = Text(default="")
    message = Text(default="")
    is_open = Boolean(default=False)
    call_off_at = Timestamptz(null=True, default=None)
    called_off_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()

    S18_ends_after_start = Check("ends_at > starts_at")
    S18_has_places = Check("places_count > 0 AND minimum_count BETWEEN 0 AND places_count")

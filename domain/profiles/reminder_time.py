"""How long before a session each profile wants to be reminded."""

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain.profiles.profile import Profile


class ReminderTime(Table, tablename="reminder_times"):
    """One reminder that a profile wants before each of its sessions.

    Rule: S14. Units: minutes before the start.
    """

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(references=Profile, on_delete=OnDelete.cascade, index=True, null=False)
    minutes_before = Integer()

    S14_once_per_profile = Unique([profile, minutes_before])

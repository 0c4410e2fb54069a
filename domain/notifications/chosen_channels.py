"""The channels that somebody chose for a theme. Rule: N1."""

from collections.abc import Mapping
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import database
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.profiles.profile import Profile

_FORGET = "DELETE FROM chosen_channels WHERE profile = {}"


class ChosenChannels(Table, tablename="chosen_channels"):
    """Shape: there is no row of what is usual."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(references=Profile, on_delete=OnDelete.cascade, null=False)
    theme = Varchar(length=16, choices=Theme)
    channels = Varchar(length=8, choices=Channels)

    N1_theme = Check(
        "theme IN ('proposals', 'answers', 'reminders', 'attendance', 'credits', 'documents',"
        " 'families', 'messages')"
    )
    N1_channels = Check("channels IN ('both', 'push', 'mail', 'list')")
    N1_once_per_theme = Unique([profile, theme])


async def replace(profile: Id, chosen: Mapping[Theme, Channels]) -> None:
    """Sets what a profile wants; who may is asked before (preferences.py)."""
    rows = [
        (uuid4(), profile, theme, channels)
        for theme, channels in chosen.items()
        if channels != Channels.USUAL
    ]
    async with database.transaction():
        await database.rows(_FORGET, profile)
        await database.insert("chosen_channels (id, profile, theme, channels)", rows)

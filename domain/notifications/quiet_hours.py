"""Quiet hours: when no device of somebody may sound, on the clocks of where they are. Rule: N1 A12.

What comes then waits in the outbox until they end. Choice: what is of no use any more by then is
not shown at all; it goes by mail, which wakes nobody, where that is the usual way.
"""

from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.notifications.quiet_span import Quiet
from domain.profiles.profile import Profile

_FORGET = "DELETE FROM quiet_hours WHERE profile = {}"


class QuietHours(Table, tablename="quiet_hours"):
    """Shape: one row of who has any. Units: minutes of the day on the wall."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(references=Profile, on_delete=OnDelete.cascade, unique=True, null=False)
    from_minute = SmallInt()
    until_minute = SmallInt()

    N1_from_within_a_day = Check("from_minute BETWEEN 0 AND 1439")
    N1_until_within_a_day = Check("until_minute BETWEEN 0 AND 1439")
    N1_quiet_ends = Check("from_minute <> until_minute")


async def replace(profile: Id, quiet: Quiet | None) -> None:
    """Sets when it is quiet, None: never; who may is asked before (preferences.py)."""
    rows = [] if quiet is None else [(uuid4(), profile, *quiet)]
    async with database.transaction():
        await database.rows(_FORGET, profile)
        await database.insert("quiet_hours (id, profile, from_minute, until_minute)", rows)

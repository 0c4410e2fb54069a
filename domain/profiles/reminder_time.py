"""How long before a session each profile wants to be reminded."""

from collections.abc import Iterable
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import database
from domain.errors import Invalid
from domain.profiles import changeable
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile

MINUTES = range(5, 14 * 24 * 60 + 1)
TIMES_MOST = 5

_OF = "SELECT minutes_before FROM reminder_times WHERE profile = {} ORDER BY minutes_before DESC"


class ReminderTime(Table, tablename="reminder_times"):
    """One reminder that a profile wants before each of its sessions.

    Rule: S14. Units: minutes before the start.
    """

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(references=Profile, on_delete=OnDelete.cascade, null=False)
    minutes_before = Integer()

    S14_once_per_profile = Unique([profile, minutes_before])


async def of(profile: Id) -> list[int]:
    """Units: minutes before the start, the earliest reminder first."""
    return [minutes for (minutes,) in await database.rows(_OF, profile)]


async def replace(profile: Id, minutes: Iterable[int], *, by: Actor) -> None:
    """Sets when this profile is reminded; none at all is a choice too.

    Rule: S14. Units: minutes before the start. Errors: NotFound, Forbidden, Invalid
    (minutes_before); nothing is written. The reminders planned stay as they
    are: `sessions.reminder.choose` changes both.
    """
    wanted = checked(minutes)
    await changeable.must_be(profile, by=by)
    async with database.transaction():
        await database.lock(Profile, [profile])
        await ReminderTime.delete().where(ReminderTime.profile == profile)
        rows = [(uuid4(), profile, each) for each in wanted]
        await database.insert("reminder_times (id, profile, minutes_before)", rows)


def checked(minutes: Iterable[int]) -> list[int]:
    """Errors: Invalid (minutes_before)."""
    wanted = sorted(set(minutes))
    if len(wanted) > TIMES_MOST:
        raise Invalid("minutes_before", "too_many", most=TIMES_MOST)
    if any(each not in MINUTES for each in wanted):
        raise Invalid("minutes_before", "out_of_range")
    return wanted

"""Places of a group: who wants one waits until those before have theirs. Rule: S18."""

from collections.abc import Sequence

from domain import database
from domain.errors import Conflict
from domain.sessions.group_date import GroupDate
from domain.sessions.group_free import FREE_PLACES
from domain.sessions.session import Session

TAKEN, CALLED_OFF = "S18_places_taken", "S18_called_off"
"""What the database says of a group that has no place, or takes place no more."""


class GroupFull(Conflict):
    """Others have all places by now."""


async def queue(wanted: Sequence[Session]) -> None:
    """Lets one after the other answer what belongs to one date; the first statement of it.

    Shape: taken before the proposal, as calling a date off does, so nobody waits in a circle.
    Errors: GroupFull, also where the last place is kept for somebody who waited.
    """
    dates = {each.group_date for each in wanted if each.group_date is not None}
    if not dates:
        return
    await database.lock(GroupDate, dates)
    ids = [each.id for each in wanted]
    sql = f"SELECT {FREE_PLACES} FROM sessions s WHERE s.id IN ({database.marks(ids)})"
    if any(free is not None and free <= 0 for (free,) in await database.rows(sql, *ids)):
        raise GroupFull

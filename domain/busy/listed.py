"""What an educator sees of their busy calendars. Rule: S6."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.busy import source
from domain.busy.fault import Fault
from domain.errors import found
from domain.profiles.actor import Staff

_COLUMNS = "id, name, address, fault, failing_since, tried_at, read_at"
_OF = f"SELECT {_COLUMNS} FROM busy_calendars WHERE educator = {{}} ORDER BY name, id"


class Shown(NamedTuple):
    """What may be seen of one. Shape: ending is the last letters of its address."""

    id: Id
    name: str
    host: str
    ending: str
    fault: Fault | None
    failing_since: datetime | None
    tried_at: datetime | None
    read_at: datetime | None


async def of(educator: Id) -> list[Shown]:
    """By name."""
    return [_shown(*row) for row in await database.rows(_OF, educator)]


async def reachable(calendar: Id, *, by: Staff) -> Shown:
    """Errors: NotFound."""
    return found(next((each for each in await of(by.profile_id) if each.id == calendar), None))


def _shown(
    id: Id,
    name: str,
    address: str,
    fault: str,
    failing_since: datetime | None,
    tried_at: datetime | None,
    read_at: datetime | None,
) -> Shown:
    ending = address[-source.SHOWN_AT_END :]
    said = Fault(fault) if fault else None
    return Shown(id, name, source.host(address), ending, said, failing_since, tried_at, read_at)

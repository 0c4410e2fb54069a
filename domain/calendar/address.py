"""A calendar address: the secret link under which calendars read what a profile has. Rule: S16."""

import hmac
from collections.abc import Iterable
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, BigInt, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.calendar import reader as readers
from domain.calendar import token as secrets
from domain.calendar.reader import Reader
from domain.errors import NotFound
from domain.profiles import changeable
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile

_VERSIONS = "SELECT profile, version FROM calendar_addresses WHERE profile IN ({ids})"
_INTO = "calendar_addresses (id, profile, version, renewed_at)"
# By the clock, so that none which has ended comes back after an older backup was restored.
_AGAIN = """
ON CONFLICT (profile) DO UPDATE SET renewed_at = excluded.renewed_at, version =
  CASE WHEN excluded.version > calendar_addresses.version THEN excluded.version
  ELSE calendar_addresses.version + 1 END
"""


class CalendarAddress(Table, tablename="calendar_addresses"):
    """Shape: a row once it was renewed; version rises and ends the addresses of before."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(Profile, on_delete=OnDelete.cascade, null=False, unique=True)
    version = BigInt()
    renewed_at = Timestamptz()


async def tokens(profiles: Iterable[Id]) -> dict[Id, str]:
    """What stands in the address of each. Shape: 43 letters, digits, - and _. One query."""
    versions = dict.fromkeys(profiles, 0)
    sql = _VERSIONS.format(ids=database.marks(versions))
    versions |= dict(await database.rows(sql, *versions))
    return {profile: secrets.of(profile, version) for profile, version in versions.items()}


async def opened(token: str) -> Reader:
    """Whose calendar it is. Errors: NotFound, whatever is wrong with it."""
    named = await readers.of(secrets.profile_in(token))
    right = secrets.of(named.profile, named.address_version)
    if not hmac.compare_digest(right.encode(), token.encode()):
        raise NotFound
    return named


async def renew(profile: Id, *, by: Actor) -> None:
    """Ends the address at once; the new one is another. Errors: NotFound, Forbidden."""
    await changeable.must_be(profile, by=by)
    now = clock.now()
    row = (uuid4(), profile, int(now.timestamp() * 1000), now)
    await database.insert(_INTO, [row], _AGAIN)

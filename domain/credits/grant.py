"""Granting credits: a package, from which what a family had overdrawn is settled. Rule: K3 K6."""

from datetime import date
from uuid import UUID

from domain import clock, database
from domain.credits import by_provider, entry, fact, overdraft, package
from domain.credits.entry import Kind, Line
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import provider
from domain.providers.connection import Connection

YEARS_AHEAD = 10

_MAKE = """
INSERT INTO packages (id, connection, kind, reason, expires_on, "by", granted_count, free_count,
  held_count, spent_count, lapsed_count, expired_count, overdraft_count, created_at)
VALUES ({}, {}, {}, {}, {}, {}, 0, 0, 0, 0, 0, 0, 0, {}) ON CONFLICT (id) DO NOTHING RETURNING id
"""


async def grant(
    key: UUID,
    connection: Connection,
    count: int,
    reason: str,
    *,
    by: Staff,
    expires_on: date | None = None,
) -> None:
    """Gives a family credits; what it had overdrawn is settled first. The same key gives once.

    Rule: K1 K6. Units: whole credits. Choice: they end within YEARS_AHEAD or never, as a later
    day is a slip of the keyboard. Errors: Forbidden, Invalid (count, reason, expires_on);
    nothing is written.
    """
    by_provider.must_be(connection, by)
    by_provider.check(count, reason, least=1)
    given_by = await provider.by_id(connection.provider)
    _check_end(expires_on, given_by.time_zone)
    async with database.transaction():
        values = (connection.id, package.Kind.PACKAGE, reason.strip(), expires_on, by.profile_id)
        if not await database.rows(_MAKE, key, *values, clock.now()):
            return
        told = {"provider": given_by.name, "credits": count}
        subject = connection.subject()
        event = fact.record("credits.granted", subject, told, by=by.profile_id, why=reason)
        given = Line(
            key, connection.id, event, Kind.GRANTED, {"granted": count, "free": count},
            by=by.profile_id, reason=reason.strip(),
        )  # fmt: skip
        settled = await overdraft.settled(key, connection.id, count, event, by.profile_id)
        await entry.write([given, *settled])


def _check_end(expires_on: date | None, zone: str) -> None:
    if expires_on is None:
        return
    if expires_on < package.local_day(clock.now(), zone):
        raise Invalid("expires_on", "past")
    if expires_on > clock.latest_day(YEARS_AHEAD):
        raise Invalid("expires_on", "too_far", years=YEARS_AHEAD)

"""Reached: the devices on which a push for somebody may appear. Rule: A8 N1."""

from typing import Any
from uuid import UUID

from domain import clock, concern, database, reach
from domain.accounts import device
from domain.notifications.push_subscription import Target
from domain.reach import Clause

# Devices on which this profile is chosen, and those of its own account, unless a child has one of
# them in hand: then the lock screen would show a child what is for its parents. A device whose
# account may not be the profile any more hears nothing of it. Two questions, for one with OR in it
# would read all devices.
_IN_USE = f"""
d.ended_at IS NULL AND d.last_used_at >= {{}} AND t.profile IN ({reach.usable_by("d.account")})
"""
SQL = f"""
WITH concerned (role, about, profile) AS ({{who}}), reached (profile, target) AS (
  SELECT t.profile, s.id FROM concerned t JOIN devices d ON d.profile = t.profile
  JOIN push_subscriptions s ON s.device = d.id WHERE {_IN_USE}
  UNION SELECT t.profile, s.id FROM concerned t JOIN profiles p ON p.id = t.profile
  JOIN devices d ON d.account = p.account JOIN push_subscriptions s ON s.device = d.id
  WHERE {_IN_USE} AND NOT EXISTS (
    SELECT 1 FROM profiles h WHERE h.id = d.profile AND h.kind = 'child'))
"""
_TARGETS = f"""
{SQL}
SELECT s.id, s.endpoint, s.p256dh, s.auth
FROM reached r JOIN push_subscriptions s ON s.id = r.target ORDER BY s.id
"""


async def rows(sql: str, who: Clause) -> list[tuple[Any, ...]]:
    """Shape: sql begins with SQL."""
    since = device.oldest_use(clock.now())
    return await database.rows(sql.replace("{who}", who.sql), *who.values, since, since)


async def targets_of(profile: UUID) -> list[Target]:
    """Where a push for this profile may appear, as things are now."""
    who = concern.concerned({"profile": [profile]})
    return [Target(*row) for row in await rows(_TARGETS, who)] if who else []

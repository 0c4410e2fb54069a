"""Ways: how somebody is reached: by push where a device of theirs takes it, else by mail.

Rule: N1 N2.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock, database, outbox, reach
from domain.accounts import device
from domain.notifications.notification import News
from domain.notifications.push_subscription import Target
from domain.profiles.profile import Profile
from domain.reach import Clause

USEFUL = timedelta(days=3)
"""How long a notification is worth sending when nothing says otherwise."""

# Devices on which this profile is chosen, and those of its own account, unless a child has one of
# them in hand: then the lock screen would show a child what is for its parents. A device whose
# account may not be the profile any more hears nothing of it. Two questions, for one with OR in it
# would read all devices.
_IN_USE = f"""
d.ended_at IS NULL AND d.last_used_at >= {{}} AND t.profile IN ({reach.usable_by("d.account")})
"""
_REACHED = f"""
WITH concerned (role, about, profile) AS ({{who}}), reached (profile, target) AS (
  SELECT t.profile, s.id FROM concerned t JOIN devices d ON d.profile = t.profile
  JOIN push_subscriptions s ON s.device = d.id WHERE {_IN_USE}
  UNION SELECT t.profile, s.id FROM concerned t JOIN profiles p ON p.id = t.profile
  JOIN devices d ON d.account = p.account JOIN push_subscriptions s ON s.device = d.id
  WHERE {_IN_USE} AND NOT EXISTS (
    SELECT 1 FROM profiles h WHERE h.id = d.profile AND h.kind = 'child'))
"""
_OF = f"""
{_REACHED}
SELECT t.role, t.about AS "about [UUID]", p.id, a.email IS NOT NULL, r.target AS "target [UUID]"
FROM concerned t JOIN profiles p ON p.id = t.profile LEFT JOIN accounts a ON a.id = p.account
LEFT JOIN reached r ON r.profile = p.id
"""
_TARGETS = f"""
{_REACHED}
SELECT s.id, s.endpoint, s.p256dh, s.auth
FROM reached r JOIN push_subscriptions s ON s.id = r.target ORDER BY s.id
"""
_TAKES_PUSH = f"""
{_REACHED}
SELECT 1 FROM reached r JOIN push_subscriptions s ON s.id = r.target WHERE s.failing_since IS NULL
"""
_ADDRESS = """
SELECT a.email FROM profiles p JOIN accounts a ON a.id = p.account
WHERE p.id = {} AND a.email IS NOT NULL
"""


class Way(NamedTuple):
    """Shape: has_address where one is proven; targets are the push subscriptions."""

    has_address: bool
    targets: set[UUID]

    def add(self, target: UUID | None) -> None:
        if target is not None:
            self.targets.add(target)


async def of(who: Clause) -> list[tuple[Any, ...]]:
    """How those concerned are reached: role, about, profile, has an address, and one target."""
    return await _reached(_OF, who)


async def put(news: News, way: Way) -> None:
    """Leaves the deliveries of one notification, in its transaction."""
    until = news.fact.useful_until or news.created_at + USEFUL
    for target in sorted(way.targets):
        payload = {**_named(news.id, news.fact.id), "subscription": str(target)}
        await outbox.put("push", payload, useful_until=until)
    if way.has_address and not way.targets:
        await _mail(news.id, news.fact.id, until)


async def targets_of(profile: UUID) -> list[Target]:
    """Where a push for this profile may appear, as things are now."""
    who = reach.concerned({"profile": [profile]})
    return [Target(*row) for row in await _reached(_TARGETS, who)] if who else []


async def fall_back(notification: UUID, event: UUID, profile: UUID, until: datetime | None) -> None:
    """Mails, once, what a device should have shown, where the profile has none that takes it.

    Choice: a device whose push service refuses us takes none until it is reached again.
    """
    async with database.transaction():
        # Of two devices that are gone at once, the later sees that it was the last.
        await database.lock(Profile, [profile])
        if not await _takes_push(profile) and await database.row(_ADDRESS, profile):
            await _mail(notification, event, until)


async def _takes_push(profile: UUID) -> bool:
    who = reach.concerned({"profile": [profile]})
    return who is not None and bool(await _reached(_TAKES_PUSH, who))


async def _reached(sql: str, who: Clause) -> list[tuple[Any, ...]]:
    since = device.oldest_use(clock.now())
    return await database.rows(sql.replace("{who}", who.sql), *who.values, since, since)


async def _mail(notification: UUID, event: UUID, until: datetime | None) -> None:
    name = f"mail:{notification}:{event}"
    await outbox.put("mail", _named(notification, event), useful_until=until, dedupe=name)


def _named(notification: UUID, event: UUID) -> dict[str, str]:
    return {"notification": str(notification), "event": str(event)}

"""Delivery: by which way each of those told hears of an event, written with the event.

Rule: N1 N2.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock, database, live, outbox
from domain.accounts import device
from domain.notifications import recipients
from domain.notifications.push_subscription import Target
from domain.notifications.recipients import Concerned
from domain.profiles.profile import Profile

USEFUL = timedelta(days=3)
"""How long a notification is worth sending when nothing says otherwise."""

_NOTIFY = """
INSERT INTO notifications (id, profile, event, session, kind, created_at)
VALUES ({}, {}, {}, {}, {}, {})
"""
_REVISION = "UPDATE profiles SET revision = revision + 1 WHERE id = {}"
# Devices on which this profile is chosen, and those of its own account, unless a child has one of
# them in hand: then the lock screen would show a child what is for its parents.
_SUBSCRIPTIONS = """
SELECT s.id, s.endpoint, s.p256dh, s.auth
FROM push_subscriptions s JOIN devices d ON d.id = s.device
JOIN profiles p ON p.id = {} LEFT JOIN profiles h ON h.id = d.profile
WHERE d.ended_at IS NULL AND d.last_used_at >= {}
  AND (d.profile = p.id OR (d.account = p.account AND (h.kind IS NULL OR h.kind <> 'child')))
ORDER BY s.id
"""
_ADDRESS = """
SELECT a.email FROM profiles p JOIN accounts a ON a.id = p.account
WHERE p.id = {} AND a.email IS NOT NULL
"""


async def tell(
    event: UUID,
    kind: str,
    subject: Concerned,
    session: UUID | None,
    by: UUID | None,
    only_to: UUID | None,
    useful_until: datetime | None,
) -> None:
    """Writes a notification and its deliveries for each profile concerned."""
    told = [only_to] if only_to else await recipients.of(kind, subject, by)
    until = useful_until or clock.now() + USEFUL
    for profile in told:
        await _tell(event, kind, profile, session, until)
    database.after_commit(lambda: live.publish_soon(told))


async def _tell(
    event: UUID, kind: str, profile: UUID, session: UUID | None, until: datetime
) -> None:
    notification = uuid4()
    await database.rows(_NOTIFY, notification, profile, event, session, kind, clock.now())
    await database.rows(_REVISION, profile)
    targets = await targets_of(profile)
    for target in targets:
        await outbox.put(
            "push",
            {"notification": str(notification), "subscription": str(target.id)},
            useful_until=until,
        )
    if not targets:
        await _mail(notification, profile, until)


async def targets_of(profile: UUID) -> list[Target]:
    """Where a push for this profile may appear, as things are now."""
    found = await database.rows(_SUBSCRIPTIONS, profile, device.oldest_use(clock.now()))
    return [Target(*row) for row in found]


async def fall_back(notification: UUID, profile: UUID, until: datetime | None) -> None:
    """Mails, once, what a device should have shown, where the profile has no device any more."""
    async with database.transaction():
        # Of two devices that are gone at once, the later sees that it was the last.
        await database.lock(Profile, [profile])
        if not await targets_of(profile):
            await _mail(notification, profile, until)


async def _mail(notification: UUID, profile: UUID, until: datetime | None) -> None:
    if await database.row(_ADDRESS, profile):
        payload = {"notification": str(notification)}
        await outbox.put("mail", payload, useful_until=until, dedupe=f"mail:{notification}")

"""Delivery: by which way each of those told hears of an event, written with the event.

Rule: N1 N2.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock, database, live, outbox
from domain.accounts import device
from domain.notifications import recipients
from domain.notifications.recipients import Concerned

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
SELECT s.id FROM push_subscriptions s JOIN devices d ON d.id = s.device
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
    oldest = device.oldest_use(clock.now())
    subscriptions = await database.rows(_SUBSCRIPTIONS, profile, oldest)
    for (subscription,) in subscriptions:
        await outbox.put(
            "push",
            {"notification": str(notification), "subscription": str(subscription)},
            useful_until=until,
        )
    if not subscriptions and await database.row(_ADDRESS, profile):
        await outbox.put("mail", {"notification": str(notification)}, useful_until=until)

"""Mails instead of a push that no device of somebody shows. Rule: N2."""

from datetime import datetime
from uuid import UUID

from domain import concern, database
from domain.notifications import reached, way
from domain.notifications.addressed import Addressed
from domain.profiles.profile import Profile

_TAKES_PUSH = f"""
{reached.SQL}
SELECT 1 FROM reached r JOIN push_subscriptions s ON s.id = r.target WHERE s.failing_since IS NULL
"""
# Who chose that there is a mail was sent one before, of which the same is never sent again.
_TAKES_MAIL = """
SELECT 1 FROM profiles p JOIN accounts a ON a.id = p.account
WHERE p.id = {} AND a.email IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM chosen_channels c WHERE c.profile = p.id AND c.theme = {}
  AND c.channels IN ('push', 'list'))
"""


async def fall_back(told: Addressed, until: datetime | None) -> None:
    """Mails, once, what a device should have shown, where the profile has none that takes it.

    Choice: a device whose push service refuses us takes none until it is reached again.
    """
    async with database.transaction():
        # Of two devices that are gone at once, the later sees that it was the last.
        await database.lock(Profile, [told.profile])
        if not await _takes_push(told.profile):
            await mail_instead(told, until)


async def mail_instead(told: Addressed, until: datetime | None) -> None:
    """Mails, once, what no device shows, unless only those or none at all was chosen."""
    async with database.transaction():
        if await database.row(_TAKES_MAIL, told.profile, told.of_kind.theme):
            await way.mail(told.id, told.event, until)


async def _takes_push(profile: UUID) -> bool:
    who = concern.concerned({"profile": [profile]})
    return who is not None and bool(await reached.rows(_TAKES_PUSH, who))

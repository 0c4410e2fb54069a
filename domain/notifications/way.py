"""Ways: how somebody is reached: by push where a device of theirs takes it, else by mail, or as
they chose; and when, for in somebody's quiet hours no device sounds.

Rule: N1 N2.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import outbox
from domain.notifications import quiet_span, reached
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.kinds import KINDS
from domain.notifications.notification import News
from domain.notifications.quiet_span import Quiet
from domain.reach import Clause

USEFUL = timedelta(days=3)
"""How long a notification is worth sending when nothing says otherwise."""

_OF = f"""
{reached.SQL}
SELECT t.role, t.about AS "about [UUID]", p.id, a.email IS NOT NULL, p.time_zone, q.from_minute,
  q.until_minute, r.target AS "target [UUID]", c.theme, c.channels
FROM concerned t JOIN profiles p ON p.id = t.profile LEFT JOIN accounts a ON a.id = p.account
LEFT JOIN quiet_hours q ON q.profile = p.id LEFT JOIN chosen_channels c ON c.profile = p.id
LEFT JOIN reached r ON r.profile = p.id
"""


class Way(NamedTuple):
    """Shape: has_address where one is proven; targets are the push subscriptions; chosen has the
    themes that are told otherwise than usual.
    """

    has_address: bool
    time_zone: str
    quiet: Quiet | None
    targets: set[UUID]
    chosen: dict[str, Channels]

    def channels(self, theme: Theme | None) -> Channels:
        return Channels.USUAL if theme is None else self.chosen.get(theme, Channels.USUAL)


async def of(who: Clause) -> tuple[list[tuple[str, UUID, UUID]], dict[UUID, Way]]:
    """Who is concerned, as role, about and profile, and how each of them is reached."""
    concerned, ways = [], dict[UUID, Way]()
    for row in await reached.rows(_OF, who):
        role, about, profile, has_address, time_zone, *hours, target, theme, channels = row
        concerned.append((role, about, profile))
        new = Way(bool(has_address), time_zone, quiet_span.kept(*hours), set(), {})
        way = ways.setdefault(profile, new)
        if target is not None:
            way.targets.add(target)
        if theme is not None:
            way.chosen[theme] = Channels(channels)
    return concerned, ways


async def put(news: News, way: Way) -> None:
    """Leaves the deliveries of one notification, in its transaction."""
    until = news.fact.useful_until or news.created_at + USEFUL
    kind = KINDS[news.fact.kind]
    channels = way.channels(kind.theme)
    quiet_until = way.quiet.ends_at(news.created_at, way.time_zone) if way.quiet else None
    due_at = quiet_until or _later(news, kind.pushed_after)
    is_pushed = channels.has_push and (due_at is None or due_at < until)
    targets = sorted(way.targets) if is_pushed else []
    for target in targets:
        payload = {**_named(news.id, news.fact.id), "subscription": str(target)}
        await outbox.put("push", payload, due_at=due_at, useful_until=until)
    if way.has_address and channels.has_mail(is_pushed=bool(targets)):
        await mail(news.id, news.fact.id, until, _later(news, kind.mailed_after))


async def mail(
    notification: UUID, event: UUID, until: datetime | None, due_at: datetime | None = None
) -> None:
    """Leaves the mail of one notification, once."""
    name, about = f"mail:{notification}:{event}", _named(notification, event)
    await outbox.put("mail", about, due_at=due_at, useful_until=until, dedupe=name)


def _later(news: News, after: timedelta) -> datetime | None:
    return news.created_at + after if after else None


def _named(notification: UUID, event: UUID) -> dict[str, str]:
    return {"notification": str(notification), "event": str(event)}

"""Trying a device: somebody asks for a push on it and reads what came of it. Rule: N1."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, outbox, topics
from domain.accounts import device
from domain.accounts.device import Device
from domain.errors import NotFound
from domain.notifications.push_outcome import Outcome
from domain.notifications.push_subscription import Target
from domain.profiles.profile import Profile

PATIENCE = timedelta(minutes=2)
"""Whoever waits sits before the screen; later it would only wonder them."""

_IN_USE = "d.account = {} AND d.ended_at IS NULL AND d.last_used_at >= {}"
_TAKES_PUSH = f"""
SELECT s.id FROM devices d JOIN push_subscriptions s ON s.device = d.id
WHERE d.id = {{}} AND {_IN_USE}
"""
_ASK = """
INSERT INTO push_tests (id, device, "by", asked_at) VALUES ({}, {}, {}, {})
ON CONFLICT (device) DO UPDATE SET id = excluded.id, "by" = excluded."by",
  asked_at = excluded.asked_at, outcome = NULL
"""
_WAITING = """
SELECT t."by", p.language,
  (SELECT count(*) FROM notifications u WHERE u.profile = p.id AND u.read_at IS NULL),
  s.id, s.endpoint, s.p256dh, s.auth
FROM push_tests t JOIN profiles p ON p.id = t."by"
LEFT JOIN push_subscriptions s ON s.device = t.device WHERE t.id = {} AND t.outcome IS NULL
"""
_CONCLUDE = 'UPDATE push_tests SET outcome = {} WHERE id = {} RETURNING "by"'
_DEVICES = f"""
SELECT d.id, d.user_agent, s.id IS NOT NULL, s.reached_at, t.asked_at, t.outcome
FROM devices d LEFT JOIN push_subscriptions s ON s.device = d.id
LEFT JOIN push_tests t ON t.device = d.id
WHERE {_IN_USE} ORDER BY d.last_used_at DESC, d.id
"""


class PushTest(Table, tablename="push_tests"):
    """The last one of each device. Shape: outcome as push_outcome.Outcome, null while it waits."""

    id = UUID(primary_key=True, default=UUID4())
    device = ForeignKey(references=Device, on_delete=OnDelete.cascade, unique=True, null=False)
    by = ForeignKey(references=Profile, on_delete=OnDelete.cascade, null=False)
    asked_at = Timestamptz()
    outcome = Varchar(length=12, null=True, default=None, choices=Outcome)

    N1_outcome = Check("outcome IN ('sent', 'gone', 'refused', 'too_large', 'later')")


class Waiting(NamedTuple):
    """Shape: target is None where the device takes no push any more."""

    by: Id
    language: str
    unread_count: int
    target: Target | None


class Tried(NamedTuple):
    """One logged-in device. Shape: reached_at when a push service last took something for it."""

    id: Id
    user_agent: str
    takes_push: bool
    reached_at: datetime | None
    asked_at: datetime | None
    outcome: str | None

    def is_waiting(self, now: datetime) -> bool:
        return self.outcome is None and self.asked_at is not None and now < self.asked_at + PATIENCE


async def ask(of: Id, *, account: Id, by: Id) -> None:
    """Sends one to a device of the account. Errors: NotFound, where that takes no push either."""
    now = clock.now()
    test = uuid4()
    async with database.transaction():
        oldest = device.oldest_use(now)
        if await database.row(_TAKES_PUSH, of, account, oldest) is None:
            raise NotFound
        await database.rows(_ASK, test, of, by, now)
        await outbox.put("push_test", {"test": str(test)}, useful_until=now + PATIENCE)


async def waiting(test: Id) -> Waiting | None:
    """None where it was answered, or asked anew."""
    row = await database.row(_WAITING, test)
    if row is None:
        return None
    by, language, unread_count, *target = row
    return Waiting(by, language, unread_count, Target(*target) if target[0] else None)


async def conclude(test: Id, outcome: Outcome) -> None:
    """Writes what came of it, and open pages of whoever asked say so."""
    async with database.transaction():
        asked = await database.rows(_CONCLUDE, outcome.value, test)
        topics.touch(*(topics.name("told", by) for (by,) in asked))


async def devices(account: Id) -> list[Tried]:
    """Every logged-in device, the one used last first. Rule: A10."""
    rows = await database.rows(_DEVICES, account, device.oldest_use(clock.now()))
    return [Tried(id, agent, bool(takes), *rest) for id, agent, takes, *rest in rows]

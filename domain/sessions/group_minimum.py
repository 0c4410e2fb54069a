"""The smallest number of a group: too few in time, and the date is called off. Rule: S18.

Choice: once it has begun nobody calls it off any more, for then people are together; a machine that
was down decides as soon as it is back, until then.
"""

from datetime import timedelta
from uuid import UUID, uuid5

from domain import clock, database, events, outbox
from domain.facts import Fact, Subject
from domain.sessions import group, group_calling_off
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate

WARNED_BEFORE = timedelta(hours=24)
"""How long before the decision its educator is told how many are missing."""

ASKED_BEFORE = timedelta(days=7)
"""How long before the decision it stands on its educator's list."""


async def plan(made: Group) -> None:
    """Within the transaction that makes the date."""
    decided_at = made.call_off_at
    if decided_at is None:
        return
    about = {"group": str(made.id)}
    await outbox.put("group_minimum", about, decided_at, dedupe=f"group_minimum:{made.id}")
    warned_at = decided_at - WARNED_BEFORE
    if warned_at > clock.now():
        name = f"group_warning:{made.id}"
        await outbox.put("group_warning", about, warned_at, useful_until=decided_at, dedupe=name)


async def decide(id: UUID) -> None:
    """Calls it off if there are too few; what was decided before stays."""
    async with database.transaction():
        await database.lock(GroupDate, [id])
        now = await group.by_id(id)
        is_due = now.call_off_at is not None and now.call_off_at <= clock.now()
        if not is_due or not now.missing_count or not now.is_to_come(clock.now()):
            return
        if await group_calling_off.end(id, ("session.not_held", "session.called_off"), by=None):
            events.record(_fact("group.called_off", now))


async def warn(id: UUID) -> None:
    """Tells its educator once how many are missing, while there is time to find them."""
    key = uuid5(id, "warned")
    async with database.transaction():
        await database.lock(GroupDate, [id])
        now = await group.by_id(id)
        is_over = now.call_off_at is None or now.call_off_at <= clock.now()
        if is_over or not now.missing_count or not now.is_to_come(clock.now()):
            return
        if not await events.is_recorded(key):
            events.record(_fact("group.short", now, key))


def _fact(kind: str, about: Group, key: UUID | None = None) -> Fact:
    particulars = {
        "group": str(about.id),
        "service": about.service_name,
        "starts_at": about.starts_at.isoformat(),
        "missing": about.missing_count,
        "call_off_at": about.call_off_at.isoformat() if about.call_off_at else None,
    }
    subject = Subject(provider=about.provider, educator=about.educator, group=about.id)
    key = key or uuid5(about.id, kind)
    happened_at, until = clock.now(), about.starts_at
    return Fact(kind, None, subject, happened_at, "", particulars, useful_until=until, id=key)

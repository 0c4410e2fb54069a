"""Settled: what somebody's settings hold now, in one look-up."""

from dataclasses import dataclass, field

from domain import clock, database
from domain.accounts import device
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff

_SETTLED = """
SELECT 'child', 0, p.name FROM memberships m JOIN profiles p ON p.id = m.profile
  WHERE m.family = {} AND m.role = 'child' AND m.ended_at IS NULL
UNION ALL SELECT 'device', 0, '' FROM devices d
  WHERE d.account = {} AND d.ended_at IS NULL AND d.last_used_at >= {}
UNION ALL SELECT 'reminder', r.minutes_before, '' FROM reminder_times r WHERE r.profile = {}
UNION ALL SELECT 'service', 0, s.name FROM services s
  WHERE s.provider = {} AND s.retired_at IS NULL
UNION ALL SELECT 'notice', v.notice_hours, coalesce((SELECT w.meeting_url FROM staff w
  WHERE w.profile = {} AND w.role = 'educator' AND w.ended_at IS NULL), '')
  FROM providers v WHERE v.id = {}
ORDER BY 1, 2 DESC, 3
"""


@dataclass(slots=True)
class Settled:
    """Shape: names by letter, reminders the earliest first. Units: minutes, elapsed hours."""

    children: list[str] = field(default_factory=list)
    devices_count: int = 0
    reminders: list[int] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    notice_hours: int = 0
    has_room: bool = False


async def of(person: Visitor[Actor]) -> Settled:
    """Rule: A10 S8 S13 S14."""
    actor, profile = person.actor, person.profile_id
    family = actor.family_id if isinstance(actor, Guardian) else None
    provider = actor.provider_id if isinstance(actor, Staff) else None
    since = device.oldest_use(clock.now())
    values = (family, person.account_id, since, profile, provider, profile, provider)
    found = Settled()
    for what, figure, text in await database.rows(_SETTLED, *values):
        match what:
            case "child":
                found.children.append(text)
            case "device":
                found.devices_count += 1
            case "reminder":
                found.reminders.append(figure)
            case "service":
                found.services.append(text)
            case _:
                found.notice_hours, found.has_room = figure, bool(text)
    return found

"""Settled: what somebody's settings hold now, in one look-up."""

from dataclasses import dataclass, field

from domain import clock, database, reach
from domain.accounts import device
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.providers import room

_SETTLED = f"""
SELECT 'child', 0, p.name FROM {reach.PEOPLE} WHERE m.family = {{}} AND {reach.IS_CHILD}
UNION ALL SELECT 'device', 0, '' FROM devices d
  WHERE d.account = {{}} AND d.ended_at IS NULL AND d.last_used_at >= {{}}
UNION ALL SELECT 'reminder', r.minutes_before, '' FROM reminder_times r WHERE r.profile = {{}}
UNION ALL SELECT 'service', 0, s.name FROM services s
  WHERE s.provider = {{}} AND s.retired_at IS NULL
UNION ALL SELECT 'notice', v.notice_hours, coalesce({room.OWN}, '')
  FROM providers v WHERE v.id = {{}}
UNION ALL SELECT DISTINCT 'time', 0, p.name FROM {reach.PEOPLE}
  JOIN family_times t ON t.learner = p.id AND t.family = m.family
  WHERE m.family = {{}} AND m.ended_at IS NULL
UNION ALL SELECT DISTINCT 'weekday', -h.weekday, '' FROM weekly_hours h WHERE h.educator = {{}}
ORDER BY 1, 2 DESC, 3
"""


@dataclass(slots=True)
class Settled:
    """Shape: names by letter, reminders the earliest first; timed whose times the family has said,
    weekdays on which an educator has hours, 0 for Monday. Units: minutes, elapsed hours.
    """

    children: list[str] = field(default_factory=list)
    devices_count: int = 0
    reminders: list[int] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    notice_hours: int = 0
    has_room: bool = False
    timed: list[str] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)


async def of(person: Visitor[Actor]) -> Settled:
    """Rule: A10 S8 S13 S14."""
    actor, profile = person.actor, person.profile_id
    family = actor.family_id if isinstance(actor, Guardian) else None
    provider = actor.provider_id if isinstance(actor, Staff) else None
    since = device.oldest_use(clock.now())
    values = (
        *(family, person.account_id, since, profile),
        *(provider, profile, provider, family, profile),
    )
    settled = Settled()
    for what, figure, text in await database.rows(_SETTLED, *values):
        match what:
            case "child":
                settled.children.append(text)
            case "device":
                settled.devices_count += 1
            case "reminder":
                settled.reminders.append(figure)
            case "service":
                settled.services.append(text)
            case "time":
                settled.timed.append(text)
            case "weekday":
                settled.weekdays.append(-figure)
            case _:
                settled.notice_hours, settled.has_room = figure, bool(text)
    return settled

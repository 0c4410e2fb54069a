"""Settled: what somebody's settings hold now, in one look-up."""

from collections import defaultdict
from dataclasses import dataclass

from domain import clock, database, reach
from domain.accounts import device
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.providers import room

_SETTLED = f"""
SELECT 'child', 0, p.name FROM {reach.PEOPLE} WHERE m.family = {{}} AND {reach.IS_CHILD}
UNION ALL SELECT 'device', 0, '' FROM devices d
  WHERE d.account = {{}} AND d.ended_at IS NULL AND d.last_used_at >= {{}}
UNION ALL SELECT 'passkey', 0, k.name FROM passkeys k WHERE k.account = {{}}
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


@dataclass(frozen=True, slots=True)
class Settled:
    """Shape: names by letter, reminders the earliest first; timed whose times the family has said,
    weekdays on which an educator has hours, 0 for Monday. Units: minutes, elapsed hours.
    """

    children: list[str]
    devices_count: int
    passkeys: list[str]
    reminders: list[int]
    services: list[str]
    notice_hours: int
    has_room: bool
    timed: list[str]
    weekdays: list[int]


async def of(person: Visitor[Actor]) -> Settled:
    """Rule: A10 S8 S13 S14."""
    found = await _read(person)
    notice_hours, own_room = found["notice"][0] if found["notice"] else (0, "")
    return Settled(
        children=[name for _, name in found["child"]],
        devices_count=len(found["device"]),
        passkeys=[name for _, name in found["passkey"]],
        reminders=[minutes for minutes, _ in found["reminder"]],
        services=[name for _, name in found["service"]],
        notice_hours=notice_hours,
        has_room=bool(own_room),
        timed=[name for _, name in found["time"]],
        weekdays=[-weekday for weekday, _ in found["weekday"]],
    )


async def _read(person: Visitor[Actor]) -> dict[str, list[tuple[int, str]]]:
    """Figures and names by what they are of."""
    actor, profile = person.actor, person.profile_id
    family = actor.family_id if isinstance(actor, Guardian) else None
    provider = actor.provider_id if isinstance(actor, Staff) else None
    since = device.oldest_use(clock.now())
    values = (
        *(family, person.account_id, since, person.account_id, profile),
        *(provider, profile, provider, family, profile),
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for what, figure, text in await database.rows(_SETTLED, *values):
        found[what].append((figure, text))
    return found

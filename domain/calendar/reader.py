"""Who reads a calendar, and what it is made of besides sessions. Rule: S16."""

from functools import cache
from typing import NamedTuple
from uuid import UUID

from domain import database, reach, topics
from domain.errors import NotFound
from domain.profiles.actor import Actor, acting

# What a calendar shows is theirs, so its versions come with them, as those of a visitor do.
_OF = f"""
SELECT p.kind, m.family, w.provider, p.name, p.language, p.time_zone, COALESCE(c.version, 0),
  (SELECT {{joined}}(CAST(r.minutes_before AS TEXT), ' ') FROM reminder_times r
    WHERE r.profile = p.id),
  (SELECT {{joined}}(t.name || '=' || t.version, ' ') FROM topics t
    WHERE t.name IN ({topics.names_of("COALESCE(m.family, p.id)", ["session", "people"])}))
FROM profiles p {reach.BELONGS} LEFT JOIN calendar_addresses c ON c.profile = p.id
WHERE p.id = {{{{}}}} AND {reach.belongs_somewhere("p")}
"""
_JOINED = {"sqlite": "group_concat", "postgres": "string_agg"}


class Reader(NamedTuple):
    """Shape: kind as Profile.kind; minutes are the reminders before a session, rising; versions
    changes with everything that any of the sessions shows.
    """

    profile: UUID
    kind: str
    actor: Actor
    name: str
    language: str
    time_zone: str
    minutes: tuple[int, ...]
    address_version: int
    versions: str


async def of(profile: UUID) -> Reader:
    """One query. Errors: NotFound, also for who belongs nowhere any more."""
    row = await database.row(_asked(database.dialect()), profile)
    actor = acting(row[0], profile, row[1], row[2]) if row else None
    if row is None or actor is None:
        raise NotFound
    kind, _, _, name, language, time_zone, version, minutes, versions = row
    rising = tuple(sorted(map(int, (minutes or "").split())))
    known = " ".join(sorted((versions or "").split()))
    return Reader(profile, kind, actor, name, language, time_zone, rising, version, known)


@cache
def _asked(dialect: str) -> str:
    return _OF.format(joined=_JOINED[dialect])

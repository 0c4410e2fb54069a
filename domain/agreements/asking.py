"""Asking: families hear of what they have not agreed to. Rule: D5 N1."""

from collections.abc import Collection
from uuid import UUID as Id

from domain import clock, database, events
from domain.agreements import naming
from domain.agreements.asked import FOR_EACH, IN_FORCE, IS_LACKING, IS_WHOLE, LAST
from domain.agreements.audience import IS_ASKED
from domain.facts import Fact
from domain.providers.connection import Connection

_CONNECTIONS = f"""
SELECT c.id FROM agreements g JOIN connections c ON {IS_ASKED} WHERE g.id = {{}}
"""
_LACKING = f"""
SELECT DISTINCT c.id, c.family, c.provider, o.name, f.name, v.title, v.number, g.demand
FROM agreements g {IN_FORCE} JOIN connections c ON {IS_ASKED}
JOIN providers o ON o.id = c.provider JOIN families f ON f.id = c.family {FOR_EACH} {LAST}
WHERE g.id = {{}} AND {IS_WHOLE} AND {IS_LACKING} ORDER BY c.id
"""


async def connections(agreement: Id) -> set[Id]:
    """Whose families are asked."""
    return {id for (id,) in await database.rows(_CONNECTIONS, agreement)}


async def ask(agreement: Id, *, by: Id, but_not: Collection[Id] = ()) -> None:
    """Tells within a transaction all who have not agreed to what holds now."""
    await _tell(agreement, "agreement.asked", by, but_not)


async def remind(agreement: Id, *, by: Id | None) -> int:
    """The same once more; how many families that are. Shape: by None for what comes by itself."""
    return await _tell(agreement, "agreement.reminded", by)


async def _tell(agreement: Id, kind: str, by: Id | None, but_not: Collection[Id] = ()) -> int:
    told = [row for row in await database.rows(_LACKING, agreement) if row[0] not in but_not]
    for id, family, provider, provider_name, family_name, title, number, demand in told:
        asked = Connection(id=id, family=family, provider=provider, created_at=clock.now())
        particulars = {
            "provider": provider_name,
            "family": family_name,
            "title": title,
            "number": number,
            "demand": demand,
        }
        subject = naming.subject(asked)
        events.record(Fact(kind, by, subject, clock.now(), "", particulars))
    return len(told)

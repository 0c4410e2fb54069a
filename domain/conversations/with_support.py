"""With the support: the conversation that everybody has with the platform's own people. Rule: C6.

It is one like any other; whoever asks stands where a family stands, whoever answers where a
provider does, for educators ask as well.
"""

from typing import Any
from uuid import UUID as Id
from uuid import uuid5

from domain import database, reach, topics
from domain.profiles.actor import Actor, Guest, Supporter
from domain.providers.side import Side

_REACHABLE = """
SELECT t.last_number, t.last_change,
  coalesce((SELECT r.number FROM message_readings r
    WHERE r.conversation = t.id AND r.profile = {}), 0),
  coalesce((SELECT max(r.number) FROM message_readings r
    WHERE r.conversation = t.id AND r.side <> {}), 0),
  k.asker, p.name, coalesce(k.address, ''), k.state
FROM support_cases k JOIN conversations t ON t.id = k.id JOIN profiles p ON p.id = k.asker
WHERE k.id = {}
"""


def own(profile: Id) -> Id:
    """Its id, whether something was written or not."""
    return uuid5(profile, "support")


def side_of(somebody: Actor | Guest) -> Side:
    return Side.PROVIDER if isinstance(somebody, Supporter) else Side.FAMILY


async def row(id: Id, by: Actor) -> tuple[Any, ...] | None:
    """How far it is, who asks, by which address and its state; None where it is not theirs."""
    reached = reach.cases(by)
    sql = f"{_REACHABLE} AND {reached.sql}"
    found = await database.row(sql, by.profile_id, side_of(by), id, *reached.values)
    if found is None and id == own(by.profile_id) and not isinstance(by, Supporter):
        return (0, 0, 0, 0, by.profile_id, "", "", "")
    return found


async def shown_to(asker: Id) -> list[str]:
    """The topics of everybody who sees what somebody asks and is answered."""
    families = await database.rows(reach.FAMILIES_OF_CHILD, asker)
    supporters = await database.rows(reach.SUPPORTERS)
    return [topics.name("message", id) for id in (asker, *(id for (id,) in families + supporters))]

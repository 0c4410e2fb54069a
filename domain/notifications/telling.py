"""Telling: who hears of a transaction's facts, and by which way, decided once for all of them.

Rule: N1 N2. However many facts, it is one question and one statement for each table: who is
concerned and where each of them is reached; a notification per profile and subject; the deliveries;
the topics. What can still be taken back is told by a worker some seconds later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain import clock, database, topics
from domain.facts import Fact, Subject
from domain.notifications import concerned, notification, postponed, way
from domain.notifications.concerned import Concerned
from domain.notifications.kinds import KINDS
from domain.notifications.notification import News

_EVENTS = """
SELECT e.id, e.kind, e."by", e.connection, e.family, e.provider, s.educator, s.learner, e.session,
  e.proposal, e.happened_at, e.why, e.particulars, s.state
FROM events e LEFT JOIN sessions s ON s.id = e.session WHERE e.id IN ({ids})
"""


def must_be_known(kind: str) -> None:
    """Errors: KeyError."""
    KINDS[kind]


async def tell(facts: Sequence[Fact]) -> None:
    """Tells of what a transaction records, right before its COMMIT."""
    await postponed.take_back([fact for fact in facts if KINDS[fact.kind].takes_back])
    await _tell([fact for fact in facts if not KINDS[fact.kind].told_after])
    await postponed.put_off([fact for fact in facts if KINDS[fact.kind].told_after])


async def tell_late(events: Sequence[UUID], useful_until: datetime | None) -> None:
    """Tells of what could be taken back and was not, as far as it still stands."""
    rows = await database.rows(_EVENTS.format(ids=database.marks(events)), *events)
    facts = {row[0]: _fact(row, useful_until) for row in rows if _is_worth_it(row[1], row[13])}
    async with database.transaction():
        await _tell([facts[event] for event in events if event in facts])


async def _tell(facts: list[Fact]) -> None:
    reached = await concerned.by(facts)
    told = _news(facts, reached)
    await notification.put(list(told.values()))
    for news in told.values():
        await way.put(news, reached.ways[news.profile])
    topics.touch(*{topics.name("told", profile) for profile, _ in told})


def _news(facts: list[Fact], reached: Concerned) -> dict[tuple[UUID, UUID], News]:
    """One for each profile and subject: of the kind that came last, its first fact and how many.

    Rule: N1, and never for the one who caused it.
    """
    now = clock.now()
    told: dict[tuple[UUID, UUID], News] = {}
    for fact in facts:
        groups = (reached.profiles.get(each, set()) for each in concerned.asked(fact))
        for profile in set().union(*groups) - {fact.by, fact.not_to}:
            key = profile, fact.subject.about
            before = told.get(key)
            is_more = before is not None and before.fact.kind == fact.kind
            told[key] = before.one_more() if before and is_more else News(profile, fact, 1, now)
    return told


def _is_worth_it(kind: str, state: str | None) -> bool:
    worth_in = KINDS[kind].worth_in
    return not worth_in or worth_in == state


def _fact(row: tuple[Any, ...], useful_until: datetime | None) -> Fact:
    id, kind, by, *about, happened_at, why, particulars, _ = row
    return Fact(
        kind,
        by,
        Subject(*about),
        happened_at,
        why,
        msgspec.json.decode(particulars),
        useful_until=useful_until,
        id=id,
    )

"""Telling: who hears of a transaction's facts, and by which way, decided once for all of them.

Rule: N1 N2. However many facts, it is one question and one statement for each table: who is
concerned and where each of them is reached; a notification per profile and subject; the deliveries;
the topics. What can still be taken back is told by a worker some seconds later.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from domain import clock, database, outbox, reach, topics
from domain.facts import Fact, Subject
from domain.notifications import notification, way
from domain.notifications.kind import Role
from domain.notifications.kinds import KINDS
from domain.notifications.notification import News

_PROFILE = "profile"
_EVENTS = """
SELECT e.id, e.kind, e."by", e.connection, e.family, e.provider, s.educator, s.learner, e.session,
  e.proposal, e.happened_at, e.why, e.particulars, s.state
FROM events e LEFT JOIN sessions s ON s.id = e.session WHERE e.id IN ({ids})
"""


class _Concerned(NamedTuple):
    """Shape: who by (role, about), and how each of them is reached."""

    profiles: Mapping[tuple[str, UUID], set[UUID]]
    ways: Mapping[UUID, way.Way]


def must_be_known(kind: str) -> None:
    """Errors: KeyError."""
    KINDS[kind]


async def tell(facts: Sequence[Fact]) -> None:
    """Tells of what a transaction records, right before its COMMIT."""
    await _take_back([fact for fact in facts if KINDS[fact.kind].takes_back])
    await _tell([fact for fact in facts if not KINDS[fact.kind].told_after])
    await _put_off([fact for fact in facts if KINDS[fact.kind].told_after])


async def tell_late(events: Sequence[UUID], useful_until: datetime | None) -> None:
    """Tells of what could be taken back and was not, as far as it still stands."""
    rows = await database.rows(_EVENTS.format(ids=database.marks(events)), *events)
    facts = {row[0]: _fact(row, useful_until) for row in rows if _is_worth_it(row[1], row[13])}
    async with database.transaction():
        await _tell([facts[event] for event in events if event in facts])


async def _tell(facts: list[Fact]) -> None:
    concerned = await _concerned(facts)
    told = _news(facts, concerned)
    await notification.put(list(told.values()))
    for news in told.values():
        await way.put(news, concerned.ways[news.profile])
    topics.touch(*{topics.name("told", profile) for profile, _ in told})


async def _concerned(facts: list[Fact]) -> _Concerned:
    asked: dict[str, set[UUID]] = {}
    for fact in facts:
        for role, about in _asked(fact):
            asked.setdefault(role, set()).add(about)
    who = reach.concerned(asked)
    profiles: dict[tuple[str, UUID], set[UUID]] = {}
    ways: dict[UUID, way.Way] = {}
    for role, about, profile, has_address, target in await way.of(who) if who else ():
        profiles.setdefault((role, about), set()).add(profile)
        ways.setdefault(profile, way.Way(bool(has_address), set())).add(target)
    return _Concerned(profiles, ways)


def _asked(fact: Fact) -> list[tuple[str, UUID]]:
    """As what somebody is concerned, and by what of the subject."""
    if fact.only_to is not None:
        return [(_PROFILE, fact.only_to)]
    subject = fact.subject
    about = {
        Role.GUARDIANS: subject.family,
        Role.LEARNER: subject.learner,
        Role.EDUCATOR: subject.educator,
        Role.EDUCATORS: subject.connection,
    }
    roles = KINDS[fact.kind].told
    return [(role, id) for role, id in about.items() if role in roles and id is not None]


def _news(facts: list[Fact], concerned: _Concerned) -> dict[tuple[UUID, UUID], News]:
    """One for each profile and subject: of the kind that came last, its first fact and how many.

    Rule: N1, and never for the one who caused it.
    """
    now = clock.now()
    told: dict[tuple[UUID, UUID], News] = {}
    for fact in facts:
        groups = (concerned.profiles.get(each, set()) for each in _asked(fact))
        for profile in set().union(*groups) - {fact.by}:
            key = profile, fact.subject.about
            before = told.get(key)
            is_more = before is not None and before.fact.kind == fact.kind
            told[key] = before.one_more() if before and is_more else News(profile, fact, 1, now)
    return told


async def _put_off(facts: list[Fact]) -> None:
    """Shape: one piece of work for each subject, so that what is told together stays one."""
    together: dict[UUID, list[Fact]] = {}
    for fact in facts:
        together.setdefault(fact.subject.about, []).append(fact)
    for about, those in together.items():
        first = those[0]
        await outbox.put(
            "telling",
            {"events": [str(fact.id) for fact in those]},
            due_at=first.happened_at + KINDS[first.kind].told_after,
            useful_until=first.useful_until,
            dedupe=f"telling:{about}:{first.id}",
        )


async def _take_back(facts: list[Fact]) -> None:
    await outbox.withdraw(*{f"telling:{fact.subject.about}:" for fact in facts})


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

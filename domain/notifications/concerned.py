"""Who a transaction's facts concern, and how each of them is reached: one question. Rule: N1."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from domain import concern
from domain.facts import Fact
from domain.notifications import way
from domain.notifications.kind import Role
from domain.notifications.kinds import KINDS

_PROFILE = "profile"


class Concerned(NamedTuple):
    """Shape: who by (role, about), and how each of them is reached."""

    profiles: Mapping[tuple[str, UUID], set[UUID]]
    ways: Mapping[UUID, way.Way]


async def by(facts: list[Fact]) -> Concerned:
    sought: dict[str, set[UUID]] = {}
    for fact in facts:
        for role, about in asked(fact):
            sought.setdefault(role, set()).add(about)
    who = concern.concerned(sought)
    if who is None:
        return Concerned({}, {})
    concerned, ways = await way.of(who)
    profiles: dict[tuple[str, UUID], set[UUID]] = {}
    for role, about, profile in concerned:
        profiles.setdefault((role, about), set()).add(profile)
    return Concerned(profiles, ways)


def asked(fact: Fact) -> list[tuple[str, UUID]]:
    """As what somebody is concerned, and by what of the subject."""
    if fact.only_to is not None:
        return [(_PROFILE, fact.only_to)]
    subject = fact.subject
    about = {
        Role.GUARDIANS: subject.family,
        Role.WRITERS: subject.family,
        Role.LEARNER: subject.learner,
        Role.EDUCATOR: subject.educator,
        Role.EDUCATORS: subject.connection,
        Role.MANAGERS: subject.connection,
        Role.SUPPORTERS: subject.case,
    }
    roles = KINDS[fact.kind].told
    return [(role, id) for role, id in about.items() if role in roles and id is not None]

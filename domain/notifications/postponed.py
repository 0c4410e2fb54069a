"""Telling put off for as long as what happened can be taken back. Rule: N1 S1."""

from uuid import UUID

from domain import outbox
from domain.facts import Fact
from domain.notifications.kinds import KINDS


async def put_off(facts: list[Fact]) -> None:
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


async def take_back(facts: list[Fact]) -> None:
    await outbox.withdraw(*{f"telling:{fact.subject.about}:" for fact in facts})

"""What the tests ask of notifications: who was told, by which way, and people to tell."""

import re
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import msgspec

from domain import clock, database, events, lease
from domain.accounts.device import Device
from domain.facts import Fact, Subject
from domain.notifications import push_subscription, telling
from domain.profiles import membership
from domain.profiles.membership import Role
from tests.push_service import Subscriber
from tests.statements import Watched
from tests.world import Person, World

_TOLD = "SELECT profile FROM notifications WHERE kind = {}"


async def told(kind: str) -> set[UUID]:
    """Whom news of a kind stands in the list of."""
    return {profile for (profile,) in await database.rows(_TOLD, kind)}


async def ways(kind: str) -> Counter[tuple[str, UUID]]:
    """How often an event of this kind goes which way to whom."""
    notified = dict(
        await database.rows("SELECT id, profile FROM notifications WHERE kind = {}", kind)
    )
    found = await database.rows("SELECT kind, payload FROM outbox WHERE kind IN ('push', 'mail')")
    made = [(way, UUID(msgspec.json.decode(payload)["notification"])) for way, payload in found]
    return Counter((way, notified[id]) for way, id in made if id in notified)


async def record(*facts: Fact) -> None:
    async with database.transaction():
        for fact in facts:
            events.record(fact)


def fact(
    kind: str, subject: Subject, *, by: UUID | None = None, only_to: UUID | None = None
) -> Fact:
    return Fact(kind, by=by, subject=subject, happened_at=clock.now(), only_to=only_to)


async def tell_late() -> int:
    """Tells what is due and was not taken back; returns how many pieces of work that was."""
    due = [work for work in await lease.claim(1000, clock.now()) if work.kind == "telling"]
    for work in due:
        async with database.transaction():
            assert await lease.finish(work.id)
            await telling.tell_late(
                [UUID(event) for event in work.payload["events"]], work.useful_until
            )
    return len(due)


async def phone(login: Person[Any], chosen: UUID | None, *, takes_push: bool = True) -> UUID:
    """A device of that login, on which that profile is chosen."""
    assert login.account
    now = clock.now()
    made = Device(
        account=login.account,
        token_hash=uuid4().hex,
        profile=chosen,
        created_at=now,
        last_used_at=now,
    )
    await made.save()
    if takes_push:
        browser = Subscriber(f"https://fcm.googleapis.com/fcm/send/{made.id}")
        await push_subscription.subscribe(
            made.id, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
        )
    id: UUID = made.id
    return id


async def father(world: World) -> UUID:
    """Another guardian of Nadia's family, without a login."""
    made = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    id: UUID = made.id
    return id


def kinds_of(seen: Watched) -> list[str]:
    """What was sent, without what begins and ends: "INSERT INTO events", "UPDATE topics"."""
    sent = [" ".join(statement.split()) for statement in seen.statements]
    return [
        re.sub(r"^(INSERT INTO \w+|UPDATE \w+|\w+).*", r"\1", one)
        for one in sent
        if not one.startswith(("BEGIN", "COMMIT"))
    ]

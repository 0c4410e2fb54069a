"""Who hears of what, and by which way: push where a device takes it, else mail, else the list."""

from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from domain import clock, database, events
from domain.accounts import device
from domain.accounts.device import Device
from domain.notifications import push_subscription
from domain.notifications.delivery import USEFUL
from domain.sessions import answer, attendance, cancellation, proposal
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.push_service import Subscriber
from tests.rules import rule
from tests.world import Person, World


async def told(kind: str) -> set[UUID]:
    found = await database.rows("SELECT profile FROM notifications WHERE kind = {}", kind)
    profiles = [profile for (profile,) in found]
    assert len(profiles) == len(set(profiles))
    return set(profiles)


async def ways(kind: str) -> Counter[tuple[str, UUID]]:
    """How often an event of this kind goes which way to whom."""
    notified = dict(
        await database.rows("SELECT id, profile FROM notifications WHERE kind = {}", kind)
    )
    found = await database.rows("SELECT kind, payload FROM outbox WHERE kind IN ('push', 'mail')")
    made = [(way, UUID(msgspec.json.decode(payload)["notification"])) for way, payload in found]
    return Counter((way, notified[id]) for way, id in made if id in notified)


async def phone(login: Person, chosen: Person | None, *, takes_push: bool = True) -> UUID:
    """A device of that login, on which that profile is chosen."""
    assert login.account
    now = clock.now()
    made = Device(
        account=login.account,
        token_hash=uuid4().hex,
        profile=chosen.id if chosen else None,
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


@rule("N1")
async def test_a_proposal_is_told_to_the_guardians(world: World) -> None:
    await world.make.session()
    assert await told("session.proposed") == {world.nadia.id}


@rule("N1")
async def test_a_confirmation_is_told_to_all_but_who_confirmed(world: World) -> None:
    await world.make.session(State.CONFIRMED)
    assert await told("session.confirmed") == {world.mila.id, world.jonas.id}


@rule("N1")
async def test_what_a_child_confirmed_is_told_to_its_guardian(world: World) -> None:
    await world.make.credits(1)
    await database.rows("UPDATE profiles SET may_confirm = TRUE WHERE id = {}", world.mila.id)
    await answer.confirm(await world.make.session(), by=world.mila.actor)
    assert await told("session.confirmed") == {world.nadia.id, world.jonas.id}


@rule("N1")
async def test_a_cancellation_is_told_to_the_other_side_and_the_child(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    await cancellation.cancel(session, by=world.nadia.actor)
    assert await told("session.cancelled") == {world.mila.id, world.jonas.id}
    again = await world.make.session(State.CONFIRMED)
    await cancellation.cancel(again, by=world.jonas.actor)
    assert world.nadia.id in await told_of(again.id, "session.cancelled")
    assert world.jonas.id not in await told_of(again.id, "session.cancelled")


async def told_of(session: UUID, kind: str) -> set[UUID]:
    found = await database.rows(
        "SELECT profile FROM notifications WHERE session = {} AND kind = {}", session, kind
    )
    return {profile for (profile,) in found}


@rule("N1", "S11")
async def test_each_side_is_told_of_what_the_other_says_of_attendance(world: World) -> None:
    session = await world.make.session(State.MISSED, starts_at=clock.now() - timedelta(hours=20))
    await attendance.object_to_absence(session, "Doch", by=world.nadia.actor)
    await attendance.correct(session, by=world.jonas.actor)
    assert await told("session.missed") == {world.nadia.id}
    assert await told("session.objected") == {world.jonas.id}
    assert await told("session.corrected") == {world.nadia.id}
    assert await told("session.completed") == set()


@rule("N1", "S2")
async def test_both_sides_are_told_that_a_proposal_expired(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session()
    frozen_clock.to(session.expires_at)
    await proposal.expire(session.id)
    assert await told("session.expired") == {world.nadia.id, world.jonas.id}


@rule("N1")
async def test_another_family_hears_of_nothing(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    await cancellation.cancel(session, by=world.jonas.actor)
    found = await database.rows(
        "SELECT id FROM notifications WHERE profile IN ({}, {})", world.dora.id, world.emil.id
    )
    assert found == []


@rule("N1")
async def test_where_no_device_takes_push_there_is_a_mail(world: World) -> None:
    await phone(world.nadia, world.nadia, takes_push=False)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N1")
async def test_every_device_that_takes_push_gets_one_and_there_is_no_mail(world: World) -> None:
    for _ in range(2):
        await phone(world.nadia, world.nadia)
    await world.make.session()
    assert await ways("session.proposed") == {("push", world.nadia.id): 2}


@rule("N1")
async def test_an_address_that_nobody_has_proven_gets_no_mail(world: World) -> None:
    await database.rows("UPDATE accounts SET email = NULL WHERE id = {}", world.nadia.account)
    await world.make.session()
    assert await told("session.proposed") == {world.nadia.id}
    assert await ways("session.proposed") == {}


@rule("N1")
async def test_a_child_without_a_login_reads_it_in_the_list(world: World) -> None:
    await world.make.session(State.CONFIRMED, child=world.tom.id)
    assert world.tom.id in await told("session.confirmed")
    assert ("mail", world.tom.id) not in await ways("session.confirmed")


@rule("N1", "A8")
async def test_what_is_for_parents_is_not_pushed_to_a_device_that_a_child_has(
    world: World,
) -> None:
    await phone(world.nadia, world.tom)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N1", "A7")
async def test_a_child_hears_of_its_sessions_on_the_device_on_which_it_is_chosen(
    world: World,
) -> None:
    await phone(world.nadia, world.tom)
    await world.make.session(State.CONFIRMED, child=world.tom.id)
    assert (await ways("session.confirmed"))["push", world.tom.id] == 1


@rule("N1")
async def test_a_device_on_which_nobody_is_chosen_yet_is_its_owners(world: World) -> None:
    await phone(world.nadia, None)
    await world.make.session()
    assert await ways("session.proposed") == {("push", world.nadia.id): 1}


@rule("N1", "A8")
async def test_a_child_with_a_login_hears_on_its_own_device_and_its_mother_does_not(
    world: World,
) -> None:
    await phone(world.mila, world.mila)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}
    await world.make.session(State.CONFIRMED)
    assert (await ways("session.confirmed"))["push", world.mila.id] == 1


@rule("N1", "A10")
@pytest.mark.parametrize("days", [0, 91])
async def test_a_device_that_is_logged_out_gets_no_push(
    world: World, frozen_clock: FrozenClock, days: int
) -> None:
    made = await phone(world.nadia, world.nadia)
    if days:
        frozen_clock.forward(timedelta(days=days))
    else:
        assert world.nadia.account
        await device.end(made, account=world.nadia.account)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N2")
async def test_deliveries_say_until_when_they_are_of_use(world: World) -> None:
    session = await world.make.session()
    await world.make.credits(1)
    found = await database.rows(
        "SELECT n.kind, o.useful_until FROM outbox o, notifications n"
        " WHERE o.kind = 'mail' AND o.payload LIKE '%' || n.id || '%' AND n.profile = {}",
        world.nadia.id,
    )
    assert dict(found) == {
        "session.proposed": session.starts_at,
        "credits.granted": clock.now() + USEFUL,
    }


@rule("N1")
async def test_what_is_meant_for_one_is_told_to_that_one(world: World) -> None:
    session = await world.make.session()
    await events.record(
        "session.reminded", by=None, subject=session.subject(), only_to=world.jonas.id
    )
    assert await told("session.reminded") == {world.jonas.id}


@rule("N2")
async def test_being_told_makes_the_pages_of_that_profile_out_of_date(world: World) -> None:
    async def revision(of: Person) -> int:
        found = await database.row("SELECT revision FROM profiles WHERE id = {}", of.id)
        assert found is not None
        return int(found[0])

    before = await revision(world.nadia), await revision(world.dora)
    await world.make.session()
    assert await revision(world.nadia) > before[0]
    assert await revision(world.dora) == before[1]

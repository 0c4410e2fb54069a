"""A family requests a free slot: held while it chooses, kept until it is answered."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain import database
from domain.availability import hours, picture, rules
from domain.availability.hours import Weekly
from domain.errors import Invalid
from domain.profiles import family, membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import connection
from domain.sessions import (
    answer,
    answerable,
    bookable,
    cancellation,
    proposal_expiry,
    request,
    slot,
    state,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.bookable import Bookable
from domain.sessions.request import SlotGone, Wish
from domain.sessions.session import Session, State
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.world import Person, World, proven

AT = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
"""14:00 in Berlin."""
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
async def working(world: World) -> None:
    """Jonas works on Mondays from 14:00 to 18:00, with a quarter of an hour after each session."""
    chosen = await rules.of(world.jonas.id)
    await rules.choose(chosen._replace(buffer_after_minutes=15), by=world.jonas.actor)
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)


async def booked(world: World, by: Guardian) -> Bookable:
    known = await bookable.by_family(by)
    return bookable.one(known, world.jonas.id, world.maths.id)


async def of_nadia(world: World, at: datetime = AT) -> Wish:
    return Wish(await booked(world, world.nadia.actor), world.mila.id, at)


async def of_dora(world: World, at: datetime = AT) -> Wish:
    return Wish(await booked(world, world.dora.actor), world.emil.id, at)


async def asked(world: World, at: datetime = AT, note: str = "Bruchrechnen") -> Session:
    return await request.make(uuid4(), await of_nadia(world, at), note, by=world.nadia.actor)


async def shown(world: World, by: Person[Guardian], learner: Person[Any]) -> list[str]:
    known = await booked(world, by.actor)
    found = await slot.between(known, learner.id, AT - HOUR, AT + 9 * HOUR, by=by.actor)
    return [f"{start:%H:%M}" for start in found.starts]


ALL = ["13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00"]


@rule("S5")
async def test_a_request_waits_for_its_educator_with_what_the_family_wrote(world: World) -> None:
    made = await asked(world)
    kept = await sessions.by_id(made.id)
    assert (kept.state, kept.message, kept.asker_name) == (
        State.PENDING,
        "Bruchrechnen",
        "Nadia Kaya",
    )
    assert (kept.starts_at, kept.ends_at, kept.credits) == (AT, AT + HOUR, 1)
    assert (kept.is_request, kept.expires_at) == (True, NOON + timedelta(hours=48))


@rule("S5")
async def test_a_request_sent_twice_also_at_once_is_one(world: World) -> None:
    wish, key = await of_nadia(world), uuid4()
    sent = [request.make(key, wish, "", by=world.nadia.actor) for _ in range(4)]
    made = [*await asyncio.gather(*sent), await request.make(key, wish, "", by=world.nadia.actor)]
    assert {each.id for each in made} == {key}
    assert await database.rows("SELECT count(*) FROM sessions") == [(1,)]


@rule("S5", "S6")
async def test_a_requested_slot_is_offered_to_nobody_else_until_it_is_answered(
    world: World,
) -> None:
    assert await shown(world, world.dora, world.emil) == ALL
    made = await asked(world)
    assert await shown(world, world.dora, world.emil) == ["14:30", "15:00", "15:30", "16:00"]
    with pytest.raises(SlotGone):
        await request.make(uuid4(), await of_dora(world), "", by=world.dora.actor)
    await answer.decline(made, by=world.jonas.actor, why="Da bin ich im Kino.")
    assert await shown(world, world.dora, world.emil) == ALL


@rule("S5")
async def test_what_is_accepted_is_confirmed_as_any_session(world: World) -> None:
    await world.make.credits(1)
    made = await asked(world)
    await answer.confirm(made, by=world.jonas.actor)
    kept = await sessions.by_id(made.id)
    assert (kept.state, kept.notice_hours) == (State.CONFIRMED, 24)
    held = await database.rows("SELECT sum(held_count) FROM packages")
    assert held == [(1,)]
    assert await shown(world, world.dora, world.emil) == ["14:30", "15:00", "15:30", "16:00"]
    # It stands there once, as what it has become; its claim is kept only for "Rückgängig".
    known = await picture.read(world.jonas.id, AT.date(), AT.date())
    assert [each.kind for each in known.taken] == ["session"]
    # Taken back it waits again, and is still nobody else's.
    await withdrawal.undo(await sessions.by_id(made.id), by=world.jonas.actor)
    assert await shown(world, world.dora, world.emil) == ["14:30", "15:00", "15:30", "16:00"]
    await answer.confirm(await sessions.by_id(made.id), by=world.jonas.actor)
    await cancellation.cancel(await sessions.by_id(made.id), by=world.nadia.actor)
    assert await shown(world, world.dora, world.emil) == ALL


@rule("S5", "S3")
async def test_only_the_educator_answers_and_only_the_family_takes_back(world: World) -> None:
    made = await asked(world)
    assert not answerable.may_answer(made, by=world.nadia.actor)
    assert not answerable.may_answer(made, by=world.mila.actor)
    assert answerable.may_answer(made, by=world.jonas.actor)
    for by in (world.jonas.actor, world.dora.actor, world.mila.actor):
        assert cancellation.refusal(made, by=by, now=NOON) is not None
    await cancellation.cancel(made, by=world.nadia.actor)
    assert (await sessions.by_id(made.id)).state == State.CANCELLED
    assert await shown(world, world.dora, world.emil) == ALL
    with pytest.raises(state.Stale):
        await answer.confirm(made, by=world.jonas.actor)


@rule("S5", "S1")
async def test_what_nobody_answers_expires_and_is_free_again(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await asked(world)
    frozen_clock.to(made.expires_at)
    # Before the worker comes, too.
    assert await shown(world, world.dora, world.emil) == ALL
    await proposal_expiry.expire(made.proposal)
    assert (await sessions.by_id(made.id)).state == State.CANCELLED
    told = await database.rows("SELECT profile FROM notifications WHERE kind = 'session.expired'")
    assert {profile for (profile,) in told} == {world.nadia.id, world.jonas.id}


@rule("S5", "N1")
@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("requested", "jonas"),
        ("declined", "nadia"),
        ("confirmed", "nadia"),
        ("withdrawn", "jonas"),
    ],
)
async def test_the_other_side_is_told(world: World, what: str, who: str) -> None:
    await world.make.credits(1)
    await database.rows("DELETE FROM notifications")
    made = await asked(world)
    if what == "declined":
        await answer.decline(made, by=world.jonas.actor, why="Keine Zeit")
    if what == "withdrawn":
        await cancellation.cancel(made, by=world.nadia.actor)
    if what == "confirmed":
        # Told some seconds later, for it can be taken back.
        await answer.confirm(made, by=world.jonas.actor)
        due = await database.rows("SELECT payload FROM outbox WHERE kind = 'telling'")
        assert len(due) == 1
        return
    told = await database.rows(
        "SELECT profile FROM notifications WHERE kind = {}", f"session.{what}"
    )
    assert told == [(getattr(world, who).id,)]


@rule("S6")
async def test_a_slot_that_is_chosen_is_kept_five_minutes_for_that_family(
    world: World, frozen_clock: FrozenClock
) -> None:
    until = await request.choose(await of_nadia(world), by=world.nadia.actor)
    assert until == NOON + timedelta(minutes=5)
    assert await shown(world, world.nadia, world.mila) == ALL
    assert await shown(world, world.dora, world.emil) == ["14:30", "15:00", "15:30", "16:00"]
    with pytest.raises(SlotGone):
        await request.choose(await of_dora(world), by=world.dora.actor)
    frozen_clock.to(until)
    assert await shown(world, world.dora, world.emil) == ALL
    await request.choose(await of_dora(world), by=world.dora.actor)
    # Too late, and somebody else has it.
    with pytest.raises(SlotGone):
        await request.make(uuid4(), await of_nadia(world), "", by=world.nadia.actor)


@rule("S6")
async def test_choosing_another_lets_go_of_the_first(world: World) -> None:
    await request.choose(await of_nadia(world), by=world.nadia.actor)
    await request.choose(await of_nadia(world, AT + 2 * HOUR), by=world.nadia.actor)
    assert await shown(world, world.dora, world.emil) == ["13:00", "13:30"]


@rule("S6", "S4")
async def test_what_is_not_free_cannot_be_requested(world: World) -> None:
    for at in (AT - HOUR, AT + timedelta(minutes=10), NOON + HOUR, AT + 7 * 9 * HOUR * 24):
        with pytest.raises(SlotGone):
            await asked(world, at)
    await world.make.session(State.CONFIRMED, starts_at=AT + HOUR)
    with pytest.raises(SlotGone):
        await asked(world)
    with pytest.raises(Invalid, match="learner"):
        wish = Wish(await booked(world, world.nadia.actor), world.emil.id, AT)
        await request.make(uuid4(), wish, "", by=world.nadia.actor)
    with pytest.raises(Invalid, match="note"):
        await asked(world, AT + 3 * HOUR, "x" * 1001)


@rule("S6", "S4")
async def test_what_the_child_has_elsewhere_is_not_offered_to_it(world: World) -> None:
    await world.make.session(State.CONFIRMED, starts_at=AT)
    await database.rows("UPDATE sessions SET educator = {}", world.dora.id)
    assert await shown(world, world.nadia, world.mila) == [
        "14:00",
        "14:30",
        "15:00",
        "15:30",
        "16:00",
    ]
    assert await shown(world, world.nadia, world.tom) == ALL


@rule("S5", "S6")
@pytest.mark.parametrize("verb", ["choose", "make"])
async def test_of_many_families_on_the_last_slot_one_wins(world: World, verb: str) -> None:
    last = AT + 3 * HOUR
    wishes = [await of_nadia(world, last), await of_dora(world, last)]
    actors = [world.nadia.actor, world.dora.actor]
    for number in range(6):
        home = await family.create(f"F{number}")
        login = await proven(f"f{number}@lernfaden.example")
        one = await membership.create(home.id, Role.GUARDIAN, "Ada", account=login.id)
        by = Guardian(one.id, home.id)
        await connection.make(home.id, world.jonas.actor.provider_id, by=one.id)
        wishes.append(Wish(await booked(world, by), one.id, last))
        actors.append(by)

    async def tried(wish: Wish, by: Guardian) -> bool:
        try:
            if verb == "choose":
                await request.choose(wish, by=by)
            else:
                await request.make(uuid4(), wish, "", by=by)
        except SlotGone:
            return False
        return True

    found = await asyncio.gather(*map(tried, wishes, actors))
    assert sorted(found) == [*[False] * 7, True]


@rule("S6", "S7")
async def test_slots_are_bookable_across_a_clock_change(
    world: World, frozen_clock: FrozenClock
) -> None:
    """On the day before a range of the night, which a clock change shortens."""
    await hours.replace([Weekly(6, 60, 300)], by=world.jonas.actor)
    frozen_clock.to(datetime(2027, 3, 20, 12, tzinfo=UTC))
    spring = datetime(2027, 3, 28, 0, tzinfo=UTC)
    known = await booked(world, world.nadia.actor)
    end = spring + 9 * HOUR
    found = await slot.between(known, world.mila.id, spring, end, by=world.nadia.actor)
    shown = [f"{start:%H:%M}" for start in found.starts]
    assert shown == ["00:00", "00:30", "01:00", "01:30", "02:00"]
    for start in found.starts:
        made = await asked(world, start)
        await cancellation.cancel(made, by=world.nadia.actor)


@rule("S5")
async def test_a_declined_request_has_the_nearest_free_slots_beside_it(world: World) -> None:
    made = await asked(world, AT + HOUR)
    await answer.decline(made, by=world.jonas.actor)
    found = await slot.near(made, by=world.nadia.actor)
    assert found == [AT + HOUR / 2, AT + HOUR, AT + 3 * HOUR / 2]
    await hours.replace([], by=world.jonas.actor)
    assert await slot.near(made, by=world.nadia.actor) == []

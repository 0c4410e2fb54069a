"""A group teaches several at one time: S4 and claims, held by the database alone.

The rows are put in by SQL, which no verb would.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database
from domain.database import Violation
from domain.sessions.session import Session, State
from tests.rules import rule
from tests.world import BERLIN, World

CONFIRM = "UPDATE sessions SET state = 'confirmed', notice_hours = 24 WHERE id = {}"
HALF = timedelta(minutes=30)


GROUP = """
INSERT INTO group_dates (id, service, educator, starts_at, ends_at, time_zone, places_count,
  minimum_count, created_at) VALUES ({}, {}, {}, {}, {}, {}, 5, 0, {})
"""


def group(
    world: World, session: Session, name: int = 1, later: timedelta = timedelta()
) -> list[object]:
    """At the session's time, or later by as much."""
    span = session.starts_at + later, session.ends_at + later
    return [UUID(int=name), world.maths.id, world.jonas.id, *span, BERLIN, clock.now()]


async def group_date(world: World, session: Session) -> UUID:
    await database.rows(GROUP, *group(world, session))
    return UUID(int=1)


async def belongs(session: Session, group: UUID) -> None:
    await database.rows("UPDATE sessions SET group_date = {} WHERE id = {}", group, session.id)


async def of_dora(world: World, starts_at: datetime) -> Session:
    return await world.make.session(
        learner=world.emil.id, connection=world.rossi, starts_at=starts_at
    )


async def refused(sql: str, *values: object) -> str:
    with pytest.raises(Violation) as violation:
        await database.rows(sql, *values)
    return violation.value.name


@rule("S4", "S18")
async def test_sessions_of_one_group_may_overlap_for_who_teaches_it(world: World) -> None:
    ours = await world.make.session()
    tom, emil = await world.make.session(learner=world.tom.id), await of_dora(world, ours.starts_at)
    group = await group_date(world, ours)
    for each in (ours, tom, emil):
        await belongs(each, group)
        await database.rows(CONFIRM, each.id)
    found = await database.row("SELECT count(*) FROM sessions WHERE state = 'confirmed'")
    assert found == (3,)


@rule("S4", "S18")
@pytest.mark.parametrize("begins", [-HALF, timedelta(), HALF])
async def test_a_session_outside_of_the_group_may_not_overlap_it(
    world: World, begins: timedelta
) -> None:
    ours = await world.make.session()
    emil = await of_dora(world, ours.starts_at + begins)
    await belongs(ours, await group_date(world, ours))
    await database.rows(CONFIRM, ours.id)
    assert await refused(CONFIRM, emil.id) == "S4_no_overlap_per_educator"


@rule("S4", "S18")
async def test_a_group_may_not_overlap_a_session_that_is_none(world: World) -> None:
    ours = await world.make.session()
    emil = await of_dora(world, ours.starts_at + HALF)
    await database.rows(CONFIRM, emil.id)
    assert await refused(GROUP, *group(world, ours)) == "S4_no_overlap_per_educator"


@rule("S4", "S18")
async def test_two_groups_may_not_overlap(world: World) -> None:
    ours = await world.make.session()
    await group_date(world, ours)
    second = group(world, ours, 2, HALF)
    assert await refused(GROUP, *second) == "S4_no_overlap_per_educator"
    await database.rows("UPDATE group_dates SET called_off_at = {}", clock.now())
    await database.rows(GROUP, *second)
    again = "UPDATE group_dates SET called_off_at = NULL WHERE id = {}"
    assert await refused(again, UUID(int=1)) == "S4_no_overlap_per_educator"
    moved = "UPDATE group_dates SET starts_at = {}, ends_at = {} WHERE id = {}"
    await database.rows(GROUP, *group(world, ours, 3, -HALF))
    span = ours.starts_at, ours.ends_at
    assert await refused(moved, *span, UUID(int=3)) == "S4_no_overlap_per_educator"


@rule("S4", "S18")
async def test_what_touches_a_group_or_is_elsewhere_is_free(world: World) -> None:
    ours = await world.make.session()
    await group_date(world, ours)
    length = ours.ends_at - ours.starts_at
    for later in (-length, length):
        emil = await of_dora(world, ours.starts_at + later)
        await database.rows(CONFIRM, emil.id)
    # Whose profile it is does not matter to the database.
    elsewhere = group(world, ours, 2)
    elsewhere[2] = world.dora.id
    await database.rows(GROUP, *elsewhere)


@rule("S4", "S18")
async def test_no_learner_is_in_a_group_twice(world: World) -> None:
    ours, again = await world.make.session(), await world.make.session()
    group = await group_date(world, ours)
    for each in (ours, again):
        await belongs(each, group)
    await database.rows(CONFIRM, ours.id)
    assert await refused(CONFIRM, again.id) == "S4_no_overlap_per_learner"


@rule("S4", "S18")
@pytest.mark.parametrize("leaves", ["group_date = NULL", "group_date = {}"])
async def test_nobody_leaves_a_group_for_a_time_that_is_taken(world: World, leaves: str) -> None:
    ours = await world.make.session()
    emil = await of_dora(world, ours.starts_at)
    own = await group_date(world, ours)
    await database.rows(GROUP, *group(world, ours, 2, timedelta(days=1)))
    for each in (ours, emil):
        await belongs(each, own)
        await database.rows(CONFIRM, each.id)
    values = [UUID(int=2), emil.id] if "{}" in leaves else [emil.id]
    sql = f"UPDATE sessions SET {leaves} WHERE id = {{}}"
    assert await refused(sql, *values) == "S4_no_overlap_per_educator"


@rule("S18")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("ends_at = starts_at", "S18_ends_after_start"),
        ("places_count = 0", "S18_has_places"),
        ("minimum_count = 6", "S18_has_places"),
    ],
)
async def test_a_group_that_cannot_be_is_refused(world: World, change: str, name: str) -> None:
    await group_date(world, await world.make.session())
    assert await refused(f"UPDATE group_dates SET {change}") == name


CLAIM = """
INSERT INTO claims (id, educator, family, kind, starts_at, ends_at, expires_at, created_at)
VALUES ({}, {}, {}, 'choice', {}, {}, {}, {})
"""


def claim(world: World, begins: timedelta, educator: UUID | None = None) -> list[object]:
    """Half an hour of Jonas, which Nadia chooses."""
    now = clock.now()
    start = now + timedelta(days=3) + begins
    owner = educator or world.jonas.id
    until = now + timedelta(minutes=5)
    return [uuid4(), owner, world.kaya.family, start, start + HALF, until, now]


@rule("S6")
@pytest.mark.parametrize(
    ("begins", "is_free"), [(-HALF, True), (-HALF / 2, False), (HALF / 2, False), (HALF, True)]
)
async def test_two_claims_of_one_educator_may_touch_but_not_overlap(
    world: World, begins: timedelta, is_free: bool
) -> None:
    await database.rows(CLAIM, *claim(world, timedelta()))
    other = claim(world, begins)
    if is_free:
        await database.rows(CLAIM, *other)
        return
    assert await refused(CLAIM, *other) == "S6_no_overlap_of_claims"
    await database.rows("DELETE FROM claims")
    await database.rows(CLAIM, *other)


@rule("S6")
async def test_a_claim_is_not_moved_onto_another(world: World) -> None:
    await database.rows(CLAIM, *claim(world, timedelta()))
    later = claim(world, HALF)
    await database.rows(CLAIM, *later)
    sql = "UPDATE claims SET starts_at = {} WHERE id = {}"
    start = clock.now() + timedelta(days=3) + HALF / 2
    assert await refused(sql, start, later[0]) == "S6_no_overlap_of_claims"


@rule("S6")
async def test_claims_of_two_educators_may_overlap(world: World) -> None:
    await database.rows(CLAIM, *claim(world, timedelta()))
    # Whose profile it is does not matter to the database.
    await database.rows(CLAIM, *claim(world, timedelta(), educator=world.dora.id))
    found = await database.row("SELECT count(*) FROM claims")
    assert found == (2,)


@rule("S4", "S6")
async def test_a_confirmed_session_does_not_keep_a_claim_from_being_made(world: World) -> None:
    """That a claimed time is free is for the verbs to ask, which know buffers and requests."""
    await world.make.session(State.CONFIRMED)
    await database.rows(CLAIM, *claim(world, timedelta()))

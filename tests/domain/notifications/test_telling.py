"""Who hears of what: everybody concerned, once, but never whoever caused it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, concern, database, outbox
from domain.facts import Fact
from domain.notifications import reached, way
from domain.notifications.kinds import KINDS
from domain.notifications.notification_list import newest
from domain.sessions import (
    answer,
    attendance_correction,
    cancellation,
    retraction,
    undo_window,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import school
from tests.conftest import FrozenClock
from tests.domain.notifications.concerned import CONCERNED
from tests.domain.notifications.news import fact, father, kinds_of, record, tell_late, told
from tests.rules import rule
from tests.statements import watched
from tests.world import World


def test_every_kind_of_fact_is_tried() -> None:
    assert CONCERNED.keys() == KINDS.keys()


@pytest.fixture
async def lesson(world: World) -> Session:
    """Mila's, pending or confirmed as a test needs it."""
    return await world.make.session()


async def in_state(session: Session, kind: str) -> None:
    """Brings it where telling of such news is worth it, which is told then."""
    await outbox.Outbox.delete(force=True)
    await database.rows("DELETE FROM notifications")
    if worth_in := KINDS[kind].worth_in:
        sql = "UPDATE sessions SET state = {}, notice_hours = 24 WHERE id = {}"
        if worth_in != State.PENDING:
            await database.rows(sql, worth_in, session.id)


@rule("N1")
@pytest.mark.parametrize("kind", sorted(CONCERNED))
async def test_everybody_concerned_is_told_and_nobody_else(
    world: World, lesson: Session, kind: str, frozen_clock: FrozenClock
) -> None:
    names = {getattr(world, name).id: name for name in ("nadia", "mila", "tom", "jonas")}
    names[await father(world)] = "deniz"
    await in_state(lesson, kind)
    await record(fact(kind, lesson.subject))
    frozen_clock.forward(undo_window.LENGTH)
    await tell_late()
    assert {names.get(profile, "an outsider") for profile in await told(kind)} == CONCERNED[kind]


@rule("N1")
@pytest.mark.parametrize("kind", sorted(kind for kind, those in CONCERNED.items() if those))
async def test_whoever_did_it_is_not_told(
    world: World, lesson: Session, kind: str, frozen_clock: FrozenClock
) -> None:
    await in_state(lesson, kind)
    doers = [getattr(world, name).id for name in CONCERNED[kind] - {"deniz"}]
    for by in doers:
        await database.rows("DELETE FROM notifications")
        await record(fact(kind, lesson.subject, by=by))
        frozen_clock.forward(undo_window.LENGTH)
        await tell_late()
        assert by not in await told(kind)


@rule("N1", "B5")
async def test_in_a_school_those_hear_who_teach_the_family_or_manage(world: World) -> None:
    made = await school.build(world)
    await record(fact("credits.asked", made.kaya.subject(), by=world.nadia.id))
    assert await told("credits.asked") == {made.lea.id, made.ines.id}


@rule("N1", "B5")
async def test_an_educator_who_has_left_hears_nothing_any_more(
    world: World, lesson: Session
) -> None:
    await database.rows("UPDATE staff SET ended_at = {}", clock.now())
    await database.rows("UPDATE assignments SET ended_at = {}", clock.now())
    await record(fact("session.declined", lesson.subject))
    await record(fact("credits.asked", world.kaya.subject()))
    assert await told("session.declined") == {world.nadia.id}
    assert await told("credits.asked") == set()


@rule("N1", "A8")
async def test_a_guardian_who_has_left_the_family_hears_nothing_any_more(
    world: World, lesson: Session
) -> None:
    await father(world)
    sql = "UPDATE memberships SET ended_at = {} WHERE profile = {}"
    await database.rows(sql, clock.now(), world.nadia.id)
    await record(fact("session.missed", lesson.subject))
    assert world.nadia.id not in await told("session.missed")


@rule("N1")
async def test_what_is_meant_for_one_is_told_to_that_one(world: World, lesson: Session) -> None:
    await record(fact("session.reminded", lesson.subject, only_to=world.jonas.id))
    assert await told("session.reminded") == {world.jonas.id}


@rule("N1")
async def test_news_of_one_session_is_one_line_and_new_again(
    world: World, lesson: Session, frozen_clock: FrozenClock
) -> None:
    (before,) = await newest(world.nadia.id)
    await database.rows("UPDATE notifications SET read_at = {}", clock.now())
    frozen_clock.forward(timedelta(minutes=1))
    await retraction.retract(lesson, by=world.jonas.actor)
    (after,) = await newest(world.nadia.id)
    assert (before.kind, after.kind) == ("session.proposed", "session.withdrawn")
    assert (after.id, after.read_at, after.created_at) == (before.id, None, clock.now())


@rule("N1")
async def test_news_of_the_sessions_of_one_proposal_is_one_line(
    world: World, lesson: Session
) -> None:
    many = replace(lesson.subject, proposal=lesson.proposal)
    await record(*(fact("session.declined", replace(many, session=uuid4())) for _ in range(12)))
    (found,) = [one for one in await newest(world.jonas.id) if one.kind == "session.declined"]
    assert (found.facts_count, found.subject) == (12, lesson.proposal)


@rule("N1")
async def test_of_what_happens_at_once_to_one_subject_the_last_counts(
    world: World, lesson: Session
) -> None:
    await record(*(fact(f"session.{what}", lesson.subject) for what in ("missed", "corrected")))
    (found,) = await newest(world.nadia.id)
    assert (found.kind, found.facts_count) == ("session.corrected", 1)


@rule("S1", "N1")
async def test_a_confirmation_is_told_once_it_cannot_be_taken_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    await answer.confirm(await world.make.session(), by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH - timedelta(milliseconds=1))
    assert (await tell_late(), await told("session.confirmed")) == (0, set())
    frozen_clock.forward(timedelta(milliseconds=1))
    assert await tell_late() == 1
    assert await told("session.confirmed") == {world.mila.id, world.jonas.id}


@rule("S1", "N1")
async def test_what_was_taken_back_is_not_told(world: World, frozen_clock: FrozenClock) -> None:
    await world.make.credits(1)
    made = await world.make.session()
    await answer.confirm(made, by=world.nadia.actor)
    await withdrawal.undo(await sessions.by_id(made.id), by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH)
    assert (await tell_late(), await told("session.confirmed")) == (0, set())


@rule("S1", "N1")
async def test_what_was_confirmed_taken_back_and_confirmed_is_told_once(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    made = await world.make.session()
    await answer.confirm(made, by=world.nadia.actor)
    await withdrawal.undo(await sessions.by_id(made.id), by=world.nadia.actor)
    frozen_clock.forward(timedelta(seconds=1))
    await answer.confirm(await sessions.by_id(made.id), by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH)
    assert await tell_late() == 1
    assert await told("session.confirmed") == {world.mila.id, world.jonas.id}


@rule("N1")
async def test_a_confirmation_that_was_cancelled_meanwhile_is_not_told(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    made = await world.make.session()
    await answer.confirm(made, by=world.nadia.actor)
    await cancellation.cancel(await sessions.by_id(made.id), by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH)
    assert await tell_late() == 1
    assert await told("session.confirmed") == set()
    assert await told("session.cancelled") == {world.mila.id, world.jonas.id}


@rule("N1", "S11")
async def test_each_side_is_told_of_what_the_other_says_of_attendance(world: World) -> None:
    starts_at = clock.now() - timedelta(hours=20)
    made = await world.make.session(State.MISSED, starts_at=starts_at)
    assert await told("session.missed") == {world.nadia.id}
    await attendance_correction.make(made, by=world.jonas.actor)
    assert await told("session.corrected") == {world.nadia.id}
    assert await told("session.completed") == set()


@rule("N1")
@pytest.mark.parametrize("count", [1, 60])
async def test_telling_takes_two_statements_of_its_own_however_many_facts(
    world: World, lesson: Session, count: int
) -> None:
    many = replace(lesson.subject, proposal=lesson.proposal)
    facts = [fact("session.declined", replace(many, session=uuid4())) for _ in range(count)]
    with watched() as seen:
        await record(*facts)
    own = ["WITH", "INSERT INTO notifications"]
    shared = [f"INSERT INTO {table}" for table in ("events", "outbox", "topics")]
    assert kinds_of(seen) == [shared[0], *own, *shared[1:]]


@rule("N1", "S1")
@pytest.mark.parametrize("count", [1, 60])
async def test_what_can_be_taken_back_costs_only_a_row_of_the_outbox(
    world: World, lesson: Session, count: int
) -> None:
    many = replace(lesson.subject, proposal=lesson.proposal)
    facts = [fact("session.confirmed", replace(many, session=uuid4())) for _ in range(count)]
    with watched() as seen:
        await record(*facts)
    assert kinds_of(seen) == [f"INSERT INTO {table}" for table in ("events", "outbox", "topics")]


async def test_who_is_told_is_found_by_indices(world: World, lesson: Session) -> None:
    """On SQLite, which plans without knowing how large its tables are; of its own are the rest."""
    everything = {role: [uuid4()] for role in ("guardians", "learner", "educator", "educators")}
    who = concern.concerned(everything)
    assert who is not None
    with watched() as seen:
        await way.of(who)
        await reached.targets_of(world.nadia.id)
    if database.dialect() != "sqlite":
        return
    assert seen.count == 2
    for sql in seen.statements:
        plan = await database.rows(f"EXPLAIN QUERY PLAN {sql}", *[uuid4()] * sql.count("?"))
        read_whole = {step.split()[1] for *_, step in plan if step.startswith("SCAN")}
        assert read_whole <= {"t", "r", "concerned", "reached"}, sql


@rule("N2")
async def test_being_told_makes_the_pages_of_that_profile_out_of_date(
    world: World, lesson: Session
) -> None:
    async def version(of: UUID) -> int:
        found = await database.row("SELECT version FROM topics WHERE name = {}", f"told:{of}")
        return found[0] if found else 0

    before = await version(world.nadia.id), await version(world.dora.id)
    await record(fact("session.missed", lesson.subject))
    assert await version(world.nadia.id) == before[0] + 1
    assert await version(world.dora.id) == before[1] == 0


def test_no_kind_that_nobody_is_told_of_waits() -> None:
    assert [kind for kind, known in KINDS.items() if known.told_after and not known.told] == []


async def test_a_kind_that_nobody_registered_cannot_be_recorded(world: World) -> None:
    with pytest.raises(KeyError):
        await record(
            Fact("session.vanished", by=None, subject=world.kaya.subject(), happened_at=clock.now())
        )

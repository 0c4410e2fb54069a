"""An educator offers a session; nothing comes of it twice, and nothing after its time."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain import clock, database
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import family, membership
from domain.profiles.actor import Educator, Guardian, Manager
from domain.profiles.membership import Role
from domain.providers import connection, service, specialist
from domain.sessions import answer, offer, proposal_expiry
from domain.sessions import session as sessions
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from domain.sessions.session import State
from domain.sessions.session_row import SessionRow
from tests.conftest import NOON, FrozenClock
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.statements import watched
from tests.world import ROOM, World, person, proven


async def counted(sql: str) -> int:
    found = await database.row(sql)
    assert found is not None
    return int(found[0])


@rule("S2", "S13")
async def test_a_proposal_waits_with_what_the_educator_filled_in(world: World) -> None:
    typed = world.make.offer(service=world.physics, message=" Mechanik ")
    made = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    kept = await sessions.by_id(made.id)
    assert (kept.state, kept.message, kept.service_name) == (State.PENDING, "Mechanik", "Physik")
    assert (kept.starts_at, kept.ends_at - kept.starts_at) == (
        NOON + timedelta(days=3),
        timedelta(minutes=45),
    )
    assert (kept.credits, kept.meeting_url, kept.free_until) == (1, ROOM, None)


async def test_a_session_that_is_proposed_is_read_once(world: World) -> None:
    with watched() as seen:
        made = await offer.propose(world.make.offer(), world.kaya, by=world.jonas.actor)
    read = [sql for sql in seen.statements if "FROM sessions s JOIN proposals" in sql]
    assert len(read) == 1, seen.told()
    assert made == await sessions.reachable(made.id, by=world.jonas.actor)


@rule("S13")
async def test_a_session_at_home_has_no_meeting_link(world: World) -> None:
    typed = replace(world.make.offer(place=Place.AT_FAMILY), meeting_url=ROOM)
    made = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    assert made.meeting_url == ""


@rule("S2")
async def test_a_proposal_sent_twice_is_one_session(world: World) -> None:
    typed = world.make.offer()
    first = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    await world.make.credits(1)
    await answer.confirm(first, by=world.nadia.actor)
    again = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    assert (again.id, again.state) == (first.id, State.CONFIRMED)
    assert await counted("SELECT count(*) FROM events WHERE kind = 'session.proposed'") == 1


@rule("S2")
async def test_a_proposal_sent_twice_at_once_is_one_session(world: World) -> None:
    typed = world.make.offer()
    asked = [offer.propose(typed, world.kaya, by=world.jonas.actor) for _ in range(8)]
    made = await asyncio.gather(*asked)
    assert {session.id for session in made} == {typed.key}
    assert await SessionRow.count() == 1
    assert await counted("SELECT count(*) FROM events WHERE kind = 'session.proposed'") == 1


async def test_a_strangers_key_does_not_open_a_session(world: World) -> None:
    made = await world.make.session()
    login = await proven("amira@lernfaden.example")
    other = await specialist.start(
        login.id, "Amira Yilmaz", language="de", time_zone="Europe/Berlin"
    )
    amira = await person(other.id, Educator)
    shared = await connection.make(
        world.nadia.actor.family_id, amira.actor.provider_id, by=world.nadia.id
    )
    with pytest.raises(NotFound):
        await offer.propose(world.make.offer(key=made.id), shared, by=amira.actor)


@rule("S2")
@pytest.mark.parametrize("kind", [Educator, Manager])
async def test_only_who_works_for_the_provider_proposes(
    world: World, kind: type[Educator | Manager]
) -> None:
    stranger = kind(world.jonas.id, uuid4())
    with pytest.raises(Forbidden):
        await offer.propose(world.make.offer(), world.kaya, by=stranger)
    assert await SessionRow.count() == 0


WRONG: list[tuple[str, str, Callable[[World], dict[str, Any]]]] = [
    ("learner", "unknown", lambda world: {"learner": world.emil.id}),
    ("learner", "unknown", lambda world: {"learner": world.nadia.id}),
    ("service", "unknown", lambda world: {"service": uuid4()}),
    ("starts_on", "past", lambda world: {"day": (NOON - timedelta(days=1)).date()}),
    ("starts_on", "too_far", lambda world: {"day": date(2028, 11, 24)}),
    ("starts_on", "too_far", lambda world: {"day": date.max}),
    ("starts_on", "out_of_range", lambda world: {"day": date.min, "wall_time": time.min}),
    ("meeting_url", "not_https", lambda world: {"meeting_url": "javascript:alert(1)"}),
    ("meeting_url", "no_link", lambda world: {"meeting_url": "https:// meet.example"}),
    ("message", "too_long", lambda world: {"message": "x" * 4001}),
]


@rule("S2")
@pytest.mark.parametrize(("field", "code", "wrong"), WRONG)
async def test_what_cannot_be_is_refused_with_its_field(
    world: World, field: str, code: str, wrong: Callable[[World], dict[str, Any]]
) -> None:
    typed: Offer = replace(world.make.offer(), **wrong(world))
    with pytest.raises(Invalid) as refused:
        await offer.propose(typed, world.kaya, by=world.jonas.actor)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert await SessionRow.count() == 0


@rule("S2")
async def test_a_session_may_be_two_years_ahead(world: World) -> None:
    typed = replace(world.make.offer(), day=date(2028, 11, 23))
    made = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    assert made.starts_at.date() == date(2028, 11, 23)


async def test_a_retired_service_is_not_proposed(world: World) -> None:
    await service.retire(world.maths, by=world.jonas.actor)
    with pytest.raises(Invalid, match="service"):
        await offer.propose(world.make.offer(), world.kaya, by=world.jonas.actor)


@rule("S4")
async def test_a_time_at_which_the_educator_teaches_is_not_proposed(world: World) -> None:
    held = await world.make.session(State.CONFIRMED)
    with pytest.raises(Invalid) as refused:
        await world.make.session(starts_at=held.starts_at + timedelta(minutes=59))
    assert (refused.value.field, refused.value.code) == ("starts_at", "overlaps")
    await world.make.session(starts_at=held.ends_at)


async def test_an_adult_learner_is_offered_sessions_of_their_own(world: World) -> None:
    login = await proven("lena@lernfaden.example")
    home = await family.create("Vogt")
    lena = await membership.create(home.id, Role.GUARDIAN, "Lena Vogt", account=login.id)
    shared = await connection.make(home.id, world.jonas.actor.provider_id, by=lena.id)
    typed = world.make.offer(learner=lena.id)
    made = await offer.propose(typed, shared, by=world.jonas.actor)
    await world.make.credits(1, connection=shared)
    await answer.confirm(made, by=(await person(lena.id, Guardian)).actor)
    assert made.state == State.CONFIRMED


@rule("S2")
async def test_a_proposal_expires_when_its_start_passes(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session()
    frozen_clock.to(session.starts_at - timedelta(seconds=1))
    await proposal_expiry.expire(session.proposal)
    assert (await sessions.by_id(session.id)).state == State.PENDING
    frozen_clock.to(session.starts_at)
    await proposal_expiry.expire(session.proposal)
    await proposal_expiry.expire(session.proposal)
    assert (await sessions.by_id(session.id)).state == State.CANCELLED
    assert await counted("SELECT count(*) FROM events WHERE kind = 'session.expired'") == 1


@rule("S2")
async def test_a_proposal_expires_after_the_time_the_provider_set(world: World) -> None:
    await plans(world, answer_hours=12)
    assert (await world.make.session()).expires_at == clock.now() + timedelta(hours=12)
    soon = await world.make.session(starts_at=clock.now() + timedelta(hours=2))
    assert soon.expires_at <= soon.starts_at


@rule("S2")
async def test_what_was_answered_does_not_expire(world: World, frozen_clock: FrozenClock) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at)
    await proposal_expiry.expire(session.proposal)
    assert (await sessions.by_id(session.id)).state == State.CONFIRMED

"""A family agrees to what its provider asks, and takes it back; both are kept as evidence."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock, database
from domain.agreements import agreeing, asked, evidence, story
from domain.agreements.agreeing import Pick, Replaced
from domain.agreements.agreement import Demand
from domain.agreements.asked import Standing
from domain.agreements.consent import How
from domain.errors import Invalid, NotFound
from tests.agreements import ON_PHONE, TEXT, agree, changed, only, said, written
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World


async def consents() -> list[tuple[int, bool]]:
    rows = await database.rows("SELECT number, is_given FROM consents ORDER BY number")
    return [(number, is_given) for number, is_given in rows]


@rule("D5")
async def test_what_is_asked_is_pending_then_signed_then_withdrawn(world: World) -> None:
    assert await asked.of_connection(world.kaya.id) == []
    await written(by=world.jonas.actor)
    assert (await only(world.kaya)).standing == Standing.PENDING
    await agree(world.kaya, by=world.nadia.actor)
    one = await only(world.kaya)
    assert (one.standing, one.by_name) == (Standing.SIGNED, "Nadia Kaya")
    assert (await only(world.rossi)).standing == Standing.PENDING
    await agreeing.take_back(world.kaya, one, ON_PHONE, by=world.nadia.actor)
    assert (await only(world.kaya)).standing == Standing.WITHDRAWN
    await agree(world.kaya, by=world.nadia.actor)
    assert await consents() == [(1, True), (2, False), (3, True)]


@rule("D5")
async def test_kept_is_who_when_how_and_which_words(
    world: World, frozen_clock: FrozenClock
) -> None:
    await written(by=world.jonas.actor, is_per_child=True)
    mila, _ = await asked.of_connection(world.kaya.id)
    await agreeing.agree(
        world.kaya, [Pick(mila.version, mila.learner)], ON_PHONE, by=world.nadia.actor
    )
    signed, tom = await asked.of_connection(world.kaya.id)
    assert (signed.learner_name, tom.standing) == ("Mila", Standing.PENDING)
    assert signed.consent is not None
    for reader in (world.nadia.actor, world.jonas.actor):
        kept = await evidence.reachable(signed.consent, by=reader)
        assert (kept.by_name, kept.learner_name, kept.device) == (
            "Nadia Kaya",
            "Mila",
            "Safari, iPhone",
        )
        assert (kept.given_at, kept.withdrawn_at, kept.language) == (clock.now(), None, "de")
        assert (kept.text, kept.sha256, kept.version_number) == (TEXT, said().sha256, 1)
    with pytest.raises(NotFound):
        await evidence.reachable(signed.consent, by=world.dora.actor)
    await database.rows("UPDATE profiles SET name = 'Nadia Meier' WHERE id = {}", world.nadia.id)
    assert (await evidence.reachable(signed.consent, by=world.jonas.actor)).by_name == "Nadia Kaya"
    frozen_clock.forward(timedelta(minutes=1))
    await agreeing.take_back(world.kaya, signed, ON_PHONE, by=world.nadia.actor)
    assert (
        await evidence.reachable(signed.consent, by=world.jonas.actor)
    ).withdrawn_at == clock.now()
    told = await story.of(signed.agreement, world.kaya.id)
    assert [each.is_given for each in told] == [False, True]


@rule("D5")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consents SET is_given = true",
        "UPDATE consents SET by_name = 'Dora Rossi'",
        "DELETE FROM consents",
        "UPDATE agreement_versions SET text = 'Anderes'",
        "DELETE FROM agreement_versions",
    ],
)
async def test_the_database_lets_nobody_change_evidence(world: World, statement: str) -> None:
    await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    with pytest.raises(database.Violation, match="append_only"):
        await database.rows(statement)


@rule("D5")
async def test_the_database_takes_no_consent_to_what_a_stranger_asks(world: World) -> None:
    await written(by=world.jonas.actor)
    one = await only(world.kaya)
    sql = """
INSERT INTO consents (id, version, connection, learner, number, is_given, "by", by_name,
  learner_name, device, language, created_at)
VALUES ({}, {}, {}, {}, 1, {}, {}, 'N', {}, '', 'de', {})
"""
    about = (True, world.nadia.id)
    with pytest.raises(database.Violation, match="D5_consent_fits"):
        values = (uuid4(), one.version, world.kaya.id, world.mila.id, *about, "Mila", clock.now())
        await database.rows(sql, *values)


@rule("D5")
async def test_of_two_guardians_who_press_at_once_one_says_it_for_both(world: World) -> None:
    await written(by=world.jonas.actor)
    for _ in range(10):
        await asyncio.gather(*(agree(world.kaya, by=world.nadia.actor) for _ in range(4)))
        one = await only(world.kaya)
        assert one.standing == Standing.SIGNED
        both = (
            agreeing.take_back(world.kaya, one, ON_PHONE, by=world.nadia.actor) for _ in range(4)
        )
        await asyncio.gather(*both)
    numbers = [number for number, _ in await consents()]
    assert numbers == list(range(1, 21))
    rows = await database.rows("SELECT count(*) FROM events WHERE kind = 'agreement.signed'")
    assert rows == [(10,)]


@rule("D5")
async def test_a_new_version_asks_again_and_what_was_said_stays(world: World) -> None:
    one = await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    before = await only(world.kaya)
    await changed(one, "Abgesagt wird 48 Stunden vorher.", by=world.jonas.actor)
    now = await only(world.kaya)
    assert (now.standing, now.version_number) == (Standing.PENDING, 2)
    with pytest.raises(Replaced):
        await agreeing.agree(
            world.kaya, [Pick(before.version, None)], ON_PHONE, by=world.nadia.actor
        )
    assert before.consent is not None
    assert (await evidence.reachable(before.consent, by=world.jonas.actor)).text == TEXT


@rule("D5")
async def test_nothing_ticked_is_said_and_another_family_is_nobody_s(world: World) -> None:
    await written(by=world.jonas.actor)
    with pytest.raises(Invalid):
        await agreeing.agree(world.kaya, [], ON_PHONE, by=world.nadia.actor)
    with pytest.raises(NotFound):
        await agree(world.rossi, by=world.nadia.actor)
    one = await only(world.rossi)
    with pytest.raises(NotFound):
        await agreeing.take_back(world.rossi, one, How("", "de"), by=world.nadia.actor)


@rule("D5")
async def test_what_is_optional_is_wanted_until_it_was_answered(world: World) -> None:
    await written(by=world.jonas.actor, demand=Demand.OPTIONAL)
    assert (await only(world.kaya)).is_wanted
    await agree(world.kaya, by=world.nadia.actor)
    one = await only(world.kaya)
    await agreeing.take_back(world.kaya, one, ON_PHONE, by=world.nadia.actor)
    assert not (await only(world.kaya)).is_wanted

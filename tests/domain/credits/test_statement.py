"""The statement shows every entry with what its words need, and the balance after it."""

from datetime import timedelta
from uuid import uuid4

from domain.credits import balance, correction, overdraft, statement
from domain.sessions import answer, attendance, cancellation
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World


@rule("K5")
async def test_the_statement_shows_every_entry_the_newest_first(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(5)
    first = await world.make.session()
    second = await world.make.session(starts_at=first.ends_at, service=world.physics)
    for session in (first, second):
        frozen_clock.forward(timedelta(minutes=1))
        await answer.confirm(session, by=world.nadia.actor)
    frozen_clock.forward(timedelta(minutes=1))
    await cancellation.cancel(second, by=world.nadia.actor)
    frozen_clock.to(first.ends_at + timedelta(minutes=15))
    await attendance.complete(first.id)
    found = await statement.lines(world.kaya.id)
    assert [(line.kind, line.free, line.free_after, line.service) for line in found] == [
        ("spent", 0, 4, "Mathe"),
        ("released", 1, 4, "Physik"),
        ("held", -1, 3, "Physik"),
        ("held", -1, 4, "Mathe"),
        ("granted", 5, 5, None),
    ]
    kinds = [["spent", "held"], ["released", "held"], ["granted"]]
    for limit, offset in ((3, 0), (1, 1), (2, 1)):
        told = await statement.matters(world.kaya.id, limit=limit, offset=offset)
        by_kind = [[line.kind for line in matter] for matter in told]
        assert by_kind == kinds[offset : offset + limit]
        after = [matter[0].free_after for matter in told]
        assert after == [4, 5, 5][offset : offset + limit]
    assert [(line.by, line.reason) for line in found][-1] == ("Jonas Weber", "10er-Karte")
    assert (found[0].by, found[0].learner, found[0].starts_at) == (None, "Mila", first.starts_at)


@rule("K1", "K5")
async def test_the_balance_is_the_sum_of_the_lines(world: World) -> None:
    await overdraft.allow(world.kaya, 2, by=world.jonas.actor)
    session = await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    await world.make.credits(4)
    await correction.correct(world.kaya, 1, "vertippt", key=uuid4(), by=world.jonas.actor)
    found, sums = await statement.lines(world.kaya.id), await balance.of(world.kaya.id)
    for name in ("granted", "free", "held", "spent", "lapsed", "expired"):
        assert sum(getattr(line, name) for line in found) == getattr(sums, name)
    assert sums.free == 2


@rule("K5")
async def test_a_statement_is_of_one_connection_and_read_page_by_page(world: World) -> None:
    await world.make.credits(9, connection=world.rossi)
    for count in (1, 2, 3):
        await world.make.credits(count)
    pages = [await statement.lines(world.kaya.id, limit=2, offset=offset) for offset in (0, 2)]
    assert sorted(line.granted for page in pages for line in page) == [1, 2, 3]
    assert [len(page) for page in pages] == [2, 1]

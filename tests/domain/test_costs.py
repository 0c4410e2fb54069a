"""What an act may cost the database; bin/bench f prints the figures beside these aims."""

import pytest

from domain import database
from tests.bench import statements
from tests.bench.statements import Act
from tests.world import World


@pytest.mark.parametrize(
    ("act", "most"),
    [
        (statements.confirm_one, statements.MOST_FOR_ONE),
        (statements.confirm_series, statements.MOST_FOR_SERIES),
        (statements.accept_invitation, statements.MOST_FOR_INVITATION),
    ],
)
async def test_an_act_takes_few_statements(world: World, act: Act, most: int) -> None:
    seen = await act(world)
    assert 0 < seen.count <= most, seen.told()


async def test_a_series_costs_little_more_than_one(world: World) -> None:
    one, series = await statements.confirm_one(world), await statements.confirm_series(world)
    assert series.count <= one.count + 4, series.told()
    assert await database.row("SELECT count(*) FROM sessions WHERE state = 'confirmed'") == (61,)

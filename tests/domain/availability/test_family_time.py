"""When a family usually has time: kept as said, for its own learners alone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import database
from domain.availability import family_time, usual_time
from domain.availability.family_time import FamilyTime
from domain.availability.usual_time import Usual
from domain.errors import Invalid, NotFound
from tests.rules import rule
from tests.world import BERLIN, World

TUESDAY, THURSDAY = (1, 900, 1080), (3, 960, 1140)


@rule("S17")
async def test_times_are_kept_for_each_learner_and_said_anew(world: World) -> None:
    nadia, home = world.nadia.actor, world.kaya.family
    await family_time.replace(world.mila.id, [TUESDAY, THURSDAY], BERLIN, by=nadia)
    await family_time.replace(world.tom.id, [THURSDAY], BERLIN, by=nadia)
    kept = [FamilyTime(*each, BERLIN) for each in (TUESDAY, THURSDAY)]
    assert await family_time.of(world.mila.id, home) == kept
    assert await family_time.of_family(home) == {world.mila.id: kept, world.tom.id: kept[1:]}
    await family_time.replace(world.mila.id, [], BERLIN, by=nadia)
    assert await family_time.of(world.mila.id, home) == []
    assert await family_time.of(world.tom.id, home) == kept[1:]


@rule("S17")
async def test_nobody_says_it_for_another_family(world: World) -> None:
    for learner in (world.emil.id, world.nadia.id, world.jonas.id):
        with pytest.raises(NotFound):
            await family_time.replace(learner, [TUESDAY], BERLIN, by=world.nadia.actor)
    assert await database.rows("SELECT id FROM family_times") == []


@rule("S17")
@pytest.mark.parametrize(
    ("said", "code", "number"),
    [
        ([TUESDAY, (1, 1079, 1100)], "ranges_overlap", 1),
        ([TUESDAY, (2, 600, 600)], "range_not_in_order", 1),
        ([(day % 7, day, day + 1) for day in range(43)], "too_many_ranges", 42),
    ],
)
async def test_times_that_make_no_sense_are_refused(
    world: World, said: list[tuple[int, int, int]], code: str, number: int
) -> None:
    with pytest.raises(Invalid) as refused:
        await family_time.replace(world.mila.id, said, BERLIN, by=world.nadia.actor)
    assert (refused.value.code, refused.value.values["number"]) == (code, number)
    assert await family_time.of(world.mila.id, world.kaya.family) == []


@rule("S17")
def test_a_time_holds_what_lies_within_on_the_familys_clock() -> None:
    # Tuesday from three to six, in Berlin; the educator may be anywhere.
    said = FamilyTime(*TUESDAY, BERLIN)
    start = datetime(2026, 12, 1, 15, tzinfo=ZoneInfo(BERLIN))
    hour = timedelta(hours=1)
    for offset, is_held in ((0, True), (2, True), (2.5, False), (-0.5, False), (24, False)):
        begin = (start + offset * hour).astimezone(ZoneInfo("America/New_York"))
        assert said.holds(begin, begin + hour) == is_held, offset
    # Over midnight, and on the day on which the clocks are put back.
    night = FamilyTime(6, 22 * 60, 24 * 60, BERLIN)
    late = datetime(2026, 10, 25, 23, tzinfo=ZoneInfo(BERLIN))
    assert night.holds(late, late + hour)
    assert not night.holds(late, late + 2 * hour)


@rule("S17", "S18")
def test_what_is_shared_is_when_all_of_them_have_time() -> None:
    def usual(*hours: tuple[int, int]) -> list[Usual]:
        day = datetime(2026, 12, 1, tzinfo=ZoneInfo(BERLIN))
        return [Usual(*(day + timedelta(hours=each) for each in both)) for both in hours]

    mila, emil = usual((8, 10), (15, 17)), usual((9, 16), (16, 18))
    assert usual_time.shared([]) == []
    assert usual_time.shared([emil]) == emil
    both = usual((9, 10), (15, 16), (16, 17))
    assert usual_time.shared([mila, emil]) == usual_time.shared([emil, mila]) == both
    assert usual_time.shared([mila, emil, usual((10, 15))]) == []

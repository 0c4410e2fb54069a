"""When an educator works: kept as said, refused with the field, and held by the database."""

from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest

from domain import database
from domain.availability import absence, exception, hours, picture, rules
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.availability.rules import Rules
from domain.availability.taken import Taken
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Educator
from domain.sessions.session import State
from tests.conftest import NOON
from tests.rules import rule
from tests.statements import watched
from tests.world import BERLIN, World

DAY = date(2026, 11, 30)
MORNING, EVENING = Weekly(0, 540, 720), Weekly(0, 1080, 1440)


@rule("S6")
async def test_hours_are_kept_as_local_times_with_their_zone(world: World) -> None:
    own = Weekly(1, 600, 660, world.maths.id)
    await hours.replace([MORNING, EVENING, own], by=world.jonas.actor)
    assert await hours.of(world.jonas.id) == [MORNING, EVENING, own]
    await hours.replace([EVENING], by=world.jonas.actor)
    assert await hours.of(world.jonas.id) == [EVENING]
    assert await rules.of(world.jonas.id) == Rules(BERLIN)


@rule("S6")
@pytest.mark.parametrize(
    ("said", "code", "number"),
    [
        ([MORNING, Weekly(0, 719, 800)], "ranges_overlap", 1),
        ([Weekly(0, 719, 800), MORNING], "ranges_overlap", 0),
        ([Weekly(0, 600, 600)], "range_not_in_order", 0),
        ([MORNING, Weekly(3, 600, 1441)], "range_not_in_order", 1),
        ([Weekly(0, 600, 700, uuid4())], "unknown", 0),
        ([MORNING] * 101, "too_many_ranges", 100),
    ],
)
async def test_hours_that_make_no_sense_are_refused_with_their_place(
    world: World, said: list[Weekly], code: str, number: int
) -> None:
    await hours.replace([EVENING], by=world.jonas.actor)
    with pytest.raises(Invalid) as refused:
        await hours.replace(said, by=world.jonas.actor)
    assert (refused.value.code, refused.value.values["number"]) == (code, number)
    assert await hours.of(world.jonas.id) == [EVENING]


@rule("S6")
async def test_the_database_refuses_them_too(world: World) -> None:
    await hours.replace([MORNING], by=world.jonas.actor)
    into = "weekly_hours (id, educator, weekday, starts_minute, ends_minute, service)"
    for weekday, begin, end, name in (
        (0, 719, 800, "S6_no_overlap_of_hours"),
        (7, 600, 700, "S6_weekday"),
        (1, 700, 700, "S6_hours_in_order"),
        (1, 700, 1441, "S6_hours_in_order"),
    ):
        with pytest.raises(database.Violation, match=name):
            await database.insert(into, [(uuid4(), world.jonas.id, weekday, begin, end, None)])
    with pytest.raises(database.Violation, match="S6_no_overlap_of_hours"):
        await database.rows("UPDATE weekly_hours SET weekday = 0, ends_minute = 721 RETURNING id")
        await database.insert(into, [(uuid4(), world.jonas.id, 0, 720, 800, None)])
    # Of a service beside those of all, and of another weekday.
    kept = [(uuid4(), world.jonas.id, 0, 540, 720, world.maths.id)]
    await database.insert(into, [*kept, (uuid4(), world.jonas.id, 1, 540, 720, None)])


@rule("S6")
async def test_a_day_has_other_hours_or_none_until_that_ends(world: World) -> None:
    by = world.jonas.actor
    await exception.make(DAY, [(600, 660), (700, 720)], by=by)
    await exception.make(DAY + timedelta(days=1), [], by=by)
    found = await exception.between(world.jonas.id, DAY, DAY + timedelta(days=7))
    assert found == {DAY: ((600, 660), (700, 720)), DAY + timedelta(days=1): ()}
    await exception.make(DAY, [(0, 1440)], by=by)
    await exception.end(DAY + timedelta(days=1), by=by)
    assert await exception.between(world.jonas.id, DAY, DAY + timedelta(days=7)) == {
        DAY: ((0, 1440),)
    }
    for day, ranges in ((DAY, [(600, 660), (650, 700)]), (date(2026, 11, 1), [])):
        with pytest.raises(Invalid):
            await exception.make(day, ranges, by=by)
    with pytest.raises(database.Violation, match="S6_no_overlap_of_exceptions"):
        into = "hours_exceptions (id, educator, on_day, starts_minute, ends_minute)"
        await database.insert(into, [(uuid4(), world.jonas.id, DAY, 5, 10)])


@rule("S6")
async def test_an_absence_is_kept_once_and_taken_back_by_whose_it_is(world: World) -> None:
    away = Absence(uuid4(), DAY, DAY, 600, 700, " Zahnarzt ")
    await absence.make(away, by=world.jonas.actor)
    await absence.make(away, by=world.jonas.actor)
    kept = [away._replace(reason="Zahnarzt")]
    assert await absence.between(world.jonas.id, DAY, DAY) == kept
    assert await absence.between(world.jonas.id, DAY + timedelta(days=1), date(2027, 1, 1)) == []
    with pytest.raises(NotFound):
        await absence.end(away.id, by=Educator(uuid4(), world.jonas.actor.provider_id))
    await absence.end(away.id, by=world.jonas.actor)
    assert await absence.between(world.jonas.id, DAY, DAY) == []


@rule("S6")
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("last_on", {"last_on": DAY - timedelta(days=1)}),
        ("last_on", {"last_on": DAY + timedelta(days=400)}),
        ("first_on", {"first_on": date(2029, 1, 1), "last_on": date(2029, 1, 1)}),
        ("ends_at", {"starts_minute": 700, "ends_minute": 700}),
        ("reason", {"reason": "x" * 121}),
    ],
)
async def test_an_absence_that_makes_no_sense_is_refused(
    world: World, field: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        await absence.make(Absence(uuid4(), DAY, DAY)._replace(**wrong), by=world.jonas.actor)
    assert refused.value.field == field


@rule("S6")
@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("buffer_before_minutes", 241, "S6_buffers"),
        ("buffer_after_minutes", -1, "S6_buffers"),
        ("minimum_notice_hours", 721, "S6_notice_and_window"),
        ("window_days", 0, "S6_notice_and_window"),
        ("day_most", 0, "S6_most"),
        ("week_most", 0, "S6_most"),
        ("grid_minutes", 20, "S6_grid"),
        ("answer_hours", 0, "S5_time_to_answer"),
    ],
)
async def test_rules_have_their_limits_in_the_database_too(
    world: World, field: str, value: int, name: str
) -> None:
    chosen = Rules("America/New_York", day_most=3, grid_minutes=0)
    await rules.choose(chosen, by=world.jonas.actor)
    with pytest.raises(Invalid) as refused:
        await rules.choose(cast(Any, chosen)._replace(**{field: value}), by=world.jonas.actor)
    assert refused.value.field == field
    with pytest.raises(database.Violation, match=name):
        await database.rows(f"UPDATE availability_rules SET {field} = {{}} RETURNING id", value)
    assert await rules.of(world.jonas.id) == chosen


@rule("S6")
async def test_hours_stay_where_they_were_said_when_the_profile_moves(world: World) -> None:
    await hours.replace([MORNING], by=world.jonas.actor)
    await database.rows("UPDATE profiles SET time_zone = 'Asia/Kolkata' RETURNING id")
    assert (await rules.of(world.jonas.id)).time_zone == BERLIN


@rule("S6")
async def test_a_picture_takes_as_few_questions_however_much_is_in_it(world: World) -> None:
    async def questions() -> int:
        with watched() as seen:
            found = await picture.read(world.jonas.id, DAY, DAY + timedelta(days=55))
        counts.append((len(found.taken), len(found.absences)))
        return seen.count

    counts: list[tuple[int, int]] = []
    few = await questions()
    for number in range(4):
        start = NOON + timedelta(days=8 + number, hours=2)
        await world.make.session(State.CONFIRMED, starts_at=start)
        day = DAY + timedelta(days=number)
        await absence.make(Absence(uuid4(), day, day), by=world.jonas.actor)
        await exception.make(day, [], by=world.jonas.actor)
    assert await questions() == few == 2
    assert counts == [(0, 0), (4, 4)]


@rule("S6")
@pytest.mark.parametrize(
    ("made", "is_taken"),
    [
        (lambda world: world.make.session(State.CONFIRMED), True),
        (lambda world: world.make.session(State.PENDING), False),
        (lambda world: world.make.session(State.CANCELLED), False),
        (lambda world: world.make.session(State.DECLINED), False),
    ],
)
async def test_only_what_is_confirmed_takes_a_time(
    world: World, made: Callable[[World], Coroutine[Any, Any, Any]], is_taken: bool
) -> None:
    session = await made(world)
    day = session.starts_at.date()
    taken = (await picture.read(world.jonas.id, day, day)).taken
    expected = [Taken(session.starts_at, session.ends_at, "session")] if is_taken else []
    assert taken == expected

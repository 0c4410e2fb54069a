"""What an educator last agreed on with a learner, and what is none of it."""

from datetime import timedelta
from uuid import uuid4

from domain import clock
from domain.availability import absence, away
from domain.availability.absence import Absence
from domain.sessions import answer, habit
from tests import calendars, choices
from tests.rules import rule
from tests.world import BERLIN, World


@rule("S2")
async def test_a_wish_of_the_family_is_usual_only_once_it_is_accepted(world: World) -> None:
    await world.make.credits(2)
    made = await world.make.session()
    wished = await choices.countered(world, made, [made.starts_at + timedelta(days=4, hours=3)])
    by = world.jonas.actor
    assert await habit.habits(by) == []
    await answer.confirm(wished[0], by=by)
    assert [each.starts_at for each in await habit.habits(by)] == [wished[0].starts_at]


@rule("S2", "S6")
async def test_no_usual_time_lies_in_an_absence_or_where_a_calendar_is_busy(world: World) -> None:
    made = await world.make.session(starts_at=clock.now() - timedelta(days=6))
    week, length, by = timedelta(weeks=1), made.ends_at - made.starts_at, world.jonas.actor
    (own,) = await habit.habits(by)
    until = clock.now() + habit.LOOKED_AHEAD
    first, second, third = habit.next_free(own, 3, BERLIN, [], [])
    assert (first, third) == (made.starts_at + week, made.starts_at + 3 * week)
    await absence.make(Absence(uuid4(), first.date(), first.date()), by=by)
    touching = (second + length, second + 2 * length)
    await calendars.kept(by, "Privat", (third - length / 2, third + length / 2), touching)
    lying = await away.spans(by.profile_id, clock.now(), until)
    assert len(lying) == 3
    assert habit.next_free(own, 2, BERLIN, [], lying) == [second, third + week]
    assert await away.spans(world.dora.id, clock.now(), until) == []

"""A clock that jumps ends nothing: what would be completed, expired or purged waits for a look."""

import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, database, doubt, health, migrations, outbox
from domain.accounts import login_email
from domain.credits import balance
from domain.health import Unwell
from domain.notifications import mail_folder
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock, new_postgres
from tests.rules import rule
from tests.waiting import until
from tests.workers import kill
from tests.workers.rows import happened, rows, work
from tests.world import World, build
from workers import clock_watch

FAR = timedelta(days=400)
JUMPING = """
import sys
from datetime import timedelta
from pathlib import Path
from domain import clock
plain, file = clock.now, Path(sys.argv[1])
clock.now = lambda: plain() + timedelta(days=float(file.read_text()))
from web.commands import main
sys.exit(main(sys.argv[2:]))
"""
"""`lernfaden …` with a clock that is ahead by as many days as a file says."""


@pytest.fixture
def watched(world: World) -> Iterator[None]:
    clock_watch.begin()
    yield
    clock_watch.end()


@pytest.fixture
async def lessons(world: World, watched: None, service: object) -> list[Session]:
    """One that waits for an answer and one that is agreed, and credits that run out one day."""
    await world.make.credits(5, expires_on=clock.now().date() + timedelta(days=30))
    agreed = await world.make.session(State.CONFIRMED)
    return [await world.make.session(starts_at=agreed.ends_at), agreed]


async def states(lessons: list[Session]) -> list[str]:
    return [(await sessions.by_id(each.id)).state for each in lessons]


@rule("S2", "S11", "S14", "K4")
async def test_after_a_jump_nothing_ends_but_people_can_log_in(
    world: World, lessons: list[Session], frozen_clock: FrozenClock
) -> None:
    await work()
    before = (await balance.of(world.kaya.id)).free
    frozen_clock.forward(FAR)
    await login_email.ask("nadia@lernfaden.example", "phone", network="203.0.113.7")
    for _ in range(2):
        await work()
    assert await states(lessons) == [State.PENDING, State.CONFIRMED]
    assert (await balance.of(world.kaya.id)).free == before
    assert await happened("session.reminded") == 0
    assert all(found.is_pending for found in await rows("reminder"))
    assert any("Login" in path.read_text() for path in mail_folder.files())
    with pytest.raises(Unwell, match="The clock jumped by 400 days") as error:
        await health.work()
    assert error.value.word == "clock"


@rule("S2", "S11")
@pytest.mark.parametrize("by", ["itself", "the operator"])
async def test_it_goes_on_after_an_hour_or_once_somebody_looked(
    lessons: list[Session], frozen_clock: FrozenClock, by: str
) -> None:
    frozen_clock.forward(FAR)
    await work()
    if by == "itself":
        frozen_clock.forward(doubt.LASTS)
        clock_watch.begin()
    else:
        await doubt.dismiss()
    await work()
    assert await states(lessons) == [State.CANCELLED, State.COMPLETED]
    assert await health.work() == "in time"


async def test_a_clock_that_is_set_back_ends_nothing_either_until_it_is_trusted(
    lessons: list[Session], frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(FAR)
    await work()
    frozen_clock.forward(-FAR)
    await work()
    found = await doubt.standing()
    assert found is not None
    # Seconds have passed meanwhile, on a busy machine.
    assert abs(found.jump + FAR) < timedelta(minutes=1)
    assert found.until == clock.now() + doubt.LASTS


async def test_of_a_clock_that_was_set_back_between_two_starts_nothing_is_doubted(
    lessons: list[Session], frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(FAR)
    await work()
    frozen_clock.forward(-FAR)
    clock_watch.begin()
    await work()
    assert await doubt.standing() is None


async def test_what_keeps_a_clock_right_is_no_jump(
    lessons: list[Session], frozen_clock: FrozenClock
) -> None:
    for minutes in (9, -9):
        frozen_clock.forward(timedelta(minutes=minutes))
        await work()
        assert await doubt.standing() is None


async def test_a_real_worker_whose_clock_jumps_says_so_and_waits_for_the_doctor(
    tmp_path: Path, postgres_url: str, redis_url: str
) -> None:
    days = tmp_path / "days"
    days.write_text("0")
    variables = {
        "database_url": await new_postgres(postgres_url, "jumping"),
        "redis_url": redis_url,
    }
    jumping = [sys.executable, "-c", JUMPING, str(days)]
    await database.open(variables["database_url"])
    await migrations.migrate()
    world = await build()
    lesson = await world.make.session(State.CONFIRMED)
    worker = kill.start([*jumping, "worker"], tmp_path, variables)
    try:
        await until(lambda: _is_planned())
        days.write_text("400")
        await until(lambda: "the clock jumped by" in (tmp_path / "log").read_text())
        await outbox.put("mail", {"notification": str(lesson.id), "event": str(lesson.id)})
        await until(lambda: _is_done("mail"))
        assert await states([lesson]) == [State.CONFIRMED]
        told = kill.run([*jumping, "doctor", "--only", "work"], tmp_path, variables)
        assert "✗ Work: The clock jumped by" in told
        kill.run([*jumping, "doctor", "--clock-is-right"], tmp_path, variables)
        await until(lambda: _has_ended(lesson))
    finally:
        kill.end([worker], signal.SIGTERM)
        await database.close()


async def _is_planned() -> bool:
    return bool(await rows("purge"))


async def _is_done(kind: str) -> bool:
    return all(found.done_at for found in await rows(kind))


async def _has_ended(lesson: Session) -> bool:
    return await states([lesson]) == [State.COMPLETED]

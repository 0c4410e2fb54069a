"""What is collected in a transaction is done once, right before COMMIT and as a part of it."""

import asyncio
from uuid import UUID, uuid4

import pytest

from domain import database
from domain.database import Step, Violation, statements
from tests.domain.database.conftest import MOMENT, names, put

NEW_SHELF = "shelves (id, name, number, is_open, at)"


class Refused(Exception):
    """Somebody's own reason to give up."""


taken: list[tuple[str, list[object]]] = []


@pytest.fixture(autouse=True)
def nothing_taken() -> None:
    taken.clear()


async def take_names(wanted: list[str]) -> None:
    """Writes what was collected, in one statement."""
    taken.append(("names", list(wanted)))
    await database.insert(NEW_SHELF, [new_shelf(name) for name in wanted])


async def take_early(items: list[str]) -> None:
    """Leaves work to the step after it, and once more to itself."""
    taken.append(("early", list(items)))
    database.collect(NAMES, *(f"{item}!" for item in items))
    if "again" in items:
        database.collect(EARLY, "more")


async def take_last(items: list[BaseException]) -> None:
    """Fails with what it was given."""
    await put("last")
    raise items[0]


EARLY, NAMES, LAST = Step(10, take_early), Step(20, take_names), Step(30, take_last)


def new_shelf(name: str) -> tuple[UUID, str, int, bool, object]:
    return (uuid4(), name, 0, True, MOMENT)


async def test_what_was_collected_is_taken_once(small: str) -> None:
    async with database.transaction():
        database.collect(NAMES, "b")
        async with database.transaction():
            database.collect(NAMES, "a", "c")
        assert await names() == []
    assert taken == [("names", ["b", "a", "c"])]
    assert await names() == ["a", "b", "c"]


async def test_steps_go_by_their_ranks_and_may_leave_work_to_each_other(small: str) -> None:
    async with database.transaction():
        database.collect(NAMES, "a")
        database.collect(EARLY, "again")
    assert taken == [("early", ["again"]), ("early", ["more"]), ("names", ["a", "again!", "more!"])]
    assert await names() == ["a", "again!", "more!"]


async def test_a_long_transaction_may_take_what_was_collected_so_far(small: str) -> None:
    async with database.transaction():
        database.collect(NAMES, "a")
        await database.take_steps()
        assert await names() == ["a"]
        database.collect(NAMES, "b")
    assert taken == [("names", ["a"]), ("names", ["b"])]
    with pytest.raises(RuntimeError, match="needs a transaction"):
        await database.take_steps()


async def test_an_error_in_a_step_takes_everything_back(small: str) -> None:
    called: list[str] = []
    with pytest.raises(Refused):
        async with database.transaction():
            await put("row")
            database.collect(NAMES, "a")
            database.collect(LAST, Refused())
            database.after_commit(lambda: called.append("hook"))
    assert taken == [("names", ["a"])]
    assert await names() == []
    assert called == []
    await put("the engine goes on")


async def test_a_violation_in_a_step_is_one_of_the_transaction(small: str) -> None:
    with pytest.raises(Violation, match=r"^shelves\.name$"):
        async with database.transaction():
            database.collect(NAMES, "a", "a")
    assert await names() == []


async def test_a_cancelled_step_leaves_nothing(small: str) -> None:
    with pytest.raises(asyncio.CancelledError):
        async with database.transaction():
            database.collect(LAST, asyncio.CancelledError())
    assert await names() == []


async def test_nothing_is_taken_of_what_failed_before(small: str) -> None:
    with pytest.raises(Refused):
        async with database.transaction():
            database.collect(NAMES, "a")
            raise Refused
    with pytest.raises(database.TransactionFailed):
        async with database.transaction():
            database.collect(NAMES, "a")
            with pytest.raises(Refused):
                async with database.transaction():
                    raise Refused
    assert taken == []


async def test_a_part_that_fails_collects_nothing_and_gives_back_what_it_took_out(
    small: str,
) -> None:
    async with database.transaction():
        database.collect(NAMES, "before", "withdrawn")
        with pytest.raises(Refused):
            async with database.savepoint():
                database.collected(NAMES)[:] = ["before"]
                database.collect(NAMES, "inside")
                database.collect(EARLY, "inside")
                raise Refused
        async with database.savepoint():
            database.collect(NAMES, "kept")
    assert taken == [("names", ["before", "withdrawn", "kept"])]


async def test_what_was_taken_out_again_is_no_work(small: str) -> None:
    async with database.transaction():
        database.collect(NAMES, "a")
        database.collected(NAMES).clear()
    assert taken == []


async def test_collecting_needs_a_transaction_that_goes_on(small: str) -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        database.collect(NAMES, "a")
    with pytest.raises(RuntimeError, match="needs a transaction"):
        database.collected(NAMES)

    async def late() -> None:
        await asyncio.sleep(0.01)
        database.collect(NAMES, "late")

    async with database.transaction():
        task = asyncio.create_task(late())
    with pytest.raises(database.TransactionOver):
        await task


async def test_more_rows_than_a_statement_takes_are_stored_together(small: str) -> None:
    most = statements.VALUES_PER_STATEMENT // 5
    shelves = [new_shelf(f"{number:05}") for number in range(most + 2)]
    with pytest.raises(Violation):
        await database.insert(NEW_SHELF, [*shelves, shelves[0]])
    assert await names() == []
    await database.insert(NEW_SHELF, shelves)
    assert len(await names()) == most + 2
    await database.insert(NEW_SHELF, [])


async def test_nothing_is_no_work_for_a_step(small: str) -> None:
    async with database.transaction():
        database.collect(NAMES)
    assert taken == []

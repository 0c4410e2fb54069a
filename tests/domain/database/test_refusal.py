"""A refused statement has the same name on both engines."""

import asyncio
from uuid import uuid4

import pytest

from domain import database
from domain.errors import Conflict
from tests.domain.database.conftest import MOMENT, Shelf, put

SHELF = "INSERT INTO shelves (id, name, number, is_open, at) VALUES ({}, {}, {}, {}, {})"


@pytest.mark.parametrize(
    ("sql", "args", "name"),
    [
        (SHELF, (uuid4(), "novels", 0, True, MOMENT), "shelves.name"),
        ("INSERT INTO labels VALUES ({})", ("NEW",), "text_without_case"),
        (SHELF, (uuid4(), "poems", -1, True, MOMENT), "number_is_not_negative"),
        (SHELF, (uuid4(), None, 0, True, MOMENT), "shelves.name"),
        (SHELF, (uuid4(), "poems", 7, False, MOMENT), "shelves.at,number"),
        ("UPDATE shelves SET number = {}", (-1,), "number_is_not_negative"),
        ("INSERT INTO books VALUES ({}, {})", (2, uuid4()), "foreign_key"),
        ("INSERT INTO books SELECT id, shelf FROM books", (), "books.id"),
        ("DELETE FROM shelves WHERE name = {}", ("novels",), "foreign_key"),
        ("DELETE FROM books", (), "K1_append_only"),
    ],
)
async def test_names(small: str, sql: str, args: tuple[object, ...], name: str) -> None:
    shelf = await put("novels")
    await database.rows("INSERT INTO books VALUES ({}, {})", 1, shelf.id)
    await database.rows(SHELF, uuid4(), "closed", 7, False, MOMENT)
    await database.rows("INSERT INTO labels VALUES ({})", "new")
    with pytest.raises(database.Violation) as outside:
        await database.rows(sql, *args)
    with pytest.raises(database.Violation) as inside:
        async with database.transaction():
            await database.rows(sql, *args)
    assert (outside.value.name, inside.value.name) == (name, name)


async def test_piccolo_s_own_statements_are_translated(small: str) -> None:
    await put("novels")
    with pytest.raises(database.Violation, match=r"^shelves\.name$"):
        await put("novels")
    with pytest.raises(database.Violation, match=r"^number_is_not_negative$"):
        await Shelf.update({Shelf.number: -1}, force=True)


async def test_a_violation_found_at_commit(small: str) -> None:
    with pytest.raises(database.Violation, match=r"^foreign_key$"):
        async with database.transaction():
            await database.rows("INSERT INTO loans VALUES ({}, {})", 1, 99)
    assert await database.rows("SELECT id FROM loans") == []


async def test_who_waits_in_a_circle_is_told_that_trying_again_is_worth_it(small: str) -> None:
    if small == "sqlite":
        return
    first, second = await put("first"), await put("second")
    both = asyncio.Barrier(2)

    async def change(*shelves: Shelf) -> None:
        async with database.transaction():
            await database.lock(Shelf, [shelves[0].id])
            await both.wait()
            await database.lock(Shelf, [shelves[1].id])

    ends = await asyncio.gather(
        change(first, second), change(second, first), return_exceptions=True
    )
    assert [type(end) for end in ends if end] == [database.Overtaken]
    assert issubclass(database.Overtaken, Conflict)


async def test_other_errors_stay_what_they_are(small: str) -> None:
    with pytest.raises(Exception, match="nowhere") as refusal:
        await database.rows("SELECT a FROM nowhere")
    assert not isinstance(refusal.value, database.Violation)

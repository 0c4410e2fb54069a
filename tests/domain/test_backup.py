"""Rows out of a database and back into it; tests/commands/test_backup.py tries the commands."""

from typing import Any
from uuid import UUID

import pytest

from domain import backup, database, restoring
from domain.conversations import search, terms
from domain.conversations.search import Asked
from domain.sessions.session_row import SessionRow
from domain.topics import Topic
from tests.conversations import say
from tests.rules import rule
from tests.world import World


async def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that is kept, by table."""
    async with backup.reading():
        return {
            name: [row async for rows in backup.read(name) for row in rows]
            for name in backup.names()
        }


async def restore(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Each row by itself, as where a file has more of them than are written at once."""
    async with restoring.replacing():
        for name, found in rows.items():
            for row in found:
                await restoring.write(name, [row])


async def test_a_session_comes_back_before_the_one_that_it_was_moved_from(world: World) -> None:
    later = await world.make.session()
    earlier = await world.make.session()
    ids = sorted([later.id, earlier.id])
    await SessionRow.update({SessionRow.moved_from: ids[1]}).where(SessionRow.id == ids[0])
    before = await everything()
    assert [row["moved_from"] for row in before["sessions"]] == [str(ids[1]), None]
    for _ in range(2):
        await restore(before)
        assert await everything() == before
    await world.make.session()


async def test_what_refers_to_nothing_is_refused_and_changes_nothing(world: World) -> None:
    await world.make.session()
    before = await everything()
    broken = before | {
        "sessions": [row | {"moved_from": str(UUID(int=7))} for row in before["sessions"]]
    }
    with pytest.raises(database.Violation, match="foreign_key"):
        await restore(broken)
    assert await everything() == before


async def test_topics_begin_anew(world: World) -> None:
    await world.make.session()
    assert await Topic.exists()
    before = await everything()
    assert "topics" not in before
    await restore(before)
    assert not await Topic.exists()


@rule("C5")
async def test_messages_are_found_again(world: World) -> None:
    await say(world.kaya, "Bis Dienstag!", by=world.nadia.actor)
    before = await everything()
    await say(world.kaya, "Oder Mittwoch?", by=world.nadia.actor)
    await restore(before)
    for asked, words in (("dienstag", ["Bis Dienstag!"]), ("mittwoch", [])):
        found = await search.found(Asked(terms.of(asked), world.jonas.actor))
        assert [each.words for each in found] == words

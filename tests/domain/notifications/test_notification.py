"""One line for each subject, also where two have the first news of it at the same moment."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from domain import clock, database
from domain.notifications import notification
from domain.notifications.notification import News
from tests.domain.notifications.news import fact
from tests.rules import rule
from tests.world import World

_LINES = "SELECT subject, facts_count, read_at FROM notifications WHERE profile = {}"
_READ = "UPDATE notifications SET read_at = {} WHERE profile = {}"


@rule("N1")
async def test_first_news_of_the_same_subjects_at_once_becomes_one_line_each(world: World) -> None:
    subjects = [uuid4() for _ in range(200)]
    for subject in subjects:
        await asyncio.gather(*(_put(_news(world, [subject])) for _ in range(6)))
    lines = await database.rows(_LINES, world.nadia.id)
    assert {subject for subject, *_ in lines} == set(subjects)
    assert len(lines) == len(subjects)


@rule("N1")
async def test_newer_news_takes_the_place_of_the_older_and_is_unread(world: World) -> None:
    first, second, third = (uuid4() for _ in range(3))
    await _put(_news(world, [first, second]))
    await database.rows(_READ, clock.now(), world.nadia.id)
    await _put([news.one_more() for news in _news(world, [second, third])])
    lines = {subject: line for subject, *line in await database.rows(_LINES, world.nadia.id)}
    assert lines[first][1] is not None
    assert lines[second] == lines[third] == [2, None]


def _news(world: World, subjects: Sequence[UUID]) -> list[News]:
    about = world.kaya.subject()
    facts = [fact("credits.granted", replace(about, session=each)) for each in subjects]
    return [News(world.nadia.id, each, 1, clock.now()) for each in facts]


async def _put(news: Sequence[News]) -> None:
    async with database.transaction():
        await notification.put(news)

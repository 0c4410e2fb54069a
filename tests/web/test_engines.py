"""Both engines answer alike: one story, told to an instance on SQLite and to one on PostgreSQL.

Chance is the same for both (ids, tokens, what is odd) and the clock stands, so that every answer
has to be the same to the letter, and every row in the end.
"""

import difflib
import os
import random
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import httpx
import pytest

from domain import clock, database
from domain.accounts import counters
from domain.availability import absence
from domain.availability.absence import Absence
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.sqlite import handle
from domain.sessions.session import State
from tests import agreements, calendars, conversations, documents, series, support
from tests import school as schools
from tests import whole as wholes
from tests import world as worlds
from tests.conftest import FrozenClock
from tests.kept_world import EMPTY
from tests.web import odd
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, become
from tests.web.test_walk import WHERE
from tests.web.things import nadias_passkey
from tests.whole import Whole
from web.pages.notifications import stream

SEED = 26
ODD_REQUESTS = 200
ROUTES = [each for each in odd.ROUTES if each[1] not in ("/health", "/metrics")]
"""All but those that say which engine it is, and how it does."""
TYPED = {
    "address": "https://calendar.example/jonas.ics",
    "colour": "3",
    "count": "2",
    "credits": "1",
    "date": "2026-12-01",
    "email": "neu@lernfaden.example",
    "language": "de",
    "minutes": "45",
    "notice_hours": "24",
    "password": "Faden-und-Knoten-26",
    "place": "online",
    "meeting_url": "https://meet.lernfaden.example/jonas",
    "start": "16:00",
    "time_zone": "Europe/Berlin",
    "uses": "many",
    "way": "email",
}
"""What is good for these fields; the others get a word."""

Who = tuple[UUID | None, UUID | None]


class Answer(NamedTuple):
    """What came for a request, without what names the moment."""

    request: str
    status: int
    to: str
    text: str


@pytest.fixture
def chance(monkeypatch: pytest.MonkeyPatch) -> Iterator[Random]:
    """What the system would give by chance, in an order that can be had again."""
    same = Random(SEED)
    monkeypatch.setattr(os, "urandom", same.randbytes)
    # As the standard library's secrets have it.
    monkeypatch.setattr(random, "_urandom", same.randbytes)
    before = random.getstate()
    yield same
    random.setstate(before)


@pytest.mark.timeout(600)
async def test_sqlite_and_postgresql_answer_alike(
    sqlite_template: str,
    migrated_postgres: PostgresEngine,
    frozen_clock: FrozenClock,
    chance: Random,
    browser: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What has no order comes from the two in another one.
    monkeypatch.setattr(handle, "PRAGMAS", (*handle.PRAGMAS, "reverse_unordered_selects = ON"))
    # So that the stream ends as soon as it has begun.
    monkeypatch.setattr(stream, "STREAM_SECONDS", -stream.SPREAD_SECONDS)
    shutil.copyfile(sqlite_template, tmp_path / "lernfaden.sqlite")
    await database.open(f"sqlite:///{tmp_path / 'lernfaden.sqlite'}")
    try:
        first, rows = await _told(browser(follow_redirects=False), chance)
    finally:
        await database.close()
    await migrated_postgres.run_ddl(EMPTY)
    database.use(migrated_postgres)
    second, others = await _told(browser(follow_redirects=False), chance)
    assert len(first) > 1200
    assert {answer.status for answer in first} >= {200, 303, 403, 404, 409, 422}
    different = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    # Whole, for it may be seen once in a long while.
    assert not different, "\n".join(line for pair in different[:3] for line in _difference(*pair))
    assert rows.tables == others.tables


def _difference(one: Answer, other: Answer) -> list[str]:
    lines, others = one.text.splitlines(), other.text.splitlines()
    return [str(one[:3]), str(other[:3]), *difflib.unified_diff(lines, others, n=0, lineterm="")]


async def _told(client: httpx.AsyncClient, chance: Random) -> tuple[list[Answer], Whole]:
    """The answers to the story, and what the database holds after it."""
    chance.seed(SEED)
    random.seed(SEED)
    people = await _people()
    told = [answer async for answer in _story(client, people, Random(SEED))]
    return told, await wholes.read()


async def _people() -> list[Who]:
    """Nobody, and one of each kind and side; there is something of everything."""
    world = await worlds.build()
    school = await schools.build(world)
    for number, state in enumerate(State):
        days = -2 if state in (State.COMPLETED, State.MISSED) else 4
        starts_at = clock.now() + timedelta(days=days, hours=2 * number)
        await world.make.session(state, starts_at=starts_at)
    await school.session(world.mila.id)
    await school.group()
    today = clock.now().date()
    await series.put_in(world, series.tuesdays(today + timedelta(days=20), 2))
    day = today + timedelta(days=9)
    await absence.make(Absence(uuid4(), day, day, reason="Urlaub"), by=world.jonas.actor)
    await documents.share(world.kaya, by=world.nadia.actor, key=uuid4())
    await documents.share(school.kaya, by=school.lea.actor, key=uuid4())
    for connection, who in ((world.kaya, world.nadia), (school.kaya, school.lea)):
        await conversations.say(connection, "Bis bald!", by=who.actor, key=uuid4())
    await nadias_passkey(world)
    ben = await support.ben()
    await support.everything(world.nadia, ben)
    await support.say(world.nadia, "Gern.", by=ben.actor, key=uuid4())
    for writer in (world.jonas, school.ines):
        await agreements.written(by=writer.actor, key=uuid4())
    await agreements.agree(world.kaya, by=world.nadia.actor)
    noon = clock.now().replace(minute=0)
    await calendars.kept(world.jonas.actor, "Privat", (noon, noon + timedelta(days=3)))
    known: tuple[Any, ...] = (
        *(world.nadia, world.mila, world.jonas, school.ines, school.lea, world.dora, ben),
    )
    return [(None, None), *((each.account, each.id) for each in known)]


async def _story(client: httpx.AsyncClient, people: list[Who], by: Random) -> AsyncIterator[Answer]:
    """Everybody everywhere, twice where it changes something; then by chance what is odd."""
    for who in people:
        await become(client, *who)
    whole = await wholes.read()
    for who in people:
        for method, path in ROUTES:
            counters.forget()
            await become(client, *who)
            for id in _ids(whole, path):
                for headers in ({}, PARTIAL) if method == "POST" else ({},):
                    typed = _typed(whole, by) if method == "POST" else None
                    request = client.build_request(
                        method, re.sub(r"{\w+}", id, path), data=typed, headers=headers
                    )
                    yield await _answer(client, request)
    ids = sorted(id for _, id in whole.ids())
    for _ in range(ODD_REQUESTS):
        await become(client, *by.choice(people))
        method, path = by.choice(ROUTES)
        at = odd.address(by, path, by.choice(ids), by.choice(ids))
        yield await _answer(client, odd.request(by, client, method, at)[0])


def _ids(whole: Whole, path: str) -> list[str]:
    part = next(iter(re.findall(r"{(\w+)}", path)), None)
    if part not in WHERE:
        return ["nowhere"]
    named = [row["code" if part == "code" else "id"] for row in whole.tables[WHERE[part]].values()]
    return sorted({named[0], named[-1]})


def _typed(whole: Whole, by: Random) -> dict[str, str]:
    """A form as somebody could send it: of each field a good value, or a word."""
    named = {
        field: by.choice(list(whole.tables[table]))
        for field, table in (
            *(("child", "profiles"), ("profile", "profiles"), ("service", "services")),
            ("family", "connections"),
        )
    }
    return {**dict.fromkeys(odd.FIELDS, "Wort"), **TYPED, **named, "key": str(uuid4()), "next": "/"}


async def _answer(client: httpx.AsyncClient, request: httpx.Request) -> Answer:
    answer = await client.send(request)
    named = f"{request.method} {request.url}"
    return Answer(named, answer.status_code, answer.headers.get("location", ""), answer.text)

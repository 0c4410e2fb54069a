"""Opening what news is about ends it on every device; a GET alone changes nothing."""

import re
from urllib.parse import urlencode
from uuid import UUID

import httpx
import pytest

from domain import database
from domain.facts import Fact
from tests.conftest import FrozenClock
from tests.domain.notifications.news import fact, record
from tests.rules import rule
from tests.statements import watched
from tests.web.conftest import Enter
from tests.world import World

OPENED = re.compile(r'<news-read news="([^"]+)" subjects="([^"]+)" action="([^"]+)">')


async def unread(profile: UUID, subject: UUID) -> bool:
    sql = "SELECT 1 FROM notifications WHERE profile = {} AND subject = {} AND read_at IS NULL"
    return await database.row(sql, profile, subject) is not None


async def open_page(client: httpx.AsyncClient, address: str) -> "re.Match[str] | None":
    """What the page of an address says to its script; sends what the script would."""
    answer = await client.get(address)
    assert answer.status_code == 200
    found = OPENED.search(answer.text)
    if found is not None:
        body = urlencode({"subjects": found[2]})
        form = {"content-type": "application/x-www-form-urlencoded", "accept": "text/plain"}
        assert (await client.post(found[3], content=body, headers=form)).status_code == 200
    return found


@rule("N1")
async def test_a_sessions_page_ends_its_news(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    lesson = await world.make.session()
    phone, laptop = [await enter(world.nadia.account, world.nadia.id) for _ in range(2)]
    for client in (phone, laptop):
        assert 'count="1"' in (await client.get("/notifications")).text
    address = f"/sessions/{lesson.id}"
    await phone.get(address)
    assert await unread(world.nadia.id, lesson.id)
    assert await open_page(phone, address)
    assert not await unread(world.nadia.id, lesson.id)
    assert 'count="0"' in (await laptop.get("/notifications")).text
    assert await open_page(laptop, address) is None


@rule("N1")
async def test_newer_news_is_other_news_to_a_page_that_stays_open(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    lesson = await world.make.session()
    client = await enter(world.nadia.account, world.nadia.id)
    before = await open_page(client, f"/sessions/{lesson.id}")
    await record(fact("session.missed", lesson.subject))
    after = await open_page(client, f"/sessions/{lesson.id}")
    assert before and after and before[1] != after[1]


@rule("N1")
async def test_the_account_and_the_family_end_the_news_of_credits(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    asked = fact("credits.asked", world.kaya.subject(), by=world.nadia.id)
    await record(Fact(asked.kind, asked.by, asked.subject, asked.happened_at, particulars=NAMES))
    await world.make.credits(5)
    nadia, jonas = world.nadia, world.jonas
    for person, address in (
        (nadia, f"/providers/{world.kaya.provider}/account"),
        (jonas, f"/families/{world.kaya.family}"),
    ):
        assert await unread(person.id, world.kaya.id)
        assert await open_page(await enter(person.account, person.id), address)
        assert not await unread(person.id, world.kaya.id)


NAMES = {"provider": "Jonas Weber", "family": "Kaya"}


@rule("N1", "A8")
@pytest.mark.parametrize("name", ["dora", "mila"])
async def test_nobody_ends_the_news_of_somebody_else(
    world: World, enter: Enter, frozen_clock: FrozenClock, name: str
) -> None:
    lesson = await world.make.session()
    person = getattr(world, name)
    other = await enter(person.account, person.id)
    await other.post("/notifications/reading", data={"subjects": str(lesson.id)})
    assert await unread(world.nadia.id, lesson.id)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("nadia", "/sessions"),
        ("nadia", "/notifications"),
        ("mila", "/sessions"),
        ("jonas", "/calendar"),
    ],
)
async def test_an_unchanged_page_of_ones_own_costs_one_query(
    world: World, enter: Enter, frozen_clock: FrozenClock, name: str, address: str
) -> None:
    await world.make.session()
    person = getattr(world, name)
    client = await enter(person.account, person.id)
    known = {"if-none-match": (await client.get(address)).headers["etag"]}
    with watched() as seen:
        assert (await client.get(address, headers=known)).status_code == 304
    assert seen.count == 1, seen.told()
    await world.make.session()
    assert (await client.get(address, headers=known)).status_code == 200

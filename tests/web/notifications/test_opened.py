"""Opening what news is about ends it on every device; a GET alone changes nothing."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import pytest

from domain import database
from domain.agreements import naming
from domain.documents import document
from domain.facts import Fact, Subject
from domain.notifications import reading
from domain.notifications.kinds import KINDS
from domain.notifications.notification_list import newest
from domain.profiles.actor import Child, Educator, Guardian
from domain.sessions import fact as session_fact
from domain.sessions import rescheduling
from domain.sessions.session import State
from tests import series
from tests.conftest import FrozenClock
from tests.domain.notifications.news import fact, record
from tests.domain.sessions import groups
from tests.rules import rule
from tests.statements import watched
from tests.web.conftest import Enter
from tests.world import BERLIN, Person, World
from web.words import notification_texts

OPENED = re.compile(r'<news-read news="([^"]+)" subjects="([^"]+)" action="([^"]+)"\s+hidden>')


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


@rule("N1")
async def test_news_of_documents_and_of_credits_stand_and_end_apart(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    """Whichever comes later, and whichever page is opened."""
    credits = world.kaya.subject()
    documents = document.subject(world.kaya.id, world.kaya.family, world.kaya.provider)
    pages = {credits: ("account", ""), documents: ("documents", "/documents")}
    kinds = {credits: ("credits.granted", "credits.asked"), documents: ("document.shared",)}
    for first, second in ((credits, documents), (documents, credits)):
        for subject in (first, second):
            await record(*(fact(kind, subject) for kind in kinds[subject]))
        of_family, of_staff = pages[first]
        for person, address in (
            (world.nadia, f"/providers/{world.kaya.provider}/{of_family}"),
            (world.jonas, f"/families/{world.kaya.family}{of_staff}"),
        ):
            assert await unread(person.id, first.about)
            assert await open_page(await enter(person.account, person.id), address)
            assert not await unread(person.id, first.about)
            assert await unread(person.id, second.about)


@rule("N1")
async def test_whatever_news_opens_is_the_page_that_ends_it(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    """Every kind that there is, for each person who is told of it."""
    lesson, group = await world.make.session(), await groups.made(world, groups.emil(world))
    people: list[Person[Any]] = [world.nadia, world.mila, world.jonas]
    clients = {each.id: await enter(each.account, each.id) for each in people}
    of_group = Subject(world.kaya.id, world.kaya.family, educator=world.jonas.id, group=group.id)
    when = {"starts_at": group.starts_at.isoformat(), "call_off_at": group.starts_at.isoformat()}
    facts = {
        **session_fact.particulars(lesson),
        **NAMES,
        **when,
        "group": str(group.id),
        "missing": 1,
        "is_kept": False,
    }
    seen = set()
    # What is told late leads where the others do; messages and support have tests of their own.
    told = [
        kind
        for kind, is_ in KINDS.items()
        if is_.told and not is_.told_after and not kind.startswith(("message.", "support."))
    ]
    for kind in told:
        subjects = {
            "session": lesson.subject,
            "group": of_group,
            "document": document.subject(*_of(world)),
            "agreement": naming.subject(world.kaya),
            "family": Subject(family=world.kaya.family),
            "connection.over": lesson.subject,
        }
        whole = subjects.get(kind, world.kaya.subject())
        subject = subjects.get(kind.partition(".")[0], whole)
        told_of = replace(fact(kind, subject), useful_until=group.starts_at)
        await record(replace(told_of, particulars=facts))
        seen |= {(kind, each.id) for each in people if await all_read(each, clients[each.id])}
    assert {kind for kind, _ in seen} == {*told}
    assert ("group.over", world.nadia.id) in seen and ("group.short", world.jonas.id) in seen


@rule("N1", "S9")
async def test_news_of_a_wish_to_move_ends_with_the_times_that_it_leads_to(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    agreed = await world.make.session(State.CONFIRMED)
    client = await enter(world.jonas.account, world.jonas.id)
    await reading.settle_all(world.jonas.id)
    later = [agreed.starts_at + timedelta(days=days) for days in (1, 2)]
    await rescheduling.ask(agreed, later, "", by=world.nadia.actor)
    assert await all_read(world.jonas, client) == 1


@rule("N1", "S7")
async def test_news_of_a_series_ends_with_its_dates(
    world: World, enter: Enter, frozen_clock: FrozenClock
) -> None:
    await series.put_in(world, series.tuesdays(date(2026, 12, 1), 3))
    client = await enter(world.nadia.account, world.nadia.id)
    assert await all_read(world.nadia, client) == 1


def _of(world: World) -> tuple[UUID, UUID, UUID]:
    return world.kaya.id, world.kaya.family, world.kaya.provider


async def all_read(person: Person[Any], client: httpx.AsyncClient) -> int:
    """Opens what a person is told and has not read; how much that was, and all of it is read."""
    kind = {Guardian: "guardian", Child: "child", Educator: "educator"}[type(person.actor)]
    unread = [each for each in await newest(person.id) if each.read_at is None]
    for told in unread:
        address = notification_texts.of(told, kind, "de", BERLIN).address
        assert await open_page(client, address), (told.kind, address)
    left = [each.kind for each in await newest(person.id) if each.read_at is None]
    assert not left, left
    return len(unread)


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

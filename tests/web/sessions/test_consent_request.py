"""A child that may confirm reads before the tap that a parent has to agree first, and asks them."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from domain import clock, topics
from domain.agreements import agreeing, agreement
from domain.agreements.agreement import Demand
from domain.profiles import permission
from domain.sessions.session import Session
from tests import choices, series
from tests.agreements import ON_PHONE, agree, changed, only, written
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.web.conftest import PARTIAL, Enter
from tests.world import World

FIRST = "Zuerst muss ein Elternteil zustimmen: AGB."
CONFIRM = re.compile(r">\s*Bestätigen\s*<")


@pytest.fixture
async def mila(world: World, enter: Enter) -> httpx.AsyncClient:
    await permission.allow(world.mila.id, may_confirm=True, by=world.nadia.actor)
    assert world.mila.account
    return await enter(world.mila.account, world.mila.id)


@pytest.fixture
async def waiting(world: World) -> Session:
    await world.make.credits()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    return await world.make.session()


async def ask(mila: httpx.AsyncClient, one: Session) -> httpx.Response:
    return await mila.post(f"/sessions/{one.id}/consent-request", headers=PARTIAL)


@rule("D5", "S3")
@pytest.mark.parametrize("page", ["", "/confirmation"])
async def test_the_page_says_it_in_place_of_a_button_that_cannot_work(
    world: World, mila: httpx.AsyncClient, waiting: Session, page: str
) -> None:
    address = f"/sessions/{waiting.id}{page}"
    shown = (await mila.get(address)).text
    assert FIRST in shown
    assert not CONFIRM.search(shown)
    assert "Um Zustimmung bitten" in shown
    await agree(world.kaya, by=world.nadia.actor)
    assert CONFIRM.search((await mila.get(address)).text)


@rule("D5", "S3", "N1")
async def test_one_tap_tells_the_guardians_once(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    answer = await ask(mila, waiting)
    assert f"{FIRST} Deine Eltern wissen Bescheid." in answer.text
    assert "Um Zustimmung bitten" not in (await mila.get(f"/sessions/{waiting.id}")).text
    assert await told("agreement.urged") == {world.nadia.id}
    again = await ask(mila, waiting)
    assert again.status_code == 409
    assert "Deine Eltern wissen schon Bescheid." in again.text


@rule("D5", "S3")
async def test_two_taps_at_once_tell_them_once(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    answers = await asyncio.gather(ask(mila, waiting), ask(mila, waiting))
    assert sorted(each.status_code for each in answers) == [200, 409]


@rule("D5", "S3")
async def test_it_can_be_asked_again_of_another_version_and_of_what_was_taken_back(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    assert (await ask(mila, waiting)).status_code == 200
    await agree(world.kaya, by=world.nadia.actor)
    one = await only(world.kaya)
    await agreeing.take_back(world.kaya, one, ON_PHONE, by=world.nadia.actor)
    assert (await ask(mila, waiting)).status_code == 200
    await changed(await agreement.by_id(one.agreement), "Anders.", by=world.jonas.actor)
    assert (await ask(mila, waiting)).status_code == 200


@rule("D5", "S3")
async def test_nothing_is_asked_for_where_nothing_is_lacking(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    await agree(world.kaya, by=world.nadia.actor)
    assert CONFIRM.search((await ask(mila, waiting)).text)
    assert await told("agreement.urged") == set()


@rule("S3", "N6")
async def test_without_scripts_it_leads_back_to_the_session(
    mila: httpx.AsyncClient, waiting: Session
) -> None:
    answer = await mila.post(f"/sessions/{waiting.id}/consent-request")
    assert answer.headers["location"] == f"/sessions/{waiting.id}"


@rule("S2", "S7", "D5")
async def test_a_choice_and_a_series_say_it_too(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    choice = (await choices.proposed(world))[0]
    shown = (await mila.get(f"/sessions/{choice.id}")).text
    assert FIRST in shown
    assert not CONFIRM.search(shown)
    first = (await series.put_in(world, series.tuesdays(clock.now().date() + timedelta(days=30))))[
        0
    ]
    shown = (await mila.get(f"/series/{first.series}")).text
    assert FIRST in shown
    assert not CONFIRM.search(shown)
    assert f'action="/sessions/{first.id}/consent-request"' in shown


@rule("S3")
async def test_a_child_that_may_not_confirm_asks_for_nothing(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    await permission.allow(world.mila.id, may_confirm=False, by=world.nadia.actor)
    assert FIRST not in (await mila.get(f"/sessions/{waiting.id}")).text
    assert (await ask(mila, waiting)).status_code == 403


@rule("S3", "D5")
async def test_an_open_page_hears_that_the_parents_agreed(
    world: World, mila: httpx.AsyncClient, waiting: Session
) -> None:
    name = topics.name("session", world.mila.id)
    before = await topics.numbers([name])
    await agree(world.kaya, by=world.nadia.actor)
    assert await topics.numbers([name]) != before


@rule("D5", "N1")
async def test_guardians_read_who_asks_and_what_follows(
    world: World, mila: httpx.AsyncClient, waiting: Session, enter: Enter
) -> None:
    await ask(mila, waiting)
    assert world.nadia.account
    nadia = await enter(world.nadia.account, world.nadia.id)
    text = (await nadia.get("/notifications")).text
    assert "Mila bittet um eure Zustimmung: AGB" in text
    assert f"/providers/{world.kaya.provider}/agreements" in text

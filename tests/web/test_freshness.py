"""A page that its reader has is not sent again, and whatever it shows makes it a new one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from domain import database, topics
from tests.conftest import FrozenClock
from tests.web.conftest import PARTIAL
from tests.web.handlers import NADIA, SHOWS, Somebody


async def test_an_unchanged_page_is_not_sent_again(
    visiting: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    first = await visiting.get("/page")
    again = await visiting.get("/page", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


async def test_each_form_of_a_page_is_known_by_itself(visiting: httpx.AsyncClient) -> None:
    forms = [{}, PARTIAL, {**PARTIAL, "x-pane": "detail"}]
    tags = {(await visiting.get("/page", headers=form)).headers["etag"] for form in forms}
    assert len(tags) == len(forms)


@pytest.mark.parametrize(
    "changed",
    [
        {"unread_count": 1},
        {"language": "en"},
        {"profile_id": uuid4()},
        {"time_zone": "Asia/Tokyo"},
        {"email": None},
        {"profiles_count": 4},
    ],
)
async def test_whatever_a_page_shows_makes_it_a_new_one(
    visiting: httpx.AsyncClient, somebody: type[Somebody], changed: dict[str, Any]
) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    somebody.visitor = replace(NADIA, **changed)
    assert (await visiting.get("/page", headers=known)).status_code == 200


async def test_what_happens_to_a_topic_makes_the_pages_that_show_it_new(
    visiting: httpx.AsyncClient,
) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    async with database.transaction():
        topics.touch(topics.name("session", UUID(int=5)))
    assert (await visiting.get("/page", headers=known)).status_code == 304
    async with database.transaction():
        topics.touch(*SHOWS)
    assert (await visiting.get("/page", headers=known)).status_code == 200


async def test_what_the_clock_changes_makes_a_new_page(
    visiting: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    frozen_clock.forward(timedelta(minutes=4, seconds=59))
    assert (await visiting.get("/page", headers=known)).status_code == 304
    frozen_clock.forward(timedelta(seconds=1))
    assert (await visiting.get("/page", headers=known)).status_code == 200


async def test_a_fragment_is_not_taken_for_its_page(visiting: httpx.AsyncClient) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    assert (await visiting.get("/page", headers={**known, **PARTIAL})).status_code == 200


async def test_a_waiting_notice_is_shown_on_an_unchanged_page(visiting: httpx.AsyncClient) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    await visiting.post("/change")
    answer = await visiting.get("/page", headers=known)
    assert answer.status_code == 200
    assert "etag" not in answer.headers

"""One handler, three kinds of answer: a page, its fragment, or words for the service worker."""

import ast
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from domain import database, topics
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.source import calls, name, python_files
from tests.web.conftest import PARTIAL, WORKER
from tests.web.handlers import NADIA, SHOWS, Somebody
from web.words.notices import SENTENCES


@rule("N6")
async def test_the_same_address_is_a_page_and_a_fragment(visiting: httpx.AsyncClient) -> None:
    whole, part = await visiting.get("/page"), await visiting.get("/page", headers=PARTIAL)
    assert whole.text.startswith("<!doctype html>")
    assert 'id="notifications"' in whole.text
    assert part.text.lstrip().startswith("<div")
    assert part.text.strip() in whole.text
    assert "hx-request-type" in whole.headers["vary"]


async def test_going_back_gets_the_page_whatever_else_is_said(visiting: httpx.AsyncClient) -> None:
    back = {**PARTIAL, "hx-history-restore-request": "true"}
    assert "<!doctype" in (await visiting.get("/page", headers=back)).text
    full = {"hx-request": "true", "hx-request-type": "full"}
    assert "<!doctype" in (await visiting.get("/page", headers=full)).text


async def test_what_was_typed_wrong_is_shown_with_422(visiting: httpx.AsyncClient) -> None:
    answer = await visiting.get("/invalid")
    assert answer.status_code == 422
    assert "etag" not in answer.headers


async def test_a_page_is_private_and_asked_for_anew(visiting: httpx.AsyncClient) -> None:
    assert (await visiting.get("/page")).headers["cache-control"] == "private, no-cache"


async def test_after_a_change_a_page_leads_on_and_says_so_once(visiting: httpx.AsyncClient) -> None:
    answer = await visiting.post("/change")
    assert (answer.status_code, answer.headers["location"]) == (303, "/page")
    assert "Bestätigt! Die Session steht." in (await visiting.get("/page")).text
    assert "Bestätigt! Die Session steht." not in (await visiting.get("/page")).text


async def test_a_notice_is_a_code_of_ours_and_never_a_text(visiting: httpx.AsyncClient) -> None:
    visiting.cookies.set("notice", "<script>alert(1)</script>")
    answer = await visiting.get("/page")
    assert answer.status_code == 200
    assert "alert(1)" not in answer.text


async def test_after_a_change_a_fragment_and_its_notice_come_back(
    visiting: httpx.AsyncClient,
) -> None:
    answer = await visiting.post("/change", headers=PARTIAL)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="stack" id="notifications"')
    assert '<hx-partial hx-target="#notice"' in answer.text
    assert "Bestätigt! Die Session steht." in answer.text


async def test_a_fragment_that_has_to_leave_its_page_says_where_to(
    visiting: httpx.AsyncClient,
) -> None:
    answer = await visiting.post("/leave", headers=PARTIAL)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (200, "/page")


@rule("N1")
async def test_the_service_worker_gets_words(visiting: httpx.AsyncClient) -> None:
    answer = await visiting.post("/change", headers=WORKER)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "Bestätigt! Die Session steht."
    refusal = await visiting.get("/refused/credits", headers=WORKER)
    assert refusal.status_code == 409
    assert refusal.text.startswith("Dafür fehlen noch Credits: 2.")


async def test_an_unchanged_page_is_not_sent_again(
    visiting: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    first = await visiting.get("/page")
    again = await visiting.get("/page", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


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


async def test_a_new_day_makes_a_new_page(
    visiting: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    known = {"if-none-match": (await visiting.get("/page")).headers["etag"]}
    frozen_clock.forward(timedelta(hours=11, minutes=59))
    assert (await visiting.get("/page", headers=known)).status_code == 304
    frozen_clock.forward(timedelta(minutes=1))
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


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
async def test_a_page_is_packed_as_the_browser_likes(
    visiting: httpx.AsyncClient, coding: str
) -> None:
    answer = await visiting.get("/page", headers={"accept-encoding": coding})
    assert answer.headers.get("content-encoding", "identity") == coding
    assert answer.text.rstrip().endswith("</html>")


def test_every_code_that_a_handler_uses_has_its_sentence() -> None:
    found: list[tuple[str, str]] = []
    for path in python_files("web"):
        for _, call in calls(path):
            found += [
                (name(path), keyword.value.value)
                for keyword in call.keywords
                if keyword.arg == "notice"
                and isinstance(keyword.value, ast.Constant)
                and isinstance(keyword.value.value, str)
            ]
    assert [pair for pair in found if pair[1] not in SENTENCES] == []

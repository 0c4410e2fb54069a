"""One handler, three kinds of answer: a page, its fragment, or words for the service worker."""

import ast

import httpx
import pytest

from tests.rules import rule
from tests.source import calls, name, python_files
from tests.web.conftest import PARTIAL, WORKER
from web.words.notices import SENTENCES


@rule("N6")
async def test_the_same_address_is_a_page_and_a_fragment(visiting: httpx.AsyncClient) -> None:
    whole, part = await visiting.get("/page"), await visiting.get("/page", headers=PARTIAL)
    assert whole.text.startswith("<!doctype html>")
    assert 'id="notifications"' in whole.text
    assert part.text.lstrip().startswith("<div")
    assert part.text.strip() in whole.text
    assert "hx-request-type" in whole.headers["vary"]


async def test_a_pane_of_a_page_has_a_heading_and_is_no_other_form_of_it(
    visiting: httpx.AsyncClient,
) -> None:
    pane = await visiting.get("/page", headers={**PARTIAL, "x-pane": "detail"})
    assert "<h1" in pane.text
    assert "<!doctype" not in pane.text
    assert "x-pane" in pane.headers["vary"]


async def test_what_is_selected_of_a_page_comes_as_the_page(visiting: httpx.AsyncClient) -> None:
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


@rule("N4")
@pytest.mark.parametrize(
    "says",
    [{"x-keeps": "1"}, {"hx-request": "true", "hx-request-type": "full"}],
    ids=["kept", "renewed"],
)
async def test_a_page_of_which_nobody_sees_the_notice_leaves_it_to_the_one_that_is_seen(
    visiting: httpx.AsyncClient, says: dict[str, str]
) -> None:
    """One that is kept for later, and one of which what changed is taken (live-updates.js)."""
    await visiting.post("/change")
    kept = await visiting.get("/page", headers=says)
    assert "Bestätigt!" not in kept.text and "set-cookie" not in kept.headers
    assert "Bestätigt! Die Session steht." in (await visiting.get("/page")).text


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

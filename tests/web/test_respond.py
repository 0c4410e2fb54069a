"""One handler, three kinds of answer: a page, its fragment, or words for the service worker."""

import ast
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar, get, post
from litestar.handlers import HTTPRouteHandler

from domain.accounts.visitor import Visitor
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Throttled
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.source import calls, name, python_files
from tests.web.conftest import PARTIAL, WORKER, wire
from web import access, errors
from web.access import PERSON, Request
from web.notices import SENTENCES
from web.respond import Answer, done, etag, not_modified, show

NADIA = Visitor(
    device_id=UUID(int=1),
    account_id=UUID(int=2),
    email="nadia@lernfaden.example",
    claimed_email="nadia@lernfaden.example",
    has_password=True,
    profiles_count=3,
    profile_id=UUID(int=3),
    kind="guardian",
    name="Nadia Kaya",
    colour=2,
    language="de",
    time_zone="Europe/Berlin",
    may_confirm=False,
    revision=1,
    family_id=UUID(int=4),
    family_revision=7,
    educator_id=None,
    provider_id=None,
    provider_revision=None,
    provider_name=None,
    unread_count=0,
)
NAME = "notifications/index"
CONTEXT: dict[str, Any] = {"notifications": [], "older": ""}


class NotEnoughCredits(Conflict):
    """Like the domain's: a Conflict with a value."""

    def __init__(self, missing: int) -> None:
        self.missing = missing


REFUSALS: dict[str, Exception] = {
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": Conflict(),
    "credits": NotEnoughCredits(2),
    "invalid": Invalid("name", "missing"),
    "throttled": Throttled(90),
    "fault": RuntimeError("a secret of ours"),
}


@get("/page")
async def page(request: Request, person: PERSON) -> Answer:
    tag = etag(request, person, "page")
    return not_modified(request, tag) or show(request, NAME, CONTEXT, etag=tag)


@get("/invalid")
async def invalid(request: Request) -> Answer:
    return show(request, NAME, CONTEXT, status=422)


@post("/change")
async def change(request: Request) -> Answer:
    return done(request, NAME, CONTEXT, to="/page", notice="session.confirmed")


@post("/leave")
async def leave(request: Request) -> Answer:
    return done(request, to="/page", notice="session.confirmed")


@get("/refused/{name:str}")
async def refused(request: Request) -> Answer:
    raise REFUSALS[request.path_params["name"]]


HANDLERS: list[HTTPRouteHandler] = [page, invalid, change, leave, refused]


class Somebody:
    """Who asks, changed by a test as it likes."""

    visitor: Visitor | None = NADIA


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> type[Somebody]:
    monkeypatch.setattr(Somebody, "visitor", NADIA)
    return Somebody


@pytest.fixture
async def nadia(somebody: type[Somebody]) -> AsyncIterator[httpx.AsyncClient]:
    """A browser, and pages of our own that know who asks without a database."""

    async def known(connection: access.Connection, _: object) -> None:
        connection.scope["login"] = somebody.visitor  # type: ignore[typeddict-unknown-key]

    app = Litestar(
        HANDLERS,
        guards=[known],
        dependencies=dict(access.DEPENDENCIES),
        exception_handlers=errors.HANDLERS,
        openapi_config=None,
        logging_config=None,
    )
    transport = wire(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@rule("N6")
async def test_the_same_address_is_a_page_and_a_fragment(nadia: httpx.AsyncClient) -> None:
    whole, part = await nadia.get("/page"), await nadia.get("/page", headers=PARTIAL)
    assert whole.text.startswith("<!doctype html>")
    assert 'id="notifications"' in whole.text
    assert part.text.lstrip().startswith("<div")
    assert part.text.strip() in whole.text
    assert "hx-request-type" in whole.headers["vary"]


async def test_going_back_gets_the_page_whatever_else_is_said(nadia: httpx.AsyncClient) -> None:
    back = {**PARTIAL, "hx-history-restore-request": "true"}
    assert "<!doctype" in (await nadia.get("/page", headers=back)).text
    full = {"hx-request": "true", "hx-request-type": "full"}
    assert "<!doctype" in (await nadia.get("/page", headers=full)).text


async def test_what_was_typed_wrong_is_shown_with_422(nadia: httpx.AsyncClient) -> None:
    answer = await nadia.get("/invalid")
    assert answer.status_code == 422
    assert "etag" not in answer.headers


async def test_a_page_is_private_and_asked_for_anew(nadia: httpx.AsyncClient) -> None:
    assert (await nadia.get("/page")).headers["cache-control"] == "private, no-cache"


async def test_after_a_change_a_page_leads_on_and_says_so_once(nadia: httpx.AsyncClient) -> None:
    answer = await nadia.post("/change")
    assert (answer.status_code, answer.headers["location"]) == (303, "/page")
    assert "Bestätigt! Die Session steht." in (await nadia.get("/page")).text
    assert "Bestätigt! Die Session steht." not in (await nadia.get("/page")).text


async def test_a_notice_is_a_code_of_ours_and_never_a_text(nadia: httpx.AsyncClient) -> None:
    nadia.cookies.set("notice", "<script>alert(1)</script>")
    answer = await nadia.get("/page")
    assert answer.status_code == 200
    assert "alert(1)" not in answer.text


async def test_after_a_change_a_fragment_and_its_notice_come_back(
    nadia: httpx.AsyncClient,
) -> None:
    answer = await nadia.post("/change", headers=PARTIAL)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="stack" id="notifications"')
    assert '<hx-partial hx-target="#notice"' in answer.text
    assert "Bestätigt! Die Session steht." in answer.text


async def test_a_fragment_that_has_to_leave_its_page_says_where_to(
    nadia: httpx.AsyncClient,
) -> None:
    answer = await nadia.post("/leave", headers=PARTIAL)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (200, "/page")


@rule("N1")
async def test_the_service_worker_gets_words(nadia: httpx.AsyncClient) -> None:
    answer = await nadia.post("/change", headers=WORKER)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "Bestätigt! Die Session steht."
    refusal = await nadia.get("/refused/credits", headers=WORKER)
    assert refusal.status_code == 409
    assert refusal.text.startswith("Dafür fehlen noch Credits: 2.")


async def test_an_unchanged_page_is_not_sent_again(
    nadia: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    first = await nadia.get("/page")
    again = await nadia.get("/page", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "changed",
    [
        {"revision": 2},
        {"family_revision": 8},
        {"unread_count": 1},
        {"language": "en"},
        {"profile_id": uuid4()},
        {"time_zone": "Asia/Tokyo"},
        {"email": None},
        {"profiles_count": 4},
    ],
)
async def test_whatever_a_page_shows_makes_it_a_new_one(
    nadia: httpx.AsyncClient, somebody: type[Somebody], changed: dict[str, Any]
) -> None:
    known = {"if-none-match": (await nadia.get("/page")).headers["etag"]}
    somebody.visitor = replace(NADIA, **changed)
    assert (await nadia.get("/page", headers=known)).status_code == 200


async def test_a_new_day_makes_a_new_page(
    nadia: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    known = {"if-none-match": (await nadia.get("/page")).headers["etag"]}
    frozen_clock.forward(timedelta(hours=11, minutes=59))
    assert (await nadia.get("/page", headers=known)).status_code == 304
    frozen_clock.forward(timedelta(minutes=1))
    assert (await nadia.get("/page", headers=known)).status_code == 200


async def test_a_fragment_is_not_taken_for_its_page(nadia: httpx.AsyncClient) -> None:
    known = {"if-none-match": (await nadia.get("/page")).headers["etag"]}
    assert (await nadia.get("/page", headers={**known, **PARTIAL})).status_code == 200


async def test_a_waiting_notice_is_shown_on_an_unchanged_page(nadia: httpx.AsyncClient) -> None:
    known = {"if-none-match": (await nadia.get("/page")).headers["etag"]}
    await nadia.post("/change")
    answer = await nadia.get("/page", headers=known)
    assert answer.status_code == 200
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        ("not-found", 404, "Diese Seite gibt es nicht"),
        ("forbidden", 403, "Dafür braucht es das Profil eines Elternteils"),
        ("conflict", 409, "Jemand war schneller"),
        ("credits", 409, "Dafür fehlen noch Credits: 2."),
        ("invalid", 422, "Das fehlt noch."),
        ("throttled", 429, "Warte 2 Minuten"),
    ],
)
async def test_a_refusal_says_what_to_do_next(
    nadia: httpx.AsyncClient, refusal: str, status: int, words: str
) -> None:
    answer = await nadia.get(f"/refused/{refusal}")
    assert answer.status_code == status
    assert answer.text.startswith("<!doctype html>")
    assert words in answer.text
    assert answer.headers.get("retry-after") == ("90" if status == 429 else None)


async def test_a_refused_fragment_stands_beside_the_page(nadia: httpx.AsyncClient) -> None:
    answer = await nadia.get("/refused/credits", headers=PARTIAL)
    assert answer.status_code == 409
    assert answer.headers["hx-retarget"] == "#notice"
    assert answer.text.lstrip().startswith('<div class="notice notice--error"')
    assert "Dafür fehlen noch Credits: 2." in answer.text


async def test_a_fault_of_ours_shows_a_number_that_is_in_the_log(
    nadia: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await nadia.get("/refused/fault")
    assert answer.status_code == 500
    number = caplog.records[-1].getMessage().split()[0]
    assert number in answer.text
    assert "a secret of ours" not in answer.text
    assert "a secret of ours" in caplog.text


async def test_an_unknown_method_is_refused_in_words(nadia: httpx.AsyncClient) -> None:
    answer = await nadia.put("/page")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "<!doctype html>" in answer.text


async def test_nobody_is_sent_to_log_in_and_back(
    nadia: httpx.AsyncClient, somebody: type[Somebody]
) -> None:
    somebody.visitor = None
    answer = await nadia.get("/page?before=1")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?next=/page%3Fbefore%3D1",
    )
    current = {**PARTIAL, "hx-current-url": "http://localhost/sessions?child=1"}
    part = await nadia.get("/page", headers=current)
    assert part.status_code == 401
    assert part.headers["hx-redirect"] == "/login?next=/sessions%3Fchild%3D1"
    worker = await nadia.get("/page", headers=WORKER)
    assert (worker.status_code, worker.text) == (
        401,
        "Logge dich ein und versuch es dann noch einmal.",
    )


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
async def test_a_page_is_packed_as_the_browser_likes(nadia: httpx.AsyncClient, coding: str) -> None:
    answer = await nadia.get("/page", headers={"accept-encoding": coding})
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

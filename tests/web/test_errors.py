"""What is refused or breaks is told in words, where the reader is."""

from dataclasses import replace

import httpx
import pytest

from domain import database as data
from tests.web.conftest import PARTIAL
from tests.web.handlers import NADIA, Somebody
from tests.web.login.people import Open, jonas, logged_in
from web import entrance, errors, identity, refusal
from web.rendering import templates
from web.wire import csrf


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        ("not-found", 404, "Diese Seite gibt es nicht"),
        ("forbidden", 403, "Dafür braucht es ein Profil als Anbieter:in."),
        ("conflict", 409, "Jemand war schneller"),
        ("credits", 409, "Dafür fehlen noch Credits: 2."),
        ("invalid", 422, "Das fehlt noch."),
        ("throttled", 429, "In 2 Minuten geht es wieder"),
        ("unstored", 507, "Das Getippte steht noch im Formular."),
    ],
)
async def test_a_refusal_says_what_to_do_next(
    visiting: httpx.AsyncClient, refusal: str, status: int, words: str
) -> None:
    answer = await visiting.get(f"/refused/{refusal}")
    assert answer.status_code == status
    assert answer.text.startswith("<!doctype html>")
    assert words in answer.text
    assert answer.headers.get("retry-after") == ("90" if status == 429 else None)


async def test_who_has_another_profile_is_told_to_switch(
    visiting: httpx.AsyncClient, somebody: type[Somebody]
) -> None:
    assert "Oben rechts kannst du wechseln" in (await visiting.get("/refused/forbidden")).text
    alone = replace(NADIA, kind="child", profiles_count=1)
    somebody.visitor = alone
    page = (await visiting.get("/refused/forbidden")).text
    assert "Dafür braucht es ein Profil als Elternteil." in page
    assert "Oben rechts" not in page


async def test_a_refused_fragment_stands_beside_the_page(visiting: httpx.AsyncClient) -> None:
    answer = await visiting.get("/refused/credits", headers=PARTIAL)
    assert answer.status_code == 409
    assert answer.headers["hx-retarget"] == "#notice"
    assert answer.text.lstrip().startswith('<div class="notice notice--error"')
    assert "Dafür fehlen noch Credits: 2." in answer.text


async def test_a_fault_of_ours_shows_a_number_that_is_in_the_log(
    visiting: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await visiting.get("/refused/fault")
    assert answer.status_code == 500
    number = caplog.records[-1].getMessage().split()[0]
    assert number in answer.text
    assert "a secret of ours" not in answer.text
    assert "a secret of ours" in caplog.text


async def test_a_fault_in_the_page_of_a_fault_is_told_in_plain_words(
    visiting: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("no template")

    monkeypatch.setattr(templates, "page", broken)
    answer = await visiting.get("/refused/fault")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "nenn uns die Nummer" in answer.text


@pytest.mark.parametrize("method", ["PUT", "TRACE"])
async def test_an_unknown_method_is_refused_in_words(
    visiting: httpx.AsyncClient, method: str
) -> None:
    answer = await visiting.request(method, "/page")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "<!doctype html>" in answer.text


@pytest.mark.parametrize("address", ["/login/link/{secret}", "/i/{secret}", "/mails/{secret}"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_no_secret_of_an_address_stands_in_the_log_of_a_fault(
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    address: str,
    method: str,
) -> None:
    """Whoever reads the log must not be able to log in with it. Rule: A2."""

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(csrf, "_is_own", broken)
    monkeypatch.setattr(identity, "cookie_name", broken)
    secret = "geheim-" + "x" * 30
    answer = await client.request(method, address.format(secret=secret))
    assert answer.status_code in (405, 500)
    assert secret not in caplog.text


async def test_a_refusal_that_breaks_still_carries_the_headers(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(entrance, "is_partial", broken)
    monkeypatch.setattr(refusal, "shown", broken)
    monkeypatch.setattr(errors, "text", broken)
    answer = await client.get("/sessions")
    assert (answer.status_code, answer.text) == (500, "500")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("address", ["/families/1", "/sessions/1/cancellation", "/nowhere"])
async def test_what_is_not_there_stands_in_the_readers_own_frame(
    database: str, client: httpx.AsyncClient, browser: Open, address: str
) -> None:
    stranger = await client.get(address)
    made = await jonas()
    own = await (await logged_in(browser, made.account)).get(address)
    for answer in (stranger, own):
        assert answer.status_code == 404
        assert "Hier ist der Faden gerissen" in answer.text
        # Neither has another profile to change to.
        assert "sie gehört jemand anderem" in answer.text
    assert 'href="/calendar"' not in stranger.text
    assert 'href="/calendar"' in own.text


async def test_who_asks_is_looked_up_for_an_address_that_takes_nothing(
    database: str, browser: Open
) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    answer = await client.post("/nowhere")
    assert answer.status_code == 405
    assert 'href="/calendar"' in answer.text


async def test_where_nobody_can_be_looked_up_the_fault_is_told(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise data.Away

    monkeypatch.setattr(identity, "asking", away)
    answer = await client.get("/families/1")
    assert answer.status_code == 500
    assert "Da ist uns etwas entglitten" in answer.text

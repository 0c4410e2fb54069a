"""Files under their release: kept for ever, packed, and answered under every earlier release."""

from pathlib import Path

import brotli
import httpx

from tests.rules import rule
from web.wire import release, statics
from web.wire.release import STATIC, url
from web.wire.sources import stylesheets


async def test_a_file_of_this_release_is_kept_for_ever(client: httpx.AsyncClient) -> None:
    answer = await client.get(url("app.css"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers


@rule("N5")
async def test_an_earlier_release_is_answered_with_todays_file(client: httpx.AsyncClient) -> None:
    """A page that is still open asks for files of its own release."""
    today, then = await client.get(url("app.css")), await client.get("/static/0123456789ab/app.css")
    assert then.status_code == 200
    assert then.content == today.content
    assert "immutable" not in then.headers["cache-control"]


async def test_a_file_that_is_known_is_not_sent_again(client: httpx.AsyncClient) -> None:
    assert "immutable" in (await client.get(url("app.css"))).headers["cache-control"]
    earlier = "/static/0123456789ab/app.css"
    tag = (await client.get(earlier)).headers["etag"]
    again = await client.get(earlier, headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


async def test_a_browser_gets_the_form_that_it_can_read(client: httpx.AsyncClient) -> None:
    for accepted, coding in (("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)):
        answer = await client.get(url("app.css"), headers={"accept-encoding": accepted})
        assert answer.headers.get("content-encoding") == coding
        assert answer.text == stylesheets()["app.css"]
        assert answer.headers["vary"] == "accept-encoding"


async def test_nothing_outside_the_folder_can_be_had(client: httpx.AsyncClient) -> None:
    for path in ("../web/app.py", "..%2fweb/app.py", "css/tokens.css", "", "none.js"):
        assert (await client.get(f"/static/{release.name()}/{path}")).status_code == 404


async def test_every_file_is_there_with_a_type(client: httpx.AsyncClient) -> None:
    kept = [path for path in STATIC.rglob("*") if path.is_file() and path.suffix != ".css"]
    for path in kept:
        place = path.relative_to(STATIC).as_posix()
        answer = await client.get(url(place))
        is_ours = path.suffix == ".js" and "vendor" not in path.parts
        assert answer.status_code == 200 and (is_ours or answer.content == path.read_bytes())
        kind = answer.headers["content-type"]
        assert kind != "application/octet-stream" or not path.suffix
        is_text = kind.startswith("text/") or "+xml" in kind
        assert kind.endswith("; charset=utf-8") == is_text


def test_what_a_browser_asked_for_packed_waits_for_the_next_start(tmp_path: Path) -> None:
    first = statics.Statics(tmp_path).files["app.css"]
    assert not [*tmp_path.iterdir()]
    _, body = first.packed(b"br")
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == body
    assert brotli.decompress(body).decode() == stylesheets()["app.css"]
    kept.write_bytes(b"as it was kept")
    again = statics.Statics(tmp_path).files["app.css"]
    assert again.packed(b"br")[1] == b"as it was kept"

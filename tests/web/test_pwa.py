"""What makes the web app an app is served at the root, whole, and only sent when it has changed."""

import json
import re
import struct

import httpx
import pytest

from tests.rules import rule
from web.pages import manifest, pwa
from web.wire import release

FILES = ["/manifest.webmanifest", "/service-worker.js", "/offline"]


@rule("N3")
@pytest.mark.parametrize(("language", "words"), [("de", "Mitteilungen"), ("en", "Notifications")])
async def test_the_manifest_speaks_the_language_of_who_installs(
    client: httpx.AsyncClient, language: str, words: str
) -> None:
    answer = await client.get("/manifest.webmanifest", headers={"accept-language": language})
    assert answer.headers["content-type"] == "application/manifest+json"
    found = answer.json()
    assert (found["id"], found["start_url"], found["display"]) == ("/", "/", "standalone")
    assert found["lang"] == language
    assert words in [shortcut["name"] for shortcut in found["shortcuts"]]


@rule("N3")
def test_the_manifest_names_icons_that_are_there_and_of_their_size() -> None:
    icons = manifest.content("de")["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        path = release.STATIC / icon["src"].removeprefix(release.url(""))
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"


@pytest.mark.parametrize("path", FILES)
async def test_a_file_that_is_unchanged_is_not_sent_again(
    client: httpx.AsyncClient, path: str
) -> None:
    first = await client.get(path)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@rule("N4", "N5")
async def test_the_service_worker_names_its_release_and_reaches_every_page(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert f'const RELEASE = "{release.name()}"' in answer.text
    assert "{{" not in answer.text


@rule("N4")
async def test_the_worker_carries_the_offline_page_which_needs_nothing_that_is_not_kept(
    client: httpx.AsyncClient,
) -> None:
    page = (await client.get("/offline")).text
    worker = (await client.get("/service-worker.js")).text
    assert json.loads(re.findall(r'const OFFLINE = (".*");', worker)[0]) == page
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    # Without an icon of its own a browser asks for one that is not there.
    icon = release.url("icons/favicon.svg")
    assert files == [release.url("app.css"), icon, release.url("js/again.js")]
    assert (await client.get(icon)).status_code == 200
    again = (await client.get(release.url("js/again.js"))).text
    assert json.loads(re.findall(r'const AGAIN = (".*");', worker)[0]) == again.strip()


@rule("N4")
def test_what_the_worker_keeps_and_clears_are_addresses_that_exist() -> None:
    """The worker cannot ask the routes, so its patterns are compared with them here."""
    from web import routes

    paths = {path for handler in routes.HANDLERS for path in handler.paths}
    worker = "".join((pwa.FOLDER / name).read_text() for name in pwa.WORKER)
    named = set(re.findall(r'"(/[a-z-]+(?:/[a-z-]+)*)"', worker))
    assert named - {"/static/"} <= paths
    assert {"/logout", "/profiles/{profile_id:uuid}/choice"} <= paths


@pytest.mark.parametrize("name", pwa.WORKER)
def test_each_part_of_the_worker_stays_short(name: str) -> None:
    assert len((pwa.FOLDER / name).read_text().splitlines()) <= 150


@rule("N4")
def test_scripts_that_are_kept_have_all_that_they_import() -> None:
    """A conversation that is opened without a network has none of them otherwise."""
    kept = (release.ROOT / "service-worker/kept.js").read_text()
    (listed,) = re.findall(r"const SHARED_FILES = \[(.*?)\n\];", kept, re.DOTALL)
    names = re.findall(r"\.\.\.\[([^\]]+)\]\.map\(\(name\) => `(js/\w+)/", listed)
    paths = {
        f"{folder}/{name}.js" for each, folder in names for name in re.findall(r'"([^"]+)"', each)
    }
    assert len(paths) > 5
    for path in paths:
        source = (release.STATIC / path).read_text()
        folder = (release.STATIC / path).parent
        imported = re.findall(r'^import [^;]*?"(\.[^"]+)";', source, re.MULTILINE)
        needed = {
            (folder / one).resolve().relative_to(release.STATIC.resolve()) for one in imported
        }
        assert {one.as_posix() for one in needed} <= paths

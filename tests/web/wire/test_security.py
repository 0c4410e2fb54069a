"""What every answer carries, and what it never tells."""

import dataclasses

import httpx

from domain import settings
from tests.rules import rule
from tests.web.conftest import wire
from web.app import create_app
from web.wire import release
from web.wire.proxies import believed


def directives(answer: httpx.Response) -> dict[str, str]:
    """The policy by directive."""
    parts = (part.strip().partition(" ") for part in policy(answer).split(";"))
    return {name: value for name, _, value in parts}


def policy(answer: httpx.Response) -> str:
    return answer.headers["content-security-policy"]


async def test_the_policy_allows_nothing_inline_and_nobody_else(client: httpx.AsyncClient) -> None:
    found = directives(await client.get("/no-such-address"))
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == "'self'"
    assert found["frame-ancestors"] == found["base-uri"] == "'none'"
    assert found["form-action"] == "'self'"
    assert found["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy(await client.get("/no-such-address"))
    assert all(value in ("'none'", "'self'") for name, value in found.items() if "-src" in name)


async def test_pages_and_errors_carry_the_same_headers(client: httpx.AsyncClient) -> None:
    for address in ("/manifest.webmanifest", "/offline", "/no-such-address"):
        answer = await client.get(address)
        assert policy(answer)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["x-release"] == release.name()


async def test_a_file_is_never_guessed_to_be_of_another_kind(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/static/{release.name()}/app.css")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_picture_opened_by_itself_runs_nothing_and_is_framed_by_nobody(
    client: httpx.AsyncClient,
) -> None:
    found = directives(await client.get(f"/static/{release.name()}/icons/logo.svg"))
    assert found == {"sandbox": "", "frame-ancestors": "'none'"}


async def test_what_scripts_read_is_for_our_own_pages_only(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert directives(answer)["frame-ancestors"] == "'none'"


@rule("N4")
async def test_the_worker_may_ask_our_server_and_load_nothing_else(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/service-worker.js")
    assert directives(answer) == {"default-src": "'none'", "connect-src": "'self'"}
    assert "permissions-policy" not in answer.headers, "what governs a document"


async def test_no_other_site_may_read_an_answer(client: httpx.AsyncClient) -> None:
    for path in ("/offline", "/health", f"/static/{release.name()}/app.css"):
        answer = await client.get(path, headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_https_is_demanded_only_where_it_is_there(client: httpx.AsyncClient) -> None:
    assert "strict-transport-security" not in (await client.get("/offline")).headers
    current = settings.current()
    settings.use(dataclasses.replace(current, base_url="https://lernfaden.example"))
    transport = wire(create_app())
    async with httpx.AsyncClient(transport=transport, base_url="https://lernfaden.example") as one:
        for path in ("/offline", "/health", f"/static/{release.name()}/app.css"):
            said = (await one.get(path)).headers["strict-transport-security"]
            assert said == "max-age=63072000; includeSubDomains"


async def test_a_head_request_is_answered_like_get_without_a_body(
    client: httpx.AsyncClient,
) -> None:
    got, asked = await client.get("/offline"), await client.head("/offline")
    assert asked.status_code == 200
    assert asked.content == b""
    assert asked.headers["content-length"] == got.headers["content-length"]


async def test_a_body_that_is_too_large_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/login", data={"email": "x" * 300_000})
    assert answer.status_code == 413
    assert "zu groß" in answer.text


@rule("A6")
async def test_only_a_trusted_proxy_is_believed_who_asks() -> None:
    loaded = settings.load({"LERNFADEN_DATA_DIR": str(settings.current().data_dir)})
    trusting = settings.load(
        {
            "LERNFADEN_DATA_DIR": str(loaded.data_dir),
            "LERNFADEN_TRUSTED_PROXIES": "10.0.0.0/8",
        }
    )

    def client_of(peer: str, forwarded: str) -> str:
        headers = [(b"x-forwarded-for", forwarded.encode())]
        scope = {"type": "http", "client": (peer, 1), "headers": headers}
        believed(scope)  # type: ignore[arg-type]
        return str(scope["client"][0])

    settings.use(loaded)
    assert client_of("10.0.0.1", "203.0.113.9") == "10.0.0.1"
    settings.use(trusting)
    assert client_of("10.0.0.1", "203.0.113.9") == "203.0.113.9"
    assert client_of("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.7") == "203.0.113.9"
    assert client_of("198.51.100.2", "203.0.113.9") == "198.51.100.2"
    assert client_of("10.0.0.1", "nonsense") == "10.0.0.1"

"""The audit of dependencies, asking a server that speaks like the advisory database."""

import json
import subprocess
import sys
from functools import partial

from aiohttp import web

from tests.loopback import serving
from tests.source import ROOT

FAULT = {
    "id": "PYSEC-2026-1",
    "summary": "Anybody may do anything",
    "affected": [
        {
            "package": {"name": "litestar", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}


async def answer(known: bool, request: web.Request) -> web.Response:
    """As OSV does."""
    asked = json.loads(await request.text())
    is_meant = known and asked["package"]["name"] == "litestar"
    return web.json_response({"vulns": [FAULT]} if is_meant else {})


def audit(known: bool) -> "subprocess.CompletedProcess[str]":
    with serving(web.post("/v1/query", partial(answer, known))) as origin:
        return audited(f"{origin}/v1/query")


def audited(url: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / ".ci/audit.py"), url]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_known_is_fine() -> None:
    done = audit(known=False)
    assert (done.returncode, done.stdout.split(" ", 1)[1]) == (
        0,
        "packages, 0 known vulnerabilities.\n",
    )


def test_a_known_vulnerability_fails_and_is_told() -> None:
    done = audit(known=True)
    assert done.returncode == 1
    assert "litestar" in done.stdout
    assert "PYSEC-2026-1, mended in 99.0" in done.stdout


def test_a_database_that_cannot_be_reached_is_told_and_fails_nothing() -> None:
    done = audited("http://127.0.0.1:9/v1/query")
    assert done.returncode == 0
    assert "cannot be reached" in done.stdout

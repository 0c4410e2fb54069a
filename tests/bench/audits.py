"""(h) Lighthouse on the pages that people meet first, on a phone and on a desktop.

Choice: Lighthouse is no part of the project, as nothing else needs Node.js: it is taken from PATH,
from LIGHTHOUSE, or from what `npm install --prefix var/lighthouse lighthouse` put there. A page is
loaded up to TRIES times and the best counts, for on busy cores its scripts only wait.
"""

import asyncio
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from tests.bench.report import Figure, Note, say
from tests.browser.harness import PASSWORD
from tests.browser.programs import CHROMIUM, installed
from tests.commands import program
from tests.source import ROOT

AIM, TRIES = 100.0, 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = {"phone": (), "desktop": ("--preset=desktop",)}
OWN = ROOT / "var/lighthouse/node_modules/.bin/lighthouse"
CHROME = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --lang=de-DE --accept-lang=de-DE"
SESSION = re.compile(r'href="(/sessions/[0-9a-f-]{36})"')
OPENING = re.compile(r"/i/[A-Za-z0-9_-]+")
CHOICE = re.compile(r'action="(/profiles/[0-9a-f-]{36}/choice)"')
Page = tuple[str, str, dict[str, str]]
"""Words, address, headers."""


def lighthouse() -> str | None:
    """Where it is, if anywhere."""
    own = str(OWN) if OWN.exists() else None
    return os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse") or own


async def measure(note: Note) -> None:
    tool = lighthouse()
    if tool is None or installed(*CHROMIUM) is None:
        say("Lighthouse or Chromium is missing: not measured (see tests/bench/audits.py).")
        return
    with (
        tempfile.TemporaryDirectory(prefix="lernfaden-bench-") as folder,
        program.serving(Path(folder), "--demo") as (_, address),
    ):
        for words, path, headers in await _pages(address):
            for form, options in FORMS.items():
                found = await _best(tool, f"{address}{path}", headers, options)
                for category, score in found.items():
                    note(Figure("h", f"{words}, {form}: {category}", score, "", None, AIM))


async def _pages(address: str) -> list[Page]:
    nadia, jonas = await _cookie(address, "nadia"), await _cookie(address, "jonas")
    async with httpx.AsyncClient(base_url=address, headers=nadia) as client:
        session = SESSION.findall((await client.get("/sessions")).text)[0]
    return [
        ("start", "/", {}),
        ("login", "/login", {}),
        ("invitation", await _invitation(address, jonas), {}),
        ("list", "/sessions", nadia),
        ("session", session, nadia),
        ("calendar", "/calendar", jonas),
    ]


async def _invitation(address: str, jonas: dict[str, str]) -> str:
    headers = {**jonas, "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(base_url=address, headers=headers) as client:
        typed = {"key": str(uuid4()), "uses": "one"}
        made = await client.post("/invitations/new", data=typed)
        page = await client.get(made.headers["location"])
        opening: str = OPENING.findall(page.text)[0]
        return opening


async def _cookie(address: str, who: str) -> dict[str, str]:
    """The header of somebody who is logged in, with the first profile where there are several."""
    typed = {"email": f"{who}@lernfaden.example", "password": PASSWORD, "way": "password"}
    headers = {"sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(base_url=address, headers=headers) as client:
        assert (await client.post("/login", data=typed)).status_code == 303
        if found := CHOICE.findall((await client.get("/profiles")).text):
            await client.post(found[0])
        return {"Cookie": f"device={client.cookies['device']}"}


async def _best(
    tool: str, url: str, headers: dict[str, str], options: tuple[str, ...]
) -> dict[str, float]:
    best: dict[str, float] = dict.fromkeys(CATEGORIES, 0.0)
    for _ in range(TRIES):
        report = await _audited(tool, url, headers, options)
        for category in CATEGORIES:
            score = report["categories"][category]["score"] or 0.0
            best[category] = max(best[category], round(score * 100))
        if min(best.values()) >= AIM:
            return best
    for name in sorted(_missed(report)):
        say(f"{url}: {name}")
    return best


def _missed(report: dict[str, Any]) -> set[str]:
    weighed = (ref for one in report["categories"].values() for ref in one["auditRefs"])
    audits = report["audits"]
    return {
        f"{ref['id']} {audits[ref['id']].get('displayValue', '')}"
        for ref in weighed
        if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1
        if audits[ref["id"]]["score"] is not None
    }


async def _audited(
    tool: str, url: str, headers: dict[str, str], options: tuple[str, ...]
) -> dict[str, Any]:
    words = (url, "--output=json", "--quiet", CHROME, *options)
    # The offer to switch to the clock or language of a browser of tests is no part of the page.
    environment = {**os.environ, "CHROME_PATH": str(installed(*CHROMIUM)), "TZ": "Europe/Berlin"}
    process = await asyncio.create_subprocess_exec(
        *(tool, *words, f"--extra-headers={json.dumps(headers)}"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, url
    report: dict[str, Any] = json.loads(output)
    return report

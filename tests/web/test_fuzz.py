"""Odd requests by the thousand: whatever comes, a page or a refusal goes, never a fault of ours.

Fixed seeds, so the same ones are tried in every run; LERNFADEN_EXAMPLES=20 tries so many new ones.
Every answer carries its security headers, also one to what nobody could read.
"""

import os
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest

from domain.accounts import counters
from tests import school as schools
from tests.rules import rule
from tests.web import odd
from tests.web.login.people import Open, become
from tests.world import World
from web.pages.notifications import stream

EXAMPLES = int(os.environ.get("LERNFADEN_EXAMPLES", "0"))
SEEDS = range(EXAMPLES) if EXAMPLES else range(4)
REQUESTS = 350
WITH_HEADERS = {"content-security-policy", "x-content-type-options"}


@pytest.fixture
async def people(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> dict[str, tuple[UUID | None, UUID]]:
    """By kind: the account and the profile."""
    # So that the stream ends as soon as it has begun.
    monkeypatch.setattr(stream, "STREAM_SECONDS", -stream.SPREAD_SECONDS)
    school = await schools.build(world)
    await world.make.credits(5)
    await world.make.session()
    await school.session(world.mila.id)
    found: tuple[Any, ...] = (world.nadia, world.mila, world.jonas, school.ines)
    return {type(each.actor).__name__: (each.account, each.id) for each in found}


@rule("A3")
@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_comes_is_answered(
    people: dict[str, tuple[UUID | None, UUID]], browser: Open, seed: int
) -> None:
    by, faults = Random(seed), list[str]()
    client = browser(follow_redirects=False)
    for _ in range(REQUESTS):
        counters.forget()
        await become(client, *by.choice([(None, None), *people.values()]))
        method, path = by.choice(odd.ROUTES)
        request, told = odd.request(by, client, method, odd.address(by, path))
        faults += _faults(await client.send(request), told)
    assert faults == []


def _faults(answer: httpx.Response, told: str) -> list[str]:
    request = f"{answer.request.method} {answer.request.url} {told}"
    lacking = set() if answer.status_code == 304 else WITH_HEADERS - answer.headers.keys()
    if answer.headers.get("content-type", "").startswith(("application/json", "text/event-stream")):
        lacking.discard("content-security-policy")
    return [
        *([f"{answer.status_code} {request}"] if answer.status_code >= 500 else []),
        *([f"without {lacking}: {request}"] if lacking else []),
    ]

"""Who gets what where: every route for every kind of visitor, of an organisation's things.

The things are Kaya's at the school: a pending session of Mila, Lea's invitation, a service, the
connection, Tom's profile, Nadia's device; only what is opened by a code is of Jonas, and the secret
address of a calendar is Nadia's. `may` is a page or a change, also one that is refused for what was
typed or for the state of things; `login` and `whom` lead to those pages, as do addresses that only
lead back when they are reloaded.
"""

import re
from typing import Any

import httpx
import pytest

from domain.accounts import device_login
from tests import school as schools
from tests.rules import rule
from tests.school import School
from tests.web.login.people import DOMAIN, Open
from tests.web.roles import TABLE
from tests.web.roles_back import BACK
from tests.web.things import filled
from tests.world import Person, World
from web.pages.notifications import stream
from web.routes import HANDLERS

KINDS = ("out", "login", "guardian", "child", "educator", "manager", "outsider")
"""Signed out; Nadia before she chose; Nadia; Mila with her own login; Lea; Ines; Dora."""
MAY = {200, 204, 303, 409, 410, 422}


def rows() -> dict[tuple[str, str], list[str]]:
    found = {}
    for line in (TABLE + BACK).split("\n"):
        if line.strip():
            method, address, *answers = line.split()
            found[method, address] = answers
    return found


def routes() -> list[tuple[str, str]]:
    return [
        (method, re.sub(r":\w+}", "}", path))
        for handler in HANDLERS
        for path in sorted(handler.paths)
        for method in sorted(handler.http_methods)
    ]


def test_every_route_says_for_every_kind_who_may() -> None:
    assert list(rows()) == routes()
    assert [answers for answers in rows().values() if len(answers) != len(KINDS)] == []


@pytest.fixture
async def school(world: World, monkeypatch: pytest.MonkeyPatch) -> School:
    # So that the stream ends as soon as it has begun.
    monkeypatch.setattr(stream, "STREAM_SECONDS", -stream.SPREAD_SECONDS)
    return await schools.build(world)


@rule("A7", "A8", "B5", "D1")
@pytest.mark.parametrize("kind", KINDS)
async def test_every_route_answers_every_kind_as_the_table_says(
    world: World, school: School, browser: Open, kind: str
) -> None:
    client, at = browser(follow_redirects=False), KINDS.index(kind)
    wrong = []
    for number, ((method, path), answers) in enumerate(rows().items()):
        await enter(client, world, school, kind)
        address = await filled(path, world, school, number)
        answer = await client.request(method, address)
        if (said := meaning(answer)) != answers[at]:
            wrong.append(f"{method} {path}: {said} ({answer.status_code}) and not {answers[at]}")
    assert wrong == []


def meaning(answer: httpx.Response) -> str:
    to = answer.headers.get("location", "")
    if answer.status_code == 303 and to.startswith("/login") and not to.startswith("/login/"):
        return "login"
    if answer.status_code == 303 and to.startswith("/profiles"):
        return "whom"
    return "may" if answer.status_code in MAY else str(answer.status_code)


async def enter(client: httpx.AsyncClient, world: World, school: School, kind: str) -> None:
    """A login of its own for each request, for some of them end it."""
    client.cookies.clear()
    people: dict[str, Person[Any]] = {
        "guardian": world.nadia,
        "child": world.mila,
        "educator": school.lea,
        "manager": school.ines,
        "outsider": world.dora,
    }
    person = people.get(kind)
    account = world.nadia.account if kind == "login" else person.account if person else None
    if account is None:
        return
    profile = person.id if person else None
    entered = await device_login.log_in(account, user_agent="", as_profile=profile)
    client.cookies.set("device", entered.token, domain=DOMAIN)

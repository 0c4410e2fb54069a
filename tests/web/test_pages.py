"""Every page says which one it is: by a title of its own, and by the tab that is active."""

import re
from html import unescape
from uuid import uuid4

import httpx
import pytest

from domain.profiles.actor import Actor
from domain.providers import invitation
from domain.sessions.session import State
from tests.rules import rule
from tests.web.conftest import Enter
from tests.world import Person, World
from web.routes import HANDLERS

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ACTIVE = re.compile(r'<li><a class="tabs__tab" href="/(\w+)"[^>]* aria-current="page"')
NONE = (
    "/health",
    "/metrics",
    "/logout",
    "/nowhere",
    "/offline",
    "/mails/",
    "/notifications/stream",
)
"""No pages of the frame, or what would end the walk."""
TABS = {
    "guardian": {
        "sessions": "sessions series requests groups notifications",
        "conversations": "conversations",
        "documents": "documents",
        "providers": "providers agreements",
        "settings": "settings help i imprint login mails patterns privacy profiles start support",
    },
    "child": {
        "sessions": "sessions series notifications",
        "conversations": "conversations",
        "documents": "documents",
    },
    "educator": {
        "calendar": "calendar sessions series groups notifications",
        "conversations": "conversations",
        "families": "families",
        "documents": "documents",
        "credits": "credits",
        "settings": "settings agreements availability help i imprint invitations login mails"
        " patterns privacy profiles services start support",
    },
}
"""By kind and tab: where pages of that tab begin; a child has none for what it sets."""


def tabs_of(kind: str, address: str) -> list[str]:
    """Which of them are marked: one at most."""
    area = address.split("/")[1]
    area = "documents" if address.endswith("/documents") and area != "sessions" else area
    return [tab for tab, areas in TABS[kind].items() if area in areas.split()]


async def pages(client: httpx.AsyncClient, ids: dict[str, str]) -> dict[str, httpx.Response]:
    """Every page that this person can open, once each. Shape: by its route."""
    found = {}
    ways = {path for handler in HANDLERS for path in handler.paths if "GET" in handler.http_methods}
    for way in sorted(ways):
        address = re.sub(r"{(\w+):\w+}", lambda part: ids.get(part[1], "x"), way)
        if not address.startswith(NONE):
            page = await client.get(address, follow_redirects=False)
            kind = page.headers.get("content-type", "")
            if page.status_code == 200 and kind.startswith("text/html") and "<html" in page.text:
                found[address] = page
    return found


async def known(world: World) -> dict[str, str]:
    made = await invitation.create(uuid4(), by=world.jonas.actor, uses_limit=None, expires_at=None)
    waiting = await world.make.session()
    return {
        "session_id": str(waiting.id),
        "family_id": str(world.kaya.family),
        "provider_id": str(world.kaya.provider),
        "conversation_id": str(world.kaya.id),
        "profile_id": str(world.tom.id),
        "service_id": str(world.maths.id),
        "invitation_id": str(made.id),
        "code": made.code,
    }


@rule("N7")
@pytest.mark.parametrize("who", ["nadia", "mila", "jonas"])
async def test_each_page_has_a_title_of_its_own_and_its_tab(
    world: World, enter: Enter, who: str
) -> None:
    person: Person[Actor] = getattr(world, who)
    ids = await known(world)
    client = await enter(person.account, person.id)
    found = await pages(client, ids)
    confirmed = await world.make.session(State.CONFIRMED)
    found |= await pages(client, {"session_id": str(confirmed.id)})
    assert len(found) > 20
    titles: dict[str, str] = {}
    kind = {"nadia": "guardian", "mila": "child", "jonas": "educator"}[who]
    for address, page in found.items():
        titles[address] = unescape(next(iter(TITLE.findall(page.text)), "")).strip()
        active = ACTIVE.findall(page.text)
        assert active == tabs_of(kind, address), address
    ways = {re.sub(str(confirmed.id), ids["session_id"], a): t for a, t in titles.items()}
    same = {a: t for a, t in ways.items() if list(ways.values()).count(t) > 1}
    assert same == {}
    assert all(title.removesuffix("· Lernfaden").strip() for title in titles.values())

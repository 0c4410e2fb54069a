"""Supporters: what they see of a case and do with it, and that they reach nothing else."""

import re
from uuid import uuid4

import httpx
import pytest

from domain.conversations import with_support
from domain.profiles.actor import Supporter
from domain.support import case, overview
from tests import support
from tests.conversations import say
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.roles import TABLE
from tests.web.test_roles import MAY
from tests.world import Person, World
from web.pages.support import inbox

OPEN = """
GET /  GET /profiles  GET /logout  POST /logout  POST /login/proof
GET /notifications  GET /notifications/bell  GET /notifications/stream  POST /notifications/reading
GET /push-subscriptions  POST /push-subscriptions  POST /push-subscriptions/deletion
GET /settings  GET /settings/profile  POST /settings/profile  GET /settings/app
GET /login/passkey/offer  POST /login/passkey/offer  POST /login/passkey/offer/decline
GET /settings/passkeys POST /settings/passkeys POST /settings/passkeys/challenge
GET /settings/password  POST /settings/password
GET /settings/notifications  POST /settings/notifications
GET /settings/device  POST /settings/device
GET /settings/devices  POST /settings/devices/sign-out
"""
"""Of what is not open to all alike; what has an id is never a supporter's, but under /support."""


@pytest.fixture
async def nadias(world: World) -> str:
    await support.say(world.nadia, "Hilfe!")
    return str(with_support.own(world.nadia.id))


@rule("C6")
async def test_a_case_is_moved_given_and_noted_and_only_supporters_read_that(
    world: World,
    ben: httpx.AsyncClient,
    nadia: httpx.AsyncClient,
    supporter: Person[Supporter],
    nadias: str,
) -> None:
    typed = {
        "state": {"state": "waiting"},
        "assignee": {"assignee": str(supporter.id)},
        "notes": {"note": "Ruft morgen an.", "key": str(uuid4())},
    }
    for fact, form in typed.items():
        done = await ben.post(f"/support/{nadias}/{fact}", data=form)
        assert (done.status_code, done.headers["location"]) == (303, f"/conversations/{nadias}")
    # By the way back the form has the key that it had.
    await ben.post(f"/support/{nadias}/notes", data=typed["notes"] | {"note": "Hat angerufen."})
    await ben.post(f"/support/{nadias}/notes", data=typed["notes"])
    page = (await ben.get(f"/conversations/{nadias}")).text
    assert "Wartet auf Antwort" in page and page.count("Ruft morgen an.") == 1
    assert "Hat angerufen." in page
    missed = f"/conversations/{nadias}/messages?after=0"
    assert "Ruft morgen an." in (await ben.get(missed, headers=PARTIAL)).text
    for part in (f"/conversations/{nadias}", missed):
        assert "Ruft morgen an." not in (await nadia.get(part, headers=PARTIAL)).text
    (listed,) = await overview.of(by=supporter.actor)
    assert (listed.state, listed.assignee) == ("waiting", supporter.id)


@rule("C6")
async def test_what_is_done_stands_in_a_view_of_its_own(
    world: World, ben: httpx.AsyncClient, nadias: str
) -> None:
    await ben.post(f"/support/{nadias}/state", data={"state": "closed"})
    assert "Nadia Kaya" not in (await ben.get("/support")).text
    assert "Nadia Kaya" in (await ben.get("/support?view=closed")).text
    assert "Nadia Kaya" not in (await ben.get("/support?view=own")).text
    await ben.post(f"/conversations/{nadias}/messages", data={"words": "Gern."})
    assert "Nadia Kaya" in (await ben.get("/support?view=own")).text


@rule("C6")
@pytest.mark.parametrize(
    ("fact", "form", "status"),
    [
        ("state", {"state": "lost"}, 422),
        ("state", {}, 422),
        ("assignee", {"assignee": str(uuid4())}, 404),
        ("assignee", {"assignee": "x"}, 404),
        ("assignee", {}, 422),
        ("notes", {"note": " "}, 422),
    ],
)
async def test_nonsense_changes_nothing(
    world: World,
    ben: httpx.AsyncClient,
    supporter: Person[Supporter],
    nadias: str,
    fact: str,
    form: dict[str, str],
    status: int,
) -> None:
    before = await overview.of(by=supporter.actor)
    assert (await ben.post(f"/support/{nadias}/{fact}", data=form)).status_code == status
    assert await overview.of(by=supporter.actor) == before


@rule("C6")
async def test_a_ready_answer_is_kept_put_into_the_field_and_taken_away(
    world: World, ben: httpx.AsyncClient, nadias: str
) -> None:
    form = {"name": "Neues Handy", "words": "Logge dich dort ein.", "key": str(uuid4())}
    assert (await ben.post("/support/answers", data={**form, "words": ""})).status_code == 422
    for _ in range(2):
        assert (await ben.post("/support/answers", data=form)).status_code == 303
    page = (await ben.get(f"/conversations/{nadias}")).text
    (link,) = re.findall(rf'href="(/conversations/{nadias}\?answer=[^"]+)"', page)
    chosen = await ben.get(link)
    assert chosen.status_code == 200
    assert re.search(r"<textarea[^>]+>\s*Logge dich dort ein.</textarea>", chosen.text)
    answer = link.partition("=")[2]
    assert (await ben.post(f"/support/answers/{answer}/removal")).status_code == 303
    assert "?answer=" not in (await ben.get(f"/conversations/{nadias}")).text


@rule("C6")
async def test_supporters_reach_what_is_theirs_and_nothing_of_families_and_providers(
    world: World, ben: httpx.AsyncClient
) -> None:
    """Every route, with ids of a family's things: refused, but for what all may and OPEN."""
    await say(world.kaya, "Geheim!", by=world.nadia.actor)
    made = await world.make.session()
    known = {
        "conversation_id": world.kaya.id,
        "session_id": made.id,
        "family_id": world.kaya.family,
        "provider_id": world.kaya.provider,
        "profile_id": world.tom.id,
        "service_id": world.maths.id,
    }
    opened = set(re.findall(r"(?:GET|POST) \S+", OPEN))
    wrong = []
    for line in filter(None, TABLE.split("\n")):
        method, path, *answers = line.split()
        is_open = len(set(answers)) == 1 or f"{method} {path}" in opened
        if is_open or path.startswith("/support"):
            continue
        address = re.sub(r"{(\w+)}", lambda part: str(known.get(part[1], uuid4())), path)
        answer = await ben.request(method, address)
        meant = 404 if "{" in path else 403
        if answer.status_code != meant:
            wrong.append(f"{method} {path}: {answer.status_code} and not {meant}")
        assert "Geheim!" not in answer.text
    assert wrong == []


@rule("C6")
async def test_what_is_open_to_supporters_opens(world: World, ben: httpx.AsyncClient) -> None:
    for method, address in re.findall(r"(GET|POST) (\S+)", OPEN):
        if method == "GET" and not address.endswith(("/device", "/stream", "/logout")):
            assert (await ben.get(address)).status_code in MAY, address
    assert (await ben.get("/")).headers["location"] == "/support"
    chosen = (await ben.get("/settings/notifications")).text
    assert "Vor jeder Session" not in chosen and "Nachrichten" in chosen


@rule("C6", "N1")
async def test_who_was_given_a_case_reads_that_by_opening_it(
    world: World, ben: httpx.AsyncClient, supporter: Person[Supporter], nadias: str
) -> None:
    thea = await support.ben(name="Thea")
    one = await support.conversation_of(world.nadia, thea.actor)
    await case.assign(one, supporter.id, by=thea.actor)
    assert "Nadia Kaya ist jetzt deine Anfrage" in (await ben.get("/notifications")).text
    (subjects,) = re.findall(
        r'subjects="([^"]+)"', (await ben.get(f"/conversations/{nadias}")).text
    )
    await ben.post("/notifications/reading", data={"subjects": subjects})
    assert "<news-read" not in (await ben.get(f"/conversations/{nadias}")).text


@rule("C6")
async def test_a_long_list_goes_on_with_a_further_page(
    world: World, ben: httpx.AsyncClient, nadias: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE_ROWS", 1)
    await support.say(world.dora, "Wo ist mein Kalender?")
    first, last = [(await ben.get(f"/support?skip={skip}")).text for skip in (0, 1)]
    names = {"Dora Rossi", "Nadia Kaya"}
    (of_first,), (of_last,) = [{name for name in names if name in page} for page in (first, last)]
    assert of_first != of_last
    assert 'href="/support?skip=1"' in first and "Weitere Anfragen" not in last

"""Who asks is found in one look-up, and comes no further than their profile may."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler

from domain import database
from domain.accounts import device, device_end, device_login, visitor
from domain.accounts.device import KEPT
from domain.accounts.device_use import NOTED
from domain.accounts.visitor import Visitor
from domain.profiles.profile import Profile
from tests.conftest import FrozenClock
from tests.domain.accounts.people import Home, kaya, proven, teaching
from tests.rules import rule
from tests.web.conftest import PARTIAL, WORKER, wire
from web import access, errors, identity
from web.access import Request
from web.answer import Answer, json

USED = "SELECT last_used_at FROM devices"


@get("/anybody")
async def anybody(request: Request) -> Answer:
    visitor = access.visitor_of(request)
    return json({"name": visitor and visitor.name, "kind": visitor and visitor.kind})


@get("/login-only")
async def login_only(request: Request) -> Answer:
    login = access.login(request)
    return json({"email": login.email, "is_proven": login.is_proven, "n": login.profiles_count})


@get("/somebody")
async def somebody(request: Request) -> Answer:
    person = access.person(request)
    return json({"id": person.profile_id, "own": person.is_own, "n": person.profiles_count})


@get("/guardian")
async def guardian_only(request: Request) -> Answer:
    return json({"name": access.guardian(request).name})


@get("/child")
async def child_only(request: Request) -> Answer:
    return json({"name": access.child(request).name})


@get("/family")
async def family_only(request: Request) -> Answer:
    return json({"name": access.family(request).name})


@get("/staff")
async def staff_only(request: Request) -> Answer:
    return json({"name": access.staff(request).name})


@get("/grown-up")
async def grown_up_only(request: Request) -> Answer:
    return json({"name": access.grown_up(request).name})


@get("/owner")
async def owner_only(request: Request) -> Answer:
    return json({"name": access.owner(request).name})


@get("/things/{id:int}")
async def a_thing_of_staff(request: Request) -> Answer:
    return json({"name": access.staff(request).name})


@get("/known/{id:int}")
async def a_known_thing(request: Request) -> Answer:
    return json({"name": access.guardian(request, is_known=True).name})


HANDLERS: list[HTTPRouteHandler] = [
    anybody,
    login_only,
    somebody,
    guardian_only,
    child_only,
    family_only,
    staff_only,
    grown_up_only,
    owner_only,
    a_thing_of_staff,
    a_known_thing,
]


@pytest.fixture
async def home(database: str, frozen_clock: FrozenClock) -> Home:
    return await kaya()


@pytest.fixture
async def phone(home: Home) -> AsyncIterator[httpx.AsyncClient]:
    """Nadia's phone, logged in, no profile chosen yet."""
    app = Litestar(
        HANDLERS,
        guards=[identity.look_up],
        exception_handlers=errors.HANDLERS,
        openapi_config=None,
        logging_config=None,
    )
    entered = await device_login.log_in(home.account, user_agent="phone")
    async with httpx.AsyncClient(transport=wire(app), base_url="http://localhost") as client:
        client.cookies.set("device", entered.token)
        yield client


async def choose(phone: httpx.AsyncClient, home: Home, person: Profile) -> None:
    """Says who uses the phone now."""
    (found,) = await device.active(home.account)
    token = await device.choose_profile(found.id, person.id, account=home.account)
    phone.cookies.set("device", token)


async def status(phone: httpx.AsyncClient, address: str) -> int:
    return (await phone.get(address)).status_code


@rule("A7")
async def test_without_a_profile_the_chooser_comes_first(phone: httpx.AsyncClient) -> None:
    answer = await phone.get("/somebody")
    assert (answer.status_code, answer.headers["location"]) == (303, "/profiles")
    part = await phone.get("/somebody", headers=PARTIAL)
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/profiles")
    assert (await phone.get("/somebody", headers=WORKER)).status_code == 401
    assert (await phone.get("/login-only")).json()["n"] == 3
    assert (await phone.get("/anybody")).json() == {"name": None, "kind": None}


async def test_nobody_is_nobody(phone: httpx.AsyncClient) -> None:
    for token in ("", "made up", "x" * 5000):
        phone.cookies.set("device", token)
        assert (await phone.get("/anybody")).json()["name"] is None
        assert (await phone.get("/login-only")).headers["location"] == "/login?next=/login-only"


async def test_a_guardian_comes_where_guardians_may(phone: httpx.AsyncClient, home: Home) -> None:
    await choose(phone, home, home.nadia)
    found = (await phone.get("/somebody")).json()
    assert found == {"id": str(home.nadia.id), "own": True, "n": 3}
    allowed = ("/guardian", "/family", "/grown-up", "/owner", "/known/1")
    assert [await status(phone, to) for to in allowed] == [200] * 5
    assert [await status(phone, to) for to in ("/child", "/staff", "/things/1")] == [403, 403, 404]


@rule("A8")
async def test_a_child_comes_where_children_may(phone: httpx.AsyncClient, home: Home) -> None:
    await choose(phone, home, home.mila)
    assert [await status(phone, to) for to in ("/child", "/family")] == [200, 200]
    refused = ("/guardian", "/staff", "/grown-up", "/owner", "/known/1")
    assert [await status(phone, to) for to in refused] == [403] * 5
    assert await status(phone, "/things/1") == 404


@rule("A8")
async def test_a_child_with_its_own_login_counts_only_itself(
    phone: httpx.AsyncClient, home: Home
) -> None:
    milas = await proven("mila@lernfaden.example")
    await Profile.update({Profile.account: milas.id}).where(Profile.id == home.mila.id)
    entered = await device_login.log_in(milas.id, user_agent="tablet")
    phone.cookies.set("device", entered.token)
    found = (await phone.get("/somebody")).json()
    assert found == {"id": str(home.mila.id), "own": True, "n": 1}
    assert await status(phone, "/owner") == 200
    for other in (home.nadia.id, home.tom.id):
        answer = await phone.get("/anybody", headers={"x-lernfaden-profile": str(other)})
        assert answer.json()["name"] is None


async def test_a_profile_that_is_no_longer_the_accounts_is_lost_at_once(
    phone: httpx.AsyncClient, home: Home
) -> None:
    await choose(phone, home, home.nadia)
    other = await proven("dora@lernfaden.example")
    await Profile.update({Profile.account: other.id}).where(Profile.id == home.nadia.id)
    assert (await phone.get("/somebody")).headers["location"] == "/profiles"


@rule("A10")
async def test_a_login_lives_90_days_from_its_last_use(
    phone: httpx.AsyncClient, home: Home, frozen_clock: FrozenClock
) -> None:
    await choose(phone, home, home.nadia)
    for _ in range(3):
        frozen_clock.forward(KEPT - timedelta(days=1))
        assert await status(phone, "/somebody") == 200
    frozen_clock.forward(KEPT + timedelta(seconds=1))
    assert await status(phone, "/somebody") == 303


@rule("A10")
async def test_its_last_use_is_written_now_and_then(
    phone: httpx.AsyncClient, home: Home, frozen_clock: FrozenClock
) -> None:
    await choose(phone, home, home.nadia)
    start = await database.row(USED)
    frozen_clock.forward(NOTED - timedelta(seconds=1))
    await phone.get("/somebody")
    assert await database.row(USED) == start
    now = frozen_clock.forward(timedelta(seconds=1))
    await phone.get("/somebody")
    assert await database.row(USED) == (now,)


@rule("A10")
async def test_a_device_that_is_logged_out_is_nobody(phone: httpx.AsyncClient, home: Home) -> None:
    await choose(phone, home, home.nadia)
    (found,) = await device.active(home.account)
    await device_end.of(found.id, account=home.account)
    assert await status(phone, "/somebody") == 303


@rule("N1")
async def test_a_push_acts_as_the_profile_it_was_for(phone: httpx.AsyncClient, home: Home) -> None:
    """The account teaches too; its phone shows the educator, the push was for the guardian."""
    jonas = await teaching(home.account, "Nadia, Mathe")
    await choose(phone, home, jonas)
    header = {"x-lernfaden-profile": str(home.nadia.id)}
    assert (await phone.get("/guardian")).status_code == 403
    assert (await phone.get("/guardian", headers=header)).json()["name"] == "Nadia Kaya"


@rule("S3")
async def test_nobody_acts_as_a_guardian_from_a_device_that_a_child_has(
    phone: httpx.AsyncClient, home: Home
) -> None:
    await choose(phone, home, home.mila)
    answer = await phone.get("/anybody", headers={"x-lernfaden-profile": str(home.nadia.id)})
    assert answer.json()["name"] is None
    same = await phone.get("/anybody", headers={"x-lernfaden-profile": str(home.mila.id)})
    assert same.json()["name"] == "Mila"


@pytest.mark.parametrize("asked", [str(UUID(int=7)), "nonsense", "", str(UUID(int=0))])
async def test_nobody_acts_as_a_profile_that_is_not_theirs(
    phone: httpx.AsyncClient, home: Home, asked: str
) -> None:
    await choose(phone, home, home.nadia)
    answer = await phone.get("/anybody", headers={"x-lernfaden-profile": asked})
    assert answer.json()["name"] == (None if asked else "Nadia Kaya")


async def test_what_is_unread_is_counted_with_the_look_up(
    phone: httpx.AsyncClient, home: Home
) -> None:
    await choose(phone, home, home.nadia)
    sql = (
        "INSERT INTO notifications (id, profile, subject, event, kind, facts_count, created_at,"
        " read_at) VALUES ({}, {}, {}, {}, 'session.proposed', 1, {}, {})"
    )
    now = (await device.active(home.account))[0].created_at
    for read_at in (None, None, now):
        await database.rows(sql, uuid4(), home.nadia.id, uuid4(), uuid4(), now, read_at)
    found = await visitor.by_token(phone.cookies["device"])
    assert isinstance(found, Visitor)
    assert found.unread_count == 2
    assert found.has_password is False

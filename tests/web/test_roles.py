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
from tests.web.things import filled
from tests.world import Person, World
from web.pages.notifications import stream
from web.routes import HANDLERS

KINDS = ("out", "login", "guardian", "child", "educator", "manager", "outsider")
"""Signed out; Nadia before she chose; Nadia; Mila with her own login; Lea; Ines; Dora."""
TABLE = """
GET  /                                               may   whom  may   may   may   may   may
GET  /start                                          may   may   may   403   may   may   may
POST /start                                          may   may   may   403   may   may   may
GET  /availability                                       login whom  403   403   may   may   403
POST /availability                                       login whom  403   403   may   may   403
GET  /availability/absences                              login whom  403   403   may   may   403
POST /availability/absences                              login whom  403   403   may   may   403
POST /availability/absences/{absence_id}/end             login whom  404   404   404   404   404
GET  /availability/calendars                             login whom  403   403   may   may   403
POST /availability/calendars                             login whom  403   403   may   may   403
POST /availability/calendars/{calendar_id}/reading       login whom  404   404   404   404   404
GET  /availability/calendars/{calendar_id}/end           login whom  404   404   404   404   404
POST /availability/calendars/{calendar_id}/end           login whom  404   404   404   404   404
GET  /availability/days                                  login whom  403   403   may   may   403
POST /availability/days                                  login whom  403   403   may   may   403
POST /availability/days/end                              login whom  403   403   may   may   403
GET  /availability/rules                                 login whom  403   403   may   may   403
POST /availability/rules                                 login whom  403   403   may   may   403
GET  /availability/why                                   login whom  403   403   may   may   403
GET  /calendar                                       login whom  403   403   may   may   403
GET  /calendar/day                                    login whom  403   403   may   may   403
GET  /calendar/month                                  login whom  403   403   may   may   403
GET  /calendar/{token}/.ics                          may   may   may   may   may   may   may
GET  /credits                                        login whom  403   403   may   may   403
GET  /families                                       login whom  403   403   may   may   403
GET  /families/{family_id}                           login whom  404   404   may   may   404
GET  /families/{family_id}/room                      login whom  404   404   may   404   404
POST /families/{family_id}/room                      login whom  404   404   may   404   404
GET  /families/{family_id}/account                   login whom  404   404   may   may   404
GET  /families/{family_id}/account.csv               login whom  404   404   may   may   404
GET  /families/{family_id}/account/grant             login whom  404   404   may   may   404
POST /families/{family_id}/account/grant             login whom  404   404   may   may   404
GET  /families/{family_id}/account/correction        login whom  404   404   may   may   404
POST /families/{family_id}/account/correction        login whom  404   404   may   may   404
GET  /families/{family_id}/account/overdraft         login whom  404   404   may   may   404
POST /families/{family_id}/account/overdraft         login whom  404   404   may   may   404
GET  /groups/new                                         login whom  403   403   may   may   403
POST /groups/new                                         login whom  403   403   may   may   403
GET  /groups/{group_id}                              login whom  404   404   may   may   404
POST /groups/{group_id}/proposals                    login whom  404   404   may   403   404
GET  /groups/{group_id}/cancellation                 login whom  404   404   may   403   404
POST /groups/{group_id}/cancellation                 login whom  404   404   may   403   404
GET  /groups/{group_id}/joining                      login whom  may   404   404   404   404
POST /groups/{group_id}/joining                      login whom  may   404   404   404   404
POST /groups/{group_id}/waiting                      login whom  may   404   404   404   404
POST /groups/{group_id}/waiting/end                  login whom  may   404   404   404   404
GET  /help                                           may   may   may   may   may   may   may
GET  /i/{code}                                       may   whom  may   may   may   may   may
POST /i/{code}                                       may   whom  may   403   403   403   may
GET  /imprint                                        may   may   may   may   may   may   may
GET  /invitations                                    login whom  403   403   may   may   403
GET  /invitations/new                                login whom  403   403   may   may   403
POST /invitations/new                                login whom  403   403   may   may   403
GET  /invitations/{invitation_id}                    login whom  404   404   may   may   404
GET  /invitations/{invitation_id}/qr                 login whom  404   404   may   may   404
GET  /invitations/{invitation_id}/qr.png             login whom  404   404   may   may   404
GET  /invitations/{invitation_id}/revocation         login whom  404   404   may   may   404
POST /invitations/{invitation_id}/revocation         login whom  404   404   may   may   404
GET  /login                                          may   may   may   may   may   may   may
POST /login                                          may   may   may   may   may   may   may
GET  /login/link/{token}                             may   may   may   may   may   may   may
POST /login/link/{token}                             may   may   may   may   may   may   may
GET  /login/pin                                      may   may   may   may   may   may   may
POST /login/pin                                      may   may   may   may   may   may   may
POST /login/proof                                    login may   may   may   may   may   may
GET  /logout                                         may   may   may   may   may   may   may
POST /logout                                         may   may   may   may   may   may   may
GET  /notifications/bell                             login whom  may   may   may   may   may
GET  /notifications                                  login whom  may   may   may   may   may
POST /notifications/reading                          login whom  may   may   may   may   may
GET  /notifications/stream                           login whom  may   may   may   may   may
GET  /privacy                                        may   may   may   may   may   may   may
GET  /profiles                                       login may   may   may   may   may   may
POST /profiles/{profile_id}/choice                   login may   may   404   404   404   404
GET  /providers                                      login whom  may   403   403   403   may
GET  /providers/{provider_id}                        login whom  may   404   404   404   404
GET  /providers/{provider_id}/account                login whom  may   404   404   404   404
GET  /providers/{provider_id}/account.csv            login whom  may   404   404   404   404
POST /providers/{provider_id}/account/credit-request login whom  may   404   404   404   404
GET  /push-subscriptions                             login may   may   may   may   may   may
POST /push-subscriptions                             login may   may   may   may   may   may
POST /push-subscriptions/deletion                    login may   may   may   may   may   may
GET  /requests/new                                       login whom  may   403   403   403   may
POST /requests/new                                       login whom  may   403   403   403   may
POST /requests/new/choice                                login whom  may   403   403   403   may
GET  /series/{series_id}                             login whom  may   may   may   may   404
POST /series/{series_id}/confirmation                login whom  may   403   403   403   404
GET  /services                                       login whom  403   403   may   may   403
GET  /services/new                                   login whom  403   403   403   may   403
POST /services/new                                   login whom  403   403   403   may   403
GET  /services/{service_id}                          login whom  404   404   403   may   404
POST /services/{service_id}                          login whom  404   404   403   may   404
GET  /services/{service_id}/retirement               login whom  404   404   403   may   404
POST /services/{service_id}/retirement               login whom  404   404   403   may   404
GET  /sessions                                       login whom  may   may   may   may   may
GET  /sessions/past                                  login whom  may   may   may   may   may
GET  /sessions/offline                               login whom  may   may   may   may   may
GET  /sessions/new                                   login whom  403   403   may   may   403
POST /sessions/new                                   login whom  403   403   may   may   403
GET  /sessions/{session_id}                          login whom  may   may   may   may   404
GET  /sessions/{session_id}/.ics                     login whom  may   may   may   may   404
GET  /sessions/{session_id}/confirmation             login whom  may   403   403   403   404
POST /sessions/{session_id}/confirmation             login whom  may   403   403   403   404
POST /sessions/{session_id}/confirmation/withdrawal  login whom  may   403   403   403   404
GET  /sessions/{session_id}/decline                  login whom  may   403   403   403   404
POST /sessions/{session_id}/decline                  login whom  may   403   403   403   404
GET  /sessions/{session_id}/cancellation             login whom  may   403   may   403   404
POST /sessions/{session_id}/cancellation             login whom  may   403   may   403   404
GET  /sessions/{session_id}/waiver                   login whom  403   403   may   403   404
POST /sessions/{session_id}/waiver                   login whom  403   403   may   403   404
GET  /sessions/{session_id}/rescheduling             login whom  may   403   403   403   404
POST /sessions/{session_id}/rescheduling             login whom  may   403   403   403   404
GET  /sessions/{session_id}/sooner-wait              login whom  may   404   404   404   404
POST /sessions/{session_id}/sooner-wait              login whom  may   404   404   404   404
POST /sessions/{session_id}/sooner-wait/end          login whom  may   404   404   404   404
GET  /sessions/{session_id}/wish                     login whom  403   403   may   403   404
POST /sessions/{session_id}/wish                     login whom  403   403   may   403   404
GET  /sessions/{session_id}/exchange                 login whom  403   403   may   403   404
POST /sessions/{session_id}/exchange                 login whom  403   403   may   403   404
GET  /sessions/{session_id}/move                     login whom  403   403   may   403   404
POST /sessions/{session_id}/move                     login whom  403   403   may   403   404
GET  /sessions/{session_id}/absence                  login whom  403   403   may   403   404
POST /sessions/{session_id}/absence                  login whom  403   403   may   403   404
GET  /sessions/{session_id}/completion               login whom  403   403   may   403   404
POST /sessions/{session_id}/completion               login whom  403   403   may   403   404
GET  /sessions/{session_id}/upholding                login whom  403   403   may   403   404
POST /sessions/{session_id}/upholding                login whom  403   403   may   403   404
GET  /sessions/{session_id}/note                     login whom  403   403   may   403   404
POST /sessions/{session_id}/note                     login whom  403   403   may   403   404
GET  /sessions/{session_id}/objection                login whom  may   403   403   403   404
POST /sessions/{session_id}/objection                login whom  may   403   403   403   404
GET  /settings                                       login whom  may   may   may   may   may
GET  /settings/app                                   login whom  may   may   may   may   may
GET  /settings/profile                               login whom  may   may   may   may   may
POST /settings/profile                               login whom  may   may   may   may   may
GET  /settings/provider                              login whom  403   403   may   may   403
POST /settings/provider                              login whom  403   403   may   may   403
GET  /settings/password                              login whom  may   may   may   may   may
POST /settings/password                              login whom  may   may   may   may   may
GET  /settings/notifications                         login whom  may   may   may   may   may
POST /settings/notifications                         login whom  may   may   may   may   may
GET  /settings/calendar                              login whom  may   may   may   may   may
GET  /settings/calendar/{profile_id}/renewal         login whom  may   404   404   404   404
POST /settings/calendar/{profile_id}/renewal         login whom  may   404   404   404   404
GET  /settings/family                                login whom  may   403   403   403   may
POST /settings/family                                login whom  may   403   403   403   may
GET  /settings/family/{profile_id}                   login whom  may   404   404   404   404
POST /settings/family/{profile_id}                   login whom  may   404   404   404   404
POST /settings/family/{profile_id}/login             login whom  may   404   404   404   404
POST /settings/family/{profile_id}/login/end         login whom  may   404   404   404   404
GET  /settings/family/{profile_id}/removal           login whom  may   404   404   404   404
POST /settings/family/{profile_id}/removal           login whom  may   404   404   404   404
GET  /settings/times                                 login whom  may   403   403   403   may
GET  /settings/times/{profile_id}                    login whom  may   404   404   404   404
POST /settings/times/{profile_id}                    login whom  may   404   404   404   404
GET  /settings/device                                login whom  404   404   404   404   404
POST /settings/device                                login whom  may   may   may   may   may
GET  /settings/devices                               login whom  may   may   may   may   may
POST /settings/devices/{device_id}/sign-out          login whom  may   404   404   404   404
POST /settings/devices/sign-out                      login whom  may   may   may   may   may
POST /settings/devices/{device_id}/push-test         login whom  may   404   404   404   404
GET  /manifest.webmanifest                           may   may   may   may   may   may   may
GET  /service-worker.js                              may   may   may   may   may   may   may
GET  /offline                                        may   may   may   may   may   may   may
GET  /health                                         may   may   may   may   may   may   may
GET  /metrics                                        may   may   may   may   may   may   may
GET  /mails                                          404   404   404   404   404   404   404
GET  /mails/{name}                                   404   404   404   404   404   404   404
GET  /mails/{name}/html                              404   404   404   404   404   404   404
GET  /patterns                                       404   404   404   404   404   404   404
GET  /{path}                                         404   404   404   404   404   404   404
GET  /availability/absences/{absence_id}/end             may   may   may   may   may   may   may
GET  /availability/calendars/{calendar_id}/reading       may   may   may   may   may   may   may
GET  /availability/days/end                              may   may   may   may   may   may   may
GET  /groups/{group_id}/proposals                    may   may   may   may   may   may   may
GET  /groups/{group_id}/waiting                      may   may   may   may   may   may   may
GET  /groups/{group_id}/waiting/end                  may   may   may   may   may   may   may
GET  /login/proof                                    login login login login login login login
GET  /notifications/reading                          may   may   may   may   may   may   may
GET  /profiles/{profile_id}/choice                   whom  whom  whom  whom  whom  whom  whom
GET  /providers/{provider_id}/account/credit-request may   may   may   may   may   may   may
GET  /push-subscriptions/deletion                    may   may   may   may   may   may   may
GET  /requests/new/choice                                may   may   may   may   may   may   may
GET  /series/{series_id}/confirmation                may   may   may   may   may   may   may
GET  /sessions/{session_id}/confirmation/withdrawal  may   may   may   may   may   may   may
GET  /sessions/{session_id}/sooner-wait/end          may   may   may   may   may   may   may
GET  /settings/family/{profile_id}/login             may   may   may   may   may   may   may
GET  /settings/family/{profile_id}/login/end         may   may   may   may   may   may   may
GET  /settings/devices/{device_id}/sign-out          may   may   may   may   may   may   may
GET  /settings/devices/sign-out                      may   may   may   may   may   may   may
GET  /settings/devices/{device_id}/push-test         may   may   may   may   may   may   may
"""
MAY = {200, 204, 303, 409, 410, 422}


def rows() -> dict[tuple[str, str], list[str]]:
    found = {}
    for line in TABLE.split("\n"):
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

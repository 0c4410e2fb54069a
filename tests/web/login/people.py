"""Browsers in which somebody is logged in, and what their pages hold."""

import re
from collections.abc import Callable
from uuid import UUID

import httpx

from domain.accounts import device, device_login, login_secrets, password
from domain.profiles.profile import Profile
from tests.domain.accounts.people import mails, proven, teaching
from web.cookies import cookie_name

DOMAIN = "localhost.local"
"""What the cookies of http://localhost are kept under."""
Open = Callable[..., httpx.AsyncClient]
PASSWORD = "Faden-und-Knoten-26"
NOBODY = "nobody@lernfaden.example"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"


async def logged_in(
    browser: Open, account: UUID, as_profile: UUID | None = None
) -> httpx.AsyncClient:
    """A browser of this account, and who uses it."""
    client = browser(headers={"user-agent": PHONE})
    token = (await device_login.log_in(account, user_agent=PHONE)).token
    if as_profile is not None:
        found = await device.by_token(token)
        assert found is not None
        token = await device.choose_profile(found.id, as_profile, account=account)
    client.cookies.set("device", token, domain=DOMAIN)
    return client


async def become(
    client: httpx.AsyncClient, account: UUID | None, profile: UUID | None = None
) -> None:
    """Whoever used a browser uses it no more; now it is this account's, or nobody's."""
    client.cookies.clear()
    if account:
        entered = await device_login.log_in(account, user_agent="", as_profile=profile)
        client.cookies.set(cookie_name(), entered.token, domain=DOMAIN)


def with_token(browser: Open, token: str) -> httpx.AsyncClient:
    """A browser that holds this token."""
    client = browser()
    client.cookies.set("device", token, domain=DOMAIN)
    return client


async def where(client: httpx.AsyncClient, address: str = "/settings") -> str:
    """Where somebody ends up who opens an address: itself, /login or /profiles."""
    answer = await client.get(address)
    return str(answer.headers.get("location", address))


async def asks_before(client: httpx.AsyncClient, page: str, address: str) -> bool:
    """Whether what cannot be undone is a link there, and done on the page that asks."""
    here, there = (await client.get(page)).text, (await client.get(address)).text
    is_link = f'href="{address}"' in here and f'action="{address}"' not in here
    return is_link and f'action="{address}"' in there


async def may_set(client: httpx.AsyncClient) -> bool:
    """Whether whoever uses this browser is logged in with a profile."""
    return (await client.get("/settings")).status_code == 200


def heading(answer: httpx.Response) -> str:
    """The page's only h1."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    assert len(found) == 1, found
    return " ".join(re.sub(r"<[^>]*>", "", found[0]).split())


def words(answer: httpx.Response) -> str:
    """What is to be read on a page, in one piece where a line could end within."""
    body = answer.text.partition("<body")[2].replace("<wbr>", "")
    return " ".join(re.sub(r"<template.*?</template>|<[^>]*>", " ", body, flags=re.DOTALL).split())


def error_at(answer: httpx.Response, field: str) -> str:
    """The sentence beside a field."""
    found = re.search(rf'id="{field}-error">(.*?)</p>', answer.text)
    return found[1] if found else ""


def value_of(answer: httpx.Response, field: str) -> str:
    """What a field holds when the page is shown."""
    found = re.search(rf'<input[^>]*name="{field}"[^>]*value="([^"]*)"', answer.text)
    assert found, field
    return found[1]


async def jonas() -> Profile:
    """A specialist, whose account holds one profile and a password."""
    owner = await proven("jonas@lernfaden.example")
    made = await teaching(owner.id)
    await set_password(owner.id)
    return made


async def set_password(owner: object) -> None:
    token = (await device_login.log_in(owner, user_agent="")).token  # type: ignore[arg-type]
    found = await device.by_token(token)
    assert found is not None
    await password.change(found.account, PASSWORD, on=found.id)


async def by_password(
    client: httpx.AsyncClient, address: str, typed: str, **more: str
) -> httpx.Response:
    form = {"email": address, "password": typed, "way": "password", **more}
    return await client.post("/login", data=form)


async def ask(client: httpx.AsyncClient, address: str, **more: str) -> httpx.Response:
    return await client.post("/login", data={"email": address, "way": "email", **more})


async def newest() -> login_secrets.Secrets:
    """The mail that was asked for last; in these tests the only one that is not spent."""
    for _, mail in await mails():
        found = await login_secrets.prepare(mail)
        if found is not None:
            return found
    raise AssertionError("no mail")

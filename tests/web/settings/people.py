"""Nadia and Mila at their settings."""

from uuid import UUID

import httpx

from domain.accounts import child_login
from domain.accounts.account import Account
from domain.profiles import profile
from tests.domain.accounts.people import Home, kaya
from tests.web.login.people import (
    Open,
    logged_in,
)

GOOD = "Faden-und-Knoten-26"


async def nadia(browser: Open) -> tuple[Home, httpx.AsyncClient]:
    home = await kaya()
    return home, await logged_in(browser, home.account, home.nadia.id)


async def mila_alone(browser: Open, home: Home) -> httpx.AsyncClient:
    """Mila in her own login."""
    await child_login.give(home.mila.id, "mila@lernfaden.example", by=home.guardian)
    own: UUID = (await profile.by_id(home.mila.id)).account
    await Account.update({Account.email: Account.claimed_email}).where(Account.id == own)
    return await logged_in(browser, own)

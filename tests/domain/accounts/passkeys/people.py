"""Somebody with a passkey, and ways to try it."""

from typing import NamedTuple
from uuid import UUID

import pytest

from domain.accounts import device, device_login
from domain.accounts.passkeys import login
from domain.accounts.passkeys.passkey import Passkey
from domain.accounts.passkeys.refusal import Refused
from tests.authenticator import Authenticator, registered
from tests.domain.accounts.people import HERE, kaya

PHONE, TABLET = "the phone's secret", "the tablet's secret"


class Holder(NamedTuple):
    """An account, a device on which it is logged in, its passkey and what keeps that."""

    account: UUID
    device: UUID
    passkey: Passkey
    own: Authenticator


async def logged_in(account: UUID) -> UUID:
    """The device on which somebody logs in now."""
    entered = await device_login.log_in(account, user_agent="Phone")
    found = await device.by_token(entered.token)
    assert found is not None
    return found.id


async def nadia(own: Authenticator | None = None) -> Holder:
    return await holding((await kaya()).account, own)


async def holding(account: UUID, own: Authenticator | None = None) -> Holder:
    own, on = own or Authenticator(), await logged_in(account)
    return Holder(account, on, await registered(account, on, own), own)


async def log_in(own: Authenticator, browser: str = PHONE, network: str = HERE) -> UUID:
    """The account that it opens. Errors: Refused, Throttled."""
    return await login.verify(own.sign(login.ask(browser)), browser, network=network)


async def is_refused(signed: str, browser: str = PHONE) -> bool:
    """Whether it opens nothing, and for no reason that says more than any other."""
    with pytest.raises(Refused) as refused:
        await login.verify(signed, browser, network=HERE)
    error = refused.value
    return (error.field, error.code, error.values) == ("passkey", "refused", {})

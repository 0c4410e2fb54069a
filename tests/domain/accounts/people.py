"""Accounts, profiles and mails as the tests of logging in need them."""

from typing import NamedTuple
from uuid import UUID

import msgspec
import pytest

from domain import database
from domain.accounts import account, login_email, login_pin, login_secrets
from domain.accounts.account import Account
from domain.accounts.login_email import Used
from domain.accounts.login_secrets import Secrets
from domain.errors import Invalid
from domain.profiles import family, membership
from domain.profiles.actor import Child, Guardian
from domain.profiles.membership import Role
from domain.profiles.profile import Profile
from domain.providers import specialist

HERE, THERE = "192.0.2.1", "198.51.100.7"
NADIA = "nadia@lernfaden.example"


class Home(NamedTuple):
    """A family with a guardian and her two children."""

    id: UUID
    account: UUID
    nadia: Profile
    mila: Profile
    tom: Profile

    @property
    def guardian(self) -> Guardian:
        return Guardian(self.nadia.id, self.id)

    @property
    def child(self) -> Child:
        return Child(self.mila.id)


async def proven(address: str) -> Account:
    """Somebody who has shown that the address is theirs."""
    made = await account.register(address)
    await Account.update({Account.email: made.claimed_email}).where(Account.id == made.id)
    return await account.by_id(made.id)


async def kaya(owner: Account | None = None) -> Home:
    owner = owner or await proven(NADIA)
    home = await family.create("Kaya")
    nadia = await membership.create(home.id, Role.GUARDIAN, "Nadia Kaya", account=owner.id)
    mila = await membership.create(home.id, Role.CHILD, "Mila")
    tom = await membership.create(home.id, Role.CHILD, "Tom")
    return Home(home.id, owner.id, nadia, mila, tom)


async def rossi() -> Guardian:
    """Dora, a guardian of another family."""
    owner, home = await proven("dora@lernfaden.example"), await family.create("Rossi")
    dora = await membership.create(home.id, Role.GUARDIAN, "Dora Rossi", account=owner.id)
    return Guardian(dora.id, home.id)


async def teaching(account: UUID, name: str = "Jonas Weber") -> Profile:
    """Somebody who teaches alone."""
    return await specialist.start(account, name, language="de", time_zone="Europe/Berlin")


async def asked(
    address: str = NADIA, browser: str = "phone", network: str = HERE, known: str = ""
) -> UUID:
    """Asks for a mail; returns its id."""
    before = {id for _, id in await mails()}
    await login_email.ask(address, browser, network=network, known=known)
    return next(id for _, id in await mails() if id not in before)


async def read(mail: UUID) -> Secrets:
    """What stands in a mail."""
    found = await login_secrets.prepare(mail)
    assert found is not None
    return found


async def mailed(address: str = NADIA, browser: str = "phone", network: str = HERE) -> Secrets:
    """Asks for a mail and reads it."""
    return await read(await asked(address, browser, network))


async def mails() -> list[tuple[str, UUID]]:
    """Kind and login_email (or account) of every mail that waits to be written."""
    rows = await database.rows("SELECT kind, payload FROM outbox")
    found = [(kind, msgspec.json.decode(payload)) for kind, payload in rows]
    return [(kind, UUID(what.get("login_email") or what["account"])) for kind, what in found]


async def use_pin(pin: str, browser: str = "phone", network: str = HERE) -> Used:
    return await login_pin.use(browser, pin, network=network)


async def refused_pin(pin: str, browser: str = "phone", network: str = HERE) -> str:
    with pytest.raises(Invalid) as refused:
        await use_pin(pin, browser, network)
    return refused.value.code

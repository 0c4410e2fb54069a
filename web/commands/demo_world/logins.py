"""How somebody of the demo world comes to a login."""

from uuid import UUID

from domain.accounts import account, device, device_end, device_login, password, proof
from domain.accounts.login_email import Used
from domain.profiles.actor import Supporter
from domain.support import supporter as supporters

PASSWORD = "Faden-und-Knoten-26"
SUPPORT = "support@lernfaden.example"


async def register(name: str) -> UUID:
    """Somebody who has shown that the address is theirs."""
    made = await account.register(f"{name}@lernfaden.example")
    await proof.prove(Used(made.id, is_same_browser=True))
    return made.id


async def choose_password(login: UUID) -> None:
    entered = await device_login.log_in(login, user_agent="")
    browser = await device.by_token(entered.token)
    if browser is not None:
        await password.change(login, PASSWORD, on=browser.id)
        await device_end.of(browser.id, account=login)


async def supporter() -> Supporter:
    """Who answers for the platform."""
    await supporters.add(SUPPORT, "Lernfaden Support")
    (one,) = await supporters.every()
    login = await account.proven(SUPPORT)
    assert login is not None
    await choose_password(login.id)
    return Supporter(one.profile)

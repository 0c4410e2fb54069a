"""(p) What a login costs the processor, by password and by passkey."""

import time
from collections.abc import Awaitable, Callable
from uuid import UUID

from domain import database
from domain.accounts import credentials, device, device_login, password
from domain.accounts.passkeys import login
from tests import authenticator, world
from tests.authenticator import Authenticator
from tests.bench import databases
from tests.bench.report import Figure, Note
from tests.world import Person

TIMES = 30
NADIA, PASSWORD, PHONE = "nadia@lernfaden.example", "Faden-und-Knoten-26", "the phone's secret"
Open = Callable[[str], Awaitable[UUID]]
"""Takes the network that asks; returns the account."""


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir():
        for place in places:
            await databases.create(place, "logins")
            try:
                await _measure(note, databases.kind(place))
            finally:
                await database.close()


async def _measure(note: Note, kind: str) -> None:
    people = await world.build()
    own = await _ready(people.nadia)
    for way, opened in (("password", _by_password), ("passkey", _by_passkey(own))):
        spent = [await _spent(opened, number) for number in range(TIMES)]
        milliseconds = sorted(spent)[TIMES // 2] * 1000
        note(Figure("p", f"{kind}: a login by {way}, median of {TIMES}", milliseconds, "ms cpu"))


async def _ready(nadia: Person[object]) -> Authenticator:  # type: ignore[type-var]
    """A password and a passkey of hers."""
    assert nadia.account is not None
    entered = await device_login.log_in(nadia.account, user_agent="")
    kept, own = await device.by_token(entered.token), Authenticator()
    assert kept is not None
    await authenticator.registered(nadia.account, kept.id, own)
    await password.change(nadia.account, PASSWORD, on=kept.id)
    return own


async def _spent(opened: Open, number: int) -> float:
    """Seconds of all threads; each asks from a network of its own, for one is slowed."""
    began = time.process_time()
    account = await opened(f"192.0.{number}.1")
    await device_login.log_in(account, user_agent="")
    return time.process_time() - began


async def _by_password(network: str) -> UUID:
    found = await credentials.verify(NADIA, PASSWORD, network=network)
    assert found is not None
    return found.id


def _by_passkey(own: Authenticator) -> Open:
    """What it signs is made before, as its device does that."""
    signed = iter([own.sign(login.ask(PHONE)) for _ in range(TIMES)])

    async def opened(network: str) -> UUID:
        return await login.verify(next(signed), PHONE, network=network)

    return opened

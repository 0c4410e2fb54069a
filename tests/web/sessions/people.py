"""The people of the world in browsers of their own, and what every handler of a session refuses."""

from typing import Any
from uuid import UUID

import httpx

from domain.sessions import session as sessions
from domain.sessions.session import Session
from tests.web.login.people import Open, logged_in
from tests.world import Person, World


async def enter(
    browser: Open, person: Person[Any], account: UUID | None = None
) -> httpx.AsyncClient:
    """A browser in which this person is chosen; a child without a login in a guardian's."""
    owner = account or person.account
    assert owner is not None
    return await logged_in(browser, owner, person.id)


async def refused_to_others(
    browser: Open, world: World, address: str, *, method: str = "POST", child: int = 403
) -> None:
    """The matrix: Dora gets 404, Tom too, Mila 403, and who is logged out is led to log in."""
    data = {"outcome": "free"} if method == "POST" else None
    dora = await enter(browser, world.dora)
    assert (await dora.request(method, address, data=data)).status_code == 404
    tom = await enter(browser, world.tom, world.nadia.account)
    assert (await tom.request(method, address, data=data)).status_code == 404
    mila = await enter(browser, world.mila)
    assert (await mila.request(method, address, data=data)).status_code == child
    nobody = await browser().request(method, address, data=data)
    assert nobody.status_code == 303
    assert nobody.headers["location"].startswith("/login")


async def state_of(session: Session) -> str:
    """As it is stored now."""
    return (await sessions.by_id(session.id)).state

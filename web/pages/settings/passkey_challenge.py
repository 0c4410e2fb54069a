"""/settings/passkeys/challenge: what the browser makes a new passkey of."""

from litestar import post

from domain.accounts.passkeys import registration
from domain.accounts.visitor import Visitor
from web import access
from web.access import Request
from web.answer import Answer, json


@post("/settings/passkeys/challenge")
async def create(request: Request) -> Answer:
    """Rule: A5. Errors: Forbidden, AddressUnproven, LoginTooOld, TooMany."""
    person = access.holder(request)
    name = person.name if isinstance(person, Visitor) else ""
    return json(await registration.ask(person.account_id, name, on=person.device_id))

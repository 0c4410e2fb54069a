"""/settings/passkeys: the passkeys of somebody's account, and a new one."""

from uuid import UUID

from litestar import get, post

from domain.accounts.passkeys import ceremony, handle, passkey, registration, relying_party
from domain.accounts.passkeys.refusal import Refused
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from web import access, forms, trail
from web.access import Request, address
from web.answer import Answer
from web.forms import Form
from web.respond import done, show
from web.wishes import language_of
from web.words import devices, refusals


@get("/settings/passkeys")
async def index(request: Request) -> Answer:
    """Rule: A5 A8. Errors: Forbidden."""
    person = access.owner(request)
    return await _show(request, person, forms.blank(request))


@post("/settings/passkeys")
async def create(request: Request) -> Answer:
    """What the browser made of /settings/passkeys/challenge. Rule: A5.

    Errors: Forbidden, AddressUnproven, LoginTooOld, TooMany, Throttled.
    """
    person = access.owner(request)
    form = await forms.read(request)
    try:
        await add(request, person.account_id, person.device_id, form)
    except Refused as error:
        trail.missed(request, "new passkey")
        form.refuse_because(error)
        return await _show(request, person, form, status=422)
    return done(request, to="/settings/passkeys", notice="passkey.added")


async def add(request: Request, account: UUID, device: UUID, form: Form) -> None:
    """Takes it, named after who keeps it or after the device in hand.

    Errors: as create; Refused.
    """
    agent = request.headers.get("user-agent", "")
    kind, made = devices.kind(agent, language_of(request)), form.value("passkey")
    network = address(request)
    await registration.register(account, made, on=device, kind=kind, network=network)
    trail.noted(request, "added a passkey")


async def _show(request: Request, person: Visitor[Actor], form: Form, status: int = 200) -> Answer:
    refused = await registration.refusal(person.account_id, on=person.device_id)
    context = {
        "passkeys": await passkey.of(person.account_id),
        "form": form,
        "refusal": refusals.sentence(refused, language_of(request)) if refused else "",
        "is_too_old": isinstance(refused, registration.LoginTooOld),
        "host": relying_party.id(),
        "handle": ceremony.written(await handle.known(person.account_id)),
        "email": person.email,
    }
    return show(request, "settings/passkeys", context, status=status)

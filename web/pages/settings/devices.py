"""/settings/devices: where somebody is logged in."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import device, device_end
from web import access, trail
from web.access import Request
from web.answer import Answer
from web.respond import done, show
from web.wishes import language_of
from web.words import devices


@get("/settings/devices")
async def index(request: Request) -> Answer:
    """Rule: A10. Errors: Forbidden."""
    person = access.owner(request)
    language = language_of(request)
    active = [
        (
            each.id,
            devices.kind(each.user_agent, language),
            each.last_used_at,
            each.id == person.device_id,
        )
        for each in await device.active(person.account_id)
    ]
    return show(request, "settings/devices", {"devices": active})


@post("/settings/devices/{device_id:uuid}/sign-out")
async def sign_out(request: Request, device_id: FromPath[UUID]) -> Answer:
    """Rule: A10. Errors: Forbidden, NotFound."""
    person = access.owner(request)
    other = await device.by_id(device_id, account=person.account_id)
    await device_end.of(other.id, account=person.account_id)
    trail.noted(request, "logged out another device")
    return done(request, to="/settings/devices", notice="device.ended")


@post("/settings/devices/sign-out")
async def sign_out_others(request: Request) -> Answer:
    """Rule: A10. Errors: Forbidden."""
    person = access.owner(request)
    await device_end.of_others(person.account_id, than=person.device_id)
    trail.noted(request, "logged out all other devices")
    return done(request, to="/settings/devices", notice="devices.ended")

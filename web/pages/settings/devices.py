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
from web.words.translations import N_, say

# The first that fits; browsers name themselves after those before them.
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
UNKNOWN = N_("Unbekanntes Gerät")


@get("/settings/devices")
async def index(request: Request) -> Answer:
    """Rule: A10. Errors: Forbidden."""
    person = access.owner(request)
    language = language_of(request)
    devices = [
        (each.id, kind(each.user_agent, language), each.last_used_at, each.id == person.device_id)
        for each in await device.active(person.account_id)
    ]
    return show(request, "settings/devices", {"devices": devices})


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


def kind(user_agent: str, language: str) -> str:
    """What the device calls itself: "iPhone · Safari"."""
    names = [
        next((word for sign, word in signs if sign in user_agent), "")
        for signs in (SYSTEMS, BROWSERS)
    ]
    return " · ".join(word for word in names if word) or say(language, UNKNOWN)

"""/invitations/{id}: the link, its QR code and a text to pass on."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import settings
from domain.providers import first_steps, invitation, invitation_use, provider
from web import access
from web.access import Request
from web.answer import Answer, download
from web.freshness import hear
from web.pages.invitations import qr
from web.pages.invitations.index import described
from web.respond import show
from web.wishes import language_of
from web.words.translations import N_, say

TEXT = N_(
    "Hallo! Über Lernfaden vereinbaren wir unsere Sessions. "
    "Öffnet diesen Link, dann sind wir verbunden: %(link)s\n"
    "Liebe Grüße, %(name)s"
)


@get("/invitations/{invitation_id:uuid}")
async def show_one(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """Rule: B1. Errors: NotFound."""
    staff = access.staff(request)
    sent = await invitation.reachable(invitation_id, by=staff.actor)
    link, language = link_to(sent.code), language_of(request)
    made_by = await provider.by_id(sent.provider)
    context = {
        "invitation": described(sent, language),
        "link": link,
        "picture": qr.svg(link),
        "message": say(language, TEXT, link=link, name=made_by.name),
        "came": await invitation_use.came(sent, by=staff.actor),
        "first_steps": await first_steps.of(by=staff.actor),
    }
    hear(request, ("connection", "people"))
    return show(request, "invitations/show", context)


@get("/invitations/{invitation_id:uuid}/qr")
async def show_printed(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """The code as a page to print. Rule: B1. Errors: NotFound."""
    staff = access.staff(request)
    sent = await invitation.reachable(invitation_id, by=staff.actor)
    link = link_to(sent.code)
    context = {
        "invitation": described(sent, language_of(request)),
        "link": link,
        "picture": qr.svg(link),
        "by": (await provider.by_id(sent.provider)).name,
    }
    return show(request, "invitations/qr", context)


@get("/invitations/{invitation_id:uuid}/qr.png")
async def show_picture(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """The code to print. Rule: B1. Errors: NotFound."""
    staff = access.staff(request)
    sent = await invitation.reachable(invitation_id, by=staff.actor)
    return download(qr.png(link_to(sent.code)), "image/png", f"lernfaden-{sent.code}.png")


def link_to(code: str) -> str:
    """What is given to a family."""
    return f"{settings.current().base_url.rstrip('/')}/i/{code}"

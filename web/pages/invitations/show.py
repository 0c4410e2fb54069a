"""/invitations/{id}: the link, its QR code and a text to pass on."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import settings
from domain.profiles import profile
from domain.profiles.actor import Guardian
from domain.providers import first_steps, invitation, invitation_use, provider
from domain.providers.invitation import Invitation, Kind
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
INTO_FAMILY = N_(
    "Hallo! Mit diesem Link planst du bei Lernfaden mit: Du siehst und bestätigst die Sessions "
    "unserer Familie von deinem eigenen Telefon aus. %(link)s\nLiebe Grüße, %(name)s"
)


@get("/invitations/{invitation_id:uuid}")
async def show_one(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """Rule: B1. Errors: NotFound."""
    inviter = access.grown_up(request, is_known=False)
    sent = await invitation.reachable(invitation_id, by=inviter.actor)
    by, language = inviter.actor, language_of(request)
    context = {
        **await _passed_on(sent, language),
        "came": await invitation_use.came(sent, by=by),
        "first_steps": None if isinstance(by, Guardian) else await first_steps.of(by=by),
    }
    hear(request, ("connection", "people"))
    return show(request, "invitations/show", context)


@get("/invitations/{invitation_id:uuid}/qr")
async def show_printed(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """The code as a page to print. Rule: B1. Errors: NotFound."""
    inviter = access.grown_up(request, is_known=False)
    sent = await invitation.reachable(invitation_id, by=inviter.actor)
    link = link_to(sent.code)
    context = {
        "invitation": described(sent, language_of(request)),
        "link": link,
        "picture": qr.svg(link),
        "by": await _inviting(sent),
    }
    return show(request, "invitations/qr", context)


@get("/invitations/{invitation_id:uuid}/qr.png")
async def show_picture(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """The code to print. Rule: B1. Errors: NotFound."""
    inviter = access.grown_up(request, is_known=False)
    sent = await invitation.reachable(invitation_id, by=inviter.actor)
    return download(qr.png(link_to(sent.code)), "image/png", f"lernfaden-{sent.code}.png")


def link_to(code: str) -> str:
    """What is given to a family."""
    return f"{settings.current().base_url.rstrip('/')}/i/{code}"


async def _passed_on(sent: Invitation, language: str) -> dict[str, Any]:
    """The link, its QR code and a text with it."""
    link = link_to(sent.code)
    text = INTO_FAMILY if sent.kind == Kind.GUARDIAN else TEXT
    return {
        "invitation": described(sent, language),
        "link": link,
        "picture": qr.svg(link),
        "message": say(language, text, link=link, name=await _inviting(sent)),
    }


async def _inviting(sent: Invitation) -> str:
    """Who invites, by name: a provider, or a guardian of the family."""
    if sent.kind == Kind.GUARDIAN:
        return (await profile.by_id(sent.by)).name
    return (await provider.by_id(sent.provider)).name

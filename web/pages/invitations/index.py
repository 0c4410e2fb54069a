"""/invitations: what an educator has given out, with its uses and its state."""

from typing import Any

from litestar import get

from domain import clock
from domain.providers import first_steps, invitation
from domain.providers.invitation import Invitation, Kind
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import show
from web.wishes import language_of
from web.words.translations import N_, say, words

STATES = {
    None: N_("Gilt"),
    "revoked": N_("Zurückgezogen"),
    "expired": N_("Abgelaufen"),
    "used": N_("Benutzt"),
}


@get("/invitations")
async def index(request: Request) -> Answer:
    """Rule: B1."""
    staff = access.staff(request)
    language = language_of(request)
    sent = await invitation.newest(by=staff.actor)
    context = {
        "invitations": [described(one, language) for one in sent],
        "first_steps": await first_steps.of(by=staff.actor),
    }
    return show(request, "invitations/index", context)


def described(sent: Invitation, language: str) -> dict[str, Any]:
    """An invitation as its list and its page show it."""
    over = sent.over(clock.now())
    return {
        "id": sent.id,
        "code": sent.code,
        "is_over": over is not None,
        "is_into_family": sent.kind == Kind.GUARDIAN,
        "state": say(language, STATES[over]),
        "name": sent.name,
        "kind": say(language, _kind(sent)),
        "uses": uses(sent.uses_count, language),
        "expires_at": sent.expires_at,
        "created_at": sent.created_at,
    }


def uses(count: int, language: str) -> str:
    """Rule: B1."""
    if not count:
        return say(language, N_("Noch nicht benutzt"))
    texts = words(language)
    return texts.ngettext("%(n)s Mal benutzt", "%(n)s Mal benutzt", count) % {"n": count}


def _kind(sent: Invitation) -> str:
    if sent.kind == Kind.GUARDIAN:
        return N_("Für eine weitere Person in eurer Familie")
    return N_("Für eine Familie") if sent.uses_limit == 1 else N_("Für mehrere Familien")

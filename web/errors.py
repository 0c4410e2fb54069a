"""From error to status and sentence: the one table of what is refused or breaks."""

import logging
import secrets
from functools import partial
from typing import cast

from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from domain import database
from domain.agreements.lacking import ConsentsMissing
from domain.errors import (
    Conflict,
    DomainError,
    Expired,
    Forbidden,
    Invalid,
    NotFound,
    Throttled,
    Unstored,
)
from domain.profiles.actor import Guardian
from domain.sessions import state
from web import refusal, respond, trail
from web.access import LoginRequired, ProfileRequired, Request, WrongKind, visitor_of
from web.answer import Answer, text
from web.belated import Belated
from web.entrance import agree_first, choose_first, log_in_first
from web.wire.csrf import CrossSite
from web.wire.gone import Gone
from web.wishes import language_of, time_zone_of
from web.words import refusals, statuses, waits, zones
from web.words.translations import N_, say

_log = logging.getLogger(__name__)

STATUSES: dict[type[DomainError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Expired: 410,
    Invalid: 422,
    Throttled: 429,
    Unstored: 507,
}
NEEDED = {
    "guardian": N_("Dafür braucht es ein Profil als Elternteil."),
    "child": N_("Dafür braucht es ein Profil als Kind."),
    "educator": N_("Dafür braucht es ein Profil als Anbieter:in."),
    "supporter": N_("Das sieht nur der Support von Lernfaden."),
}
SWITCH = N_("Oben rechts kannst du wechseln.")
WRONG_KIND = N_("Das darf dieses Profil nicht")
CROSS_SITE = N_(
    "Das kam von einer fremden Seite, deshalb haben wir es nicht ausgeführt. "
    "Öffne Lernfaden und versuch es dort."
)


def refused(request: Request, error: DomainError) -> Answer:
    """A refusal of the domain, in words."""
    trail.refused(request, error)
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    language = language_of(request)
    if isinstance(error, Throttled):
        return _slowed(request, error.retry_after_seconds)
    if isinstance(error, ConsentsMissing) and _is_guardian(request):
        return agree_first(request, error)
    if isinstance(error, CrossSite):
        return refusal.shown(request, status, say(language, CROSS_SITE))
    if isinstance(error, state.Stale) and (to := refusal.thing_of_dead_form(request)):
        is_offer = isinstance(error, state.OfferOver)
        return respond.done(request, to=to, notice=f"stale.{'offer' if is_offer else error.state}")
    sentence = _said(request, error)
    if isinstance(error, Forbidden) and not sentence:
        return refusal.shown(request, status, _needed(request, error, language), title=WRONG_KIND)
    return refusal.shown(request, status, sentence or statuses.general(status, language))


def failed(request: Request, error: HTTPException) -> Answer:
    """What Litestar refuses: no such address, no such method, too large, not readable.

    Choice: an address with an id that is none is not there, as one that nothing answers.
    """
    status = error.status_code
    if status >= 500:
        return broke(request, error)
    if "login" not in request.scope:
        return Belated(request, partial(failed, request, error), partial(broke, request))
    if status == 404:
        return refused(request, NotFound())
    known = status if status in statuses.SENTENCES else 400
    made = refusal.shown(request, status, statuses.general(known, language_of(request)))
    for name, value in (error.headers or {}).items():
        made.header(name, value)
    return made


def left(request: Request, error: Gone) -> Answer:
    """Nobody is there any more to read it."""
    return text("", 400)


def broke(request: Request, error: Exception) -> Answer:
    """A fault of ours. Shape: the id is shown and logged with the trace, nothing else is told.

    Choice: not logged where the database is away, which is said already, once for all that meet it.
    Choice: the route is logged and never the address, which may hold a login link or a code.
    """
    number = secrets.token_hex(4)
    route = request.scope.get("path_template") or "no route"
    if not isinstance(error, database.Away):
        _log.error("%s %s %s", number, request.method, route, exc_info=error)
    sentence = say(language_of(request), statuses.SENTENCES[500], id=number)
    try:
        return refusal.shown(request, 500, sentence, number)
    except Exception:
        # The page of the error may be what is broken.
        _log.exception("%s and its page", number)
        return text(sentence, 500)


def _is_guardian(request: Request) -> bool:
    visitor = visitor_of(request)
    return visitor is not None and isinstance(visitor.actor, Guardian)


def _said(request: Request, error: DomainError) -> str:
    with zones.reading_in(time_zone_of(request)):
        return refusals.sentence(error, language_of(request))


def _slowed(request: Request, seconds: int) -> Answer:
    language = language_of(request)
    sentence = say(language, statuses.SENTENCES[429], wait=waits.said(seconds, language))
    return refusal.shown(request, 429, sentence).header("retry-after", str(seconds))


def _needed(request: Request, error: Forbidden, language: str) -> str:
    """Which kind of profile may, and how to become it where there are several to choose from."""
    visitor = visitor_of(request)
    kind = "educator" if visitor and visitor.kind == "guardian" else "guardian"
    if isinstance(error, WrongKind):
        kind = error.kinds[0]
    told = say(language, NEEDED[kind])
    has_others = visitor is not None and visitor.profiles_count > 1
    return f"{told} {say(language, SWITCH)}" if has_others else told


# Litestar's type wants its own Response; an Answer only has to_asgi_response(), which it asks for.
HANDLERS = cast(
    "ExceptionHandlersMap",
    {
        DomainError: refused,
        HTTPException: failed,
        Gone: left,
        LoginRequired: log_in_first,
        ProfileRequired: choose_first,
        Exception: broke,
    },
)

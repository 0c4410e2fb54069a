"""What people are told when something is refused or breaks: one table, error -> status, sentence.

A sentence says what happened and what to do next. A partial request gets it as notice.html in
#notice (htmx 4 swaps every status, and a page would land in a button); the service worker, which
asks for plain text, gets the sentence alone.
"""

import logging
import re
import secrets
from typing import cast
from urllib.parse import quote, urlsplit

from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from domain.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Throttled
from web.access import LoginRequired, ProfileRequired, Request, WrongKind, visitor_of
from web.rendering import templates
from web.respond import (
    Answer,
    base_context,
    html,
    is_partial,
    language_of,
    redirect,
    text,
    time_zone_of,
    wants_text,
)
from web.wire.csrf import CrossSite
from web.words import refusals
from web.words.translations import N_, say

_log = logging.getLogger(__name__)

STATUSES: dict[type[DomainError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Invalid: 422,
    Throttled: 429,
}
NEEDED = {
    "guardian": N_("Dafür braucht es das Profil eines Elternteils."),
    "child": N_("Dafür braucht es das Profil eines Kindes."),
    "educator": N_("Dafür braucht es das Profil einer Anbieter:in."),
}
SWITCH = N_("Oben rechts kannst du wechseln.")
# A page of its own is a title and a text without a hint at what was tried.
ALONE = {
    404: (
        N_("Hier ist der Faden gerissen"),
        N_(
            "Diese Seite gibt es nicht, oder sie gehört zu einem anderen Profil. "
            "Wechsle das Profil oder geh zurück zum Anfang."
        ),
    ),
    500: (
        N_("Da ist uns etwas entglitten"),
        N_("Das lag an uns, nicht an dir. Es ist schon gemeldet. Versuche es gleich noch einmal."),
    ),
}
WRONG_KIND = N_("Das darf dieses Profil nicht")
TITLES = {
    400: N_("Das hat nicht geklappt"),
    409: N_("Das hat sich geändert"),
    413: N_("Das ist zu groß"),
    422: N_("Da fehlt noch etwas"),
    429: N_("Kurz warten"),
}
HOME = N_("Zur Startseite")
TO_SESSION, BACK = N_("Zur Session"), N_("Zurück")
_THING = re.compile(r"(/[a-z/-]+/)[0-9a-f-]{36}(?=/)")
SENTENCES = {
    400: N_(
        "Das haben wir nicht verstanden. Bitte die Seite neu laden und es noch einmal versuchen."
    ),
    403: N_("Frag jemanden, der das darf."),
    404: N_("Die Adresse stimmt nicht, oder es gehört nicht zu diesem Profil."),
    405: N_("Die Adresse stimmt nicht. Bitte zurückgehen und es von dort versuchen."),
    409: N_("Jemand war schneller. Bitte die Seite neu laden und sehen, wie es jetzt steht."),
    413: N_("Das ist mehr, als wir annehmen. Bitte kürzen und noch einmal schicken."),
    422: N_("Bitte die Eingaben prüfen."),
    429: N_("Zu viele Versuche. In %(wait)s geht es wieder."),
    500: N_(
        "Bei uns ist etwas schiefgegangen. Versuch es gleich noch einmal; "
        "bleibt es dabei, nenn uns die Nummer %(id)s."
    ),
}
CROSS_SITE = N_(
    "Das kam von einer fremden Seite, deshalb haben wir es nicht ausgeführt. "
    "Öffne Lernfaden und versuch es dort."
)
LOG_IN_FIRST = N_("Logge dich ein und versuch es dann noch einmal.")


def refused(request: Request, error: DomainError) -> Answer:
    """A refusal of the domain, in words."""
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    language = language_of(request)
    if isinstance(error, Throttled):
        seconds = error.retry_after_seconds
        sentence = say(language, SENTENCES[429], wait=refusals.waiting(seconds, language))
        return answer(request, status, sentence).header("retry-after", str(seconds))
    if isinstance(error, CrossSite):
        return answer(request, status, say(language, CROSS_SITE))
    sentence = refusals.sentence(error, language)
    if isinstance(error, Forbidden) and not sentence:
        return answer(request, status, _needed(request, error, language), title=WRONG_KIND)
    return answer(request, status, sentence or _general(status, language))


def failed(request: Request, error: HTTPException) -> Answer:
    """What Litestar refuses: no such address, no such method, too large, not readable."""
    status = error.status_code
    if status >= 500:
        return broke(request, error)
    known = status if status in SENTENCES else 400
    made = answer(request, status, _general(known, language_of(request)))
    for name, value in (error.headers or {}).items():
        made.header(name, value)
    return made


def broke(request: Request, error: Exception) -> Answer:
    """A fault of ours. Shape: the id is shown and logged with the trace, nothing else is told."""
    number = secrets.token_hex(4)
    _log.error("%s %s %s", number, request.method, request.url.path, exc_info=error)
    sentence = say(language_of(request), SENTENCES[500], id=number)
    try:
        return answer(request, 500, sentence, number)
    except Exception:
        # The page of the error may be what is broken.
        _log.exception("%s and its page", number)
        return text(sentence, 500)


def log_in_first(request: Request, _: LoginRequired) -> Answer:
    """The way to the login page and back again."""
    if wants_text(request):
        return text(say(language_of(request), LOG_IN_FIRST), 401)
    to = "/login"
    back = _back(request)
    if back:
        to = f"{to}?next={quote(back, safe='/')}"
    if is_partial(request):
        # On a redirect fetch would follow it, and the login page land in the target.
        return text("", 401).header("hx-redirect", to)
    return redirect(to)


def choose_first(request: Request, _: ProfileRequired) -> Answer:
    """Rule: A7."""
    if wants_text(request):
        return text(say(language_of(request), LOG_IN_FIRST), 401)
    if is_partial(request):
        return text("", 401).header("hx-redirect", "/profiles")
    return redirect("/profiles")


def answer(
    request: Request, status: int, sentence: str, number: str = "", title: str = ""
) -> Answer:
    """A refusal as a page, as a notice beside the page that stays, or as plain words.

    Shape: number is the id of what was logged; title stands above the page instead of the usual.
    """
    if wants_text(request):
        return text(sentence, status)
    language = language_of(request)
    if is_partial(request):
        shown = {**base_context(request), "notice": sentence, "notice_kind": "error"}
        body = templates.render("partials/notice.html", shown, language)
        beside = html(request, body, status).header("hx-retarget", "#notice")
        return beside.header("hx-reswap", "innerHTML")
    context = {
        **base_context(request),
        "notice": None,
        "title": say(language, title or TITLES.get(status, TITLES[400])),
        "text": sentence,
        "id": number,
        **_way_on(request, status, language),
    }
    # The 404 says it at length when there is nothing more exact to say.
    if number or (status == 404 and sentence == _general(status, language)):
        own, at_length = ALONE[status]
        context |= {"title": say(language, own), "text": say(language, at_length)}
    page = templates.page("errors/error", context, language, time_zone_of(request))
    return html(request, page, status)


def _way_on(request: Request, status: int, language: str) -> dict[str, str]:
    """Back to the thing whose state stood in the way, else home."""
    thing = _THING.match(request.url.path) if status == 409 else None
    if thing is None:
        return {"address": "/", "label": say(language, HOME)}
    label = TO_SESSION if thing[1] == "/sessions/" else BACK
    return {"address": thing[0], "label": say(language, label)}


def _needed(request: Request, error: Forbidden, language: str) -> str:
    """Which kind of profile may, and how to become it where there are several to choose from."""
    visitor = visitor_of(request)
    kind = "educator" if visitor and visitor.kind == "guardian" else "guardian"
    if isinstance(error, WrongKind):
        kind = error.kinds[0]
    told = say(language, NEEDED[kind])
    has_others = visitor is not None and visitor.profiles_count > 1
    return f"{told} {say(language, SWITCH)}" if has_others else told


def _general(status: int, language: str) -> str:
    return say(language, SENTENCES[status])


def _back(request: Request) -> str:
    """The page to come back to: the one asked for, or for a fragment the one it was asked from."""
    if is_partial(request):
        parts = urlsplit(request.headers.get("hx-current-url", ""))
        path, query = parts.path, parts.query
    else:
        path, query = request.url.path, request.url.query
    if (request.method != "GET" and not is_partial(request)) or path in ("", "/"):
        return ""
    return f"{path}?{query}" if query else path


# Litestar's type wants its own Response; an Answer only has to_asgi_response(), which it asks for.
HANDLERS = cast(
    "ExceptionHandlersMap",
    {
        DomainError: refused,
        HTTPException: failed,
        LoginRequired: log_in_first,
        ProfileRequired: choose_first,
        Exception: broke,
    },
)

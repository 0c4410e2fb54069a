"""The way of who may not go on yet: to log in, to choose a profile, to agree, and back again."""

from urllib.parse import quote

from domain.agreements.lacking import ConsentsMissing
from web import respond
from web.access import LoginRequired, ProfileRequired, Request
from web.answer import Answer, redirect, text
from web.wishes import asked_from, is_partial, language_of, wants_text
from web.words.translations import N_, say

AGREE_FIRST = N_("Vorher braucht es eure Zustimmung: %(titles)s.")
LOG_IN_FIRST = N_("Logge dich ein und versuch es dann noch einmal.")


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


def agree_first(request: Request, lacking: ConsentsMissing, then: str = "") -> Answer:
    """To what a family has to agree to before it books, and back again. Rule: D5.

    Shape: then is where it goes on, the page that was asked from where that is not said; the
    service worker hears where to agree, and opens it.
    """
    here = request.scope["path"]
    own = asked_from(request).path or here
    back = then or (here if here.endswith("/confirmation") else own)
    to = f"/providers/{lacking.provider}/agreements?next={quote(back, safe='/')}"
    if wants_text(request):
        said = say(language_of(request), AGREE_FIRST, titles=lacking.titles)
        return text(said, 409).header("x-leads", to)
    return respond.done(request, to=to, notice="agreement.first")


def _back(request: Request) -> str:
    """The page to come back to: the one asked for, or for a fragment the one it was asked from."""
    if is_partial(request):
        page = asked_from(request)
        path, query = page.path, page.query
    else:
        path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    if (request.method != "GET" and not is_partial(request)) or path in ("", "/"):
        return ""
    return f"{path}?{query}" if query else path

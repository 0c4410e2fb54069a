"""What a handler responds with: show() a page or its fragment, done() after a change."""

from collections.abc import Mapping
from typing import Any

from domain import settings, topics
from web.access import Request, login_of, visitor_of
from web.answer import PRIVATE, Answer, html, redirect, text
from web.cookies import cookie, name_of
from web.rendering import templates
from web.wishes import is_pane, is_partial, is_seen, language_of, time_zone_of, wants_text
from web.words import notices

NOTICE_SECONDS = 60


def show(
    request: Request,
    name: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    etag: str | None = None,
) -> Answer:
    """A partial in the frame of a page, or for a partial request the partial alone.

    Shape: name as "sessions/cancellation"; etag as etag() made it.
    """
    partial = is_partial(request)
    # Another would spend the notice of the page that somebody is led to.
    code = request.cookies.get(notice_cookie(), "") if is_seen(request) else ""
    values = {"seen": _seen(request, etag), **(context or {})}
    around = "pane" if is_pane(request) else "" if partial else "frame"
    body = _drawn(request, name, values, code, around)
    answer = html(request, body, status, is_kept=bool(etag))
    if code:
        answer.set_cookie(cookie(notice_cookie(), "", 0))
    elif etag and status == 200:
        answer.headers.append((b"etag", etag.encode()))
    return answer


def done(
    request: Request,
    name: str | None = None,
    context: Mapping[str, Any] | None = None,
    *,
    to: str,
    notice: str | None = None,
) -> Answer:
    """After a change: the changed fragment with a notice beside it, else the way to a page.

    Shape: name as "sessions/card", None where the page is left; `to` the address without htmx;
    notice a code of web/words/notices.py. The service worker, which asks for plain text, gets its
    words.
    """
    if wants_text(request):
        return text(notices.sentence(notice or "done", language_of(request)))
    if name is None or not is_partial(request):
        return _leave(request, to, notice)
    values, code = context or {}, notice or ""
    body = _drawn(request, name, values, code)
    if notice:
        body += _drawn(request, "notice_beside", values, code)
    return html(request, body, 200)


def notice_cookie() -> str:
    return name_of("notice")


def base_context(request: Request) -> dict[str, Any]:
    """What every template gets."""
    return {
        "visitor": visitor_of(request),
        "login": login_of(request),
        "path": request.scope["path"],
        "is_demo": settings.current().demo,
        "shows": request.scope.get("shows", ""),
    }


def _drawn(
    request: Request, name: str, context: Mapping[str, Any], notice: str, around: str = ""
) -> str:
    """A partial, as whoever asks reads. Shape: notice a code; around as templates.page takes it."""
    language, zone_name = language_of(request), time_zone_of(request)
    values = {**base_context(request), **notices.context(notice, language), **context}
    if around:
        return templates.page(name, values, language, zone_name, around)
    return templates.render(f"partials/{name}.html", values, language, zone_name)


def _seen(request: Request, etag: str | None) -> str:
    """What the page has seen of what it shows, for its stream (web/pages/notifications/stream.py).

    Choice: of what it was told, for the bell, only where the page is not kept by its ETag, which
    does not count that.
    """
    reader = visitor_of(request)
    shows = str(request.scope.get("shows", "")).split()
    return topics.seen(reader.versions, shows if etag else [*shows, "told"]) if reader else ""


def _leave(request: Request, to: str, notice: str | None) -> Answer:
    if is_partial(request):
        # A redirect would be followed by fetch, and its page land in the target.
        answer = Answer(200, headers=[(b"hx-redirect", to.encode()), PRIVATE])
    else:
        answer = redirect(to)
    return answer.set_cookie(cookie(notice_cookie(), notice, NOTICE_SECONDS)) if notice else answer

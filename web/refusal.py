"""A refusal as people see it: a page, a notice beside the page that stays, or plain words.

A sentence says what happened and what to do next. A partial request gets it as notice.html in
#notice (htmx 4 swaps every status, and a page would land in a button); the service worker, which
asks for plain text, gets the sentence alone.
"""

import re

from web.access import Request, login_of
from web.answer import Answer, html, text
from web.rendering import templates
from web.respond import base_context
from web.wishes import asked_from, is_partial, language_of, time_zone_of, wants_text
from web.words import statuses
from web.words.translations import N_, say

HOME = N_("Zur Startseite")
TO_SESSION, BACK = N_("Zur Session"), N_("Zurück")
_THING = re.compile(r"(/[a-z/-]+/)[0-9a-f-]{36}(?=/)")


def shown(
    request: Request, status: int, sentence: str, number: str = "", title: str = ""
) -> Answer:
    """A refusal as a page, as a notice beside the page that stays, or as plain words.

    Shape: number is the id of what was logged; title stands above the page instead of the usual.
    """
    if wants_text(request):
        return text(sentence, status)
    if is_partial(request):
        return _beside(request, status, sentence)
    return html(request, _page(request, status, sentence, number, title), status)


def thing_of_dead_form(request: Request) -> str:
    """Where a page is left for that asks nothing but what was just refused, for there is nothing
    more to ask; empty for any other, which a notice leaves standing.
    """
    thing = _THING.match(request.scope["path"])
    is_alone = request.method == "POST" and asked_from(request).path == request.scope["path"]
    return thing[0] if thing and is_alone else ""


def _page(request: Request, status: int, sentence: str, number: str, title: str) -> str:
    language = language_of(request)
    own = title or statuses.TITLES.get(status, statuses.TITLES[400])
    # The 404 says it at length when there is nothing more exact to say.
    if number or (status == 404 and sentence == statuses.general(status, language)):
        own, at_length = statuses.ALONE[status]
        if status == 404 and not _has_others(request):
            at_length = statuses.NOT_THERE
        sentence = say(language, at_length)
    said = {"title": say(language, own), "text": sentence, **_way_on(request, status, language)}
    context = {**base_context(request), "notice": None, "id": number, **said}
    return templates.page("errors/error", context, language, time_zone_of(request))


def _has_others(request: Request) -> bool:
    known = login_of(request)
    return known is not None and known.profiles_count > 1


def _beside(request: Request, status: int, sentence: str) -> Answer:
    values = {**base_context(request), "notice": sentence, "notice_kind": "error"}
    body = templates.render("partials/notice.html", values, language_of(request))
    beside = html(request, body, status).header("hx-retarget", "#notice")
    return beside.header("hx-reswap", "innerHTML")


def _way_on(request: Request, status: int, language: str) -> dict[str, str]:
    """Back to the thing whose state stood in the way, else home."""
    thing = _THING.match(request.scope["path"]) if status == 409 else None
    if thing is None:
        return {"address": "/", "label": say(language, HOME)}
    label = TO_SESSION if thing[1] == "/sessions/" else BACK
    return {"address": thing[0], "label": say(language, label)}

"""/patterns: in the demo, every component with made-up values, rendered by the real partials."""

from litestar import get

from domain.agreements import difference, text
from web import forms
from web.access import Request
from web.answer import Answer
from web.pages import samples
from web.pages.mails.index import must_be_demo
from web.pages.sessions.words import STATES
from web.respond import show
from web.words import notices
from web.words.translations import say

COLOURS = 8


@get("/patterns")
async def patterns(request: Request) -> Answer:
    """Errors: NotFound outside the demo."""
    must_be_demo()
    form = forms.blank(request, name="Nadia Kaya", minutes="x", on="2026-11-24", at="16:00")
    form.integer("minutes")
    context = {
        "form": form,
        "states": list(STATES.items()),
        "colours": range(COLOURS),
        "waiting": [samples.waiting()],
        "thread": [samples.card(at, state) for at, state in enumerate(STATES)],
        "meeting": samples.meeting(),
        "next": samples.following(),
        "coming": [("Danach", [samples.coming(1), samples.coming(2)])],
        "agreement": text.html(samples.AFTER),
        "difference": difference.between(samples.BEFORE, samples.AFTER),
        "refusal": say("de", notices.SENTENCES["session.confirmed"]),
    }
    return show(request, "patterns", context)

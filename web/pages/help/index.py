"""/help: what people ask, to search and to come to from where the question arises. Rule: N8."""

from litestar import get

from web.access import Request, visitor_of
from web.answer import Answer
from web.respond import show
from web.wishes import language_of
from web.words import help as answers

ASKED_MOST = 80


@get("/help")
async def index(request: Request) -> Answer:
    """Rule: N8. Choice: open to everybody, for whoever cannot log in needs it most."""
    reader = visitor_of(request)
    asked = request.query_params.get("q", "").strip()[:ASKED_MOST]
    groups = answers.found(language_of(request), reader.kind if reader else None, asked)
    return show(request, "help/index", {"asked": asked, "groups": groups})

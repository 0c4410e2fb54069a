"""/privacy: what happens to people's data here, in the operator's own words."""

from litestar import get

from domain import settings
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/privacy")
async def show_one(request: Request) -> Answer:
    return show(request, "operator/privacy", {"text": settings.current().privacy})

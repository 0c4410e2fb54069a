"""/imprint and /privacy: what whoever runs this instance says, in their own words."""

from litestar import get

from domain import settings
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/imprint")
async def show_imprint(request: Request) -> Answer:
    return show(request, "operator/text", {"is_imprint": True, "text": settings.current().imprint})


@get("/privacy")
async def show_privacy(request: Request) -> Answer:
    return show(request, "operator/text", {"is_imprint": False, "text": settings.current().privacy})

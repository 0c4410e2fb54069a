"""/imprint: who runs this instance, in the operator's own words."""

from litestar import get

from domain import settings
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/imprint")
async def show_one(request: Request) -> Answer:
    return show(request, "operator/imprint", {"text": settings.current().imprint})

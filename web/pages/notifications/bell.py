"""/notifications/bell: how much waits to be read, for pages that are open."""

from litestar import get

from web import access
from web.access import Request
from web.answer import Answer, html, redirect
from web.rendering import templates
from web.respond import base_context


@get("/notifications/bell")
async def bell(request: Request) -> Answer:
    """Rule: N1. Choice: no page of its own, so that news alone redraws none."""
    reader = access.anybody(request)
    if "hx-request" not in request.headers:
        return redirect("/notifications")
    name, context = "partials/notifications/counts.html", base_context(request)
    return html(request, templates.render(name, context, reader.language, reader.time_zone), 200)

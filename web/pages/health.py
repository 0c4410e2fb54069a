"""/health: whether this process can serve."""

from litestar import get

from web.respond import Answer, json


@get("/health")
async def show() -> Answer:
    return json({"status": "ok"})

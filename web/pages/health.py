"""/health: whether this process can serve, each part it stands on named."""

import asyncio
import logging

from litestar import get

from domain.health import CHECKS, Unwell
from web.answer import Answer, json
from web.wire import release

log = logging.getLogger("lernfaden.health")


@get("/health")
async def show() -> Answer:
    """Shape: {"status", "release", "database", "broker", "storage"}; 503 when one is missing."""
    checks = dict(zip(CHECKS, await asyncio.gather(*map(_checked, CHECKS)), strict=True))
    is_well = all(part["ok"] for part in checks.values())
    status = {"status": "ok" if is_well else "unwell", "release": release.name()}
    return json({**status, **checks}, 200 if is_well else 503)


async def _checked(name: str) -> dict[str, object]:
    try:
        return {"ok": True, "is": await CHECKS[name]()}
    except Unwell as error:
        # Anybody may ask, so the reason, which names hosts and users, is for the log.
        log.warning("%s", error)
        return {"ok": False}

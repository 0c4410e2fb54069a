"""/health: whether this process can serve and the work is done, each part named.

Choice: `?part=` names the parts that whoever asks can do something about. A container that serves
is not to be ended because a worker is behind, or all of Lernfaden is away where mails are late.
"""

import asyncio
import logging

from litestar import get

from domain.errors import NotFound
from domain.health import CHECKS, Unwell
from domain.outage import Outage
from web.access import Request
from web.answer import Answer, json
from web.wire import release

_log = logging.getLogger("lernfaden.health")
UNWELL = {name: Outage(f"{name} is unwell", _log) for name in CHECKS}


@get("/health")
async def show(request: Request) -> Answer:
    """Shape: {"status", "release"} and each part; 503 when one is unwell.

    Errors: NotFound, a part that is none.
    """
    parts = request.query_params.getall("part", []) or [*CHECKS]
    if not CHECKS.keys() >= set(parts):
        raise NotFound
    checks = dict(zip(parts, await asyncio.gather(*map(_checked, parts)), strict=True))
    is_well = all(part["ok"] for part in checks.values())
    status = {"status": "ok" if is_well else "unwell", "release": release.name()}
    return json({**status, **checks}, 200 if is_well else 503)


async def _checked(name: str) -> dict[str, object]:
    try:
        state = await CHECKS[name]()
    except Unwell as error:
        # Anybody may ask, so the reason, which names hosts and users, is for the log.
        UNWELL[name].met(error)
        return {"ok": False, "is": error.word}
    UNWELL[name].over()
    return {"ok": True, "is": state}

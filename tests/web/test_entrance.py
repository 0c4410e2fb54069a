"""Who is not logged in is led to log in, and back to what they asked for."""

import httpx

from tests.web.conftest import PARTIAL, WORKER
from tests.web.handlers import Somebody


async def test_nobody_is_sent_to_log_in_and_back(
    visiting: httpx.AsyncClient, somebody: type[Somebody]
) -> None:
    somebody.visitor = None
    answer = await visiting.get("/page?before=1")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?next=/page%3Fbefore%3D1",
    )
    current = {**PARTIAL, "hx-current-url": "http://localhost/sessions?child=1"}
    part = await visiting.get("/page", headers=current)
    assert part.status_code == 401
    assert part.headers["hx-redirect"] == "/login?next=/sessions%3Fchild%3D1"
    worker = await visiting.get("/page", headers=WORKER)
    assert (worker.status_code, worker.text) == (
        401,
        "Logge dich ein und versuch es dann noch einmal.",
    )

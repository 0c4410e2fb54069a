"""/metrics: a few figures for Prometheus, on the loopback address or with the token only."""

import resource
import secrets
import time
from ipaddress import ip_address

from litestar import get

from domain import outbox, settings
from domain.errors import NotFound
from web.access import Request, address
from web.answer import Answer, text
from web.wire import counting

PROMETHEUS = b"text/plain; version=0.0.4; charset=utf-8"


@get("/metrics")
async def show(request: Request) -> Answer:
    """Errors: NotFound for everybody else."""
    if not _may_read(request):
        raise NotFound
    usage = resource.getrusage(resource.RUSAGE_SELF)
    lines = [
        "# TYPE lernfaden_requests_total counter",
        *(
            f'lernfaden_requests_total{{status="{status}xx"}} {count}'
            for status, count in sorted(counting.ANSWERS.items())
        ),
        "# TYPE lernfaden_processor_seconds_total counter",
        f"lernfaden_processor_seconds_total {usage.ru_utime + usage.ru_stime:.3f}",
        "# TYPE lernfaden_up_seconds gauge",
        f"lernfaden_up_seconds {time.monotonic() - counting.STARTED:.0f}",
    ]
    due, _ = await outbox.overdue()
    lines += ["# TYPE lernfaden_outbox_due gauge", f"lernfaden_outbox_due {due}"]
    return text("\n".join(lines) + "\n", content_type=PROMETHEUS)


def _may_read(request: Request) -> bool:
    token = settings.current().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token is not None and secrets.compare_digest(given.encode(), token.encode()):
        return True
    # A proxy on this machine also comes from loopback, but it says for whom.
    return token is None and _is_loopback(address(request)) and not _is_forwarded(request)


def _is_forwarded(request: Request) -> bool:
    return any(name in request.headers for name in ("x-forwarded-for", "forwarded", "via"))


def _is_loopback(text: str) -> bool:
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False

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
    answers = {f'{{status="{at}xx"}}': str(n) for at, n in sorted(counting.ANSWERS.items())}
    due, _ = await outbox.overdue()
    figures = (
        _figure("requests_total", "counter", answers),
        _figure("processor_seconds_total", "counter", f"{usage.ru_utime + usage.ru_stime:.3f}"),
        _figure("up_seconds", "gauge", f"{time.monotonic() - counting.STARTED:.0f}"),
        _figure("outbox_due", "gauge", str(due)),
    )
    return text("".join(figures), content_type=PROMETHEUS)


def _figure(name: str, kind: str, values: str | dict[str, str]) -> str:
    """Shape: one value, or several by their labels."""
    by_label = {"": values} if isinstance(values, str) else values
    lines = [f"lernfaden_{name}{label} {value}\n" for label, value in by_label.items()]
    return "".join([f"# TYPE lernfaden_{name} {kind}\n", *lines])


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

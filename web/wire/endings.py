"""Addresses that end like a file: `/sessions/6f0c….ics` is routed as `/sessions/6f0c…/.ics`.

Choice: Litestar takes a segment of an address as a whole, so what is asked for by its id and the
form that is wanted of it become two.
"""

from litestar.types import HTTPScope

CALENDAR = ".ics"


def apart(scope: HTTPScope) -> HTTPScope:
    """The request as it is routed; any other is as it was."""
    path = scope["path"]
    if not path.endswith(CALENDAR):
        return scope
    return {**scope, "path": f"{path.removesuffix(CALENDAR).rstrip('/')}/{CALENDAR}"}

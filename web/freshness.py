"""Whether a page is still as its reader has it: a 304 before anything is asked of the database."""

import hashlib
from collections.abc import Collection

from domain import clock, topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Manager
from web.access import Request
from web.answer import PRIVATE, VARY, Answer
from web.respond import notice_cookie
from web.wire import release
from web.wishes import is_pane, is_partial

CLOCK_SECONDS = 300


async def etag(
    request: Request, visitor: Visitor[Actor], shows: Collection[str], *parts: object
) -> str:
    """What a page of the visitor's is made of: release, topics, time, language, form and parts.

    Shape: shows is the topics of what it shows; its live regions hear of the same. Parts is
    whatever else it shows, which no topic counts. Empty for a manager, whose pages show a whole
    provider, and no row counts that.
    """
    hear(request, shows)
    if isinstance(visitor.actor, Manager):
        return ""
    known = [f"{name}={visitor.versions[name]}" for name in shows if name in visitor.versions]
    others = [name for name in shows if name not in visitor.versions]
    versions = f"{known} {await topics.versions(others) if others else ''}"
    # Sessions begin every five minutes at most, and so end rooms, free hours and days anywhere.
    time = int(clock.now().timestamp()) // CLOCK_SECONDS
    form = (is_partial(request), is_pane(request))
    made_of = f"{release.name()}|{visitor.stamp}|{versions}|{time}|{form}|{parts}"
    return f'W/"{hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()}"'


def hear(request: Request, shows: Collection[str]) -> None:
    """Says what a page shows, for its live regions; a page without an ETag says it by itself.

    Shape: topics, or their aspects alone where a page shows those of many owners.
    """
    request.scope["shows"] = topics.aspects(shows)  # type: ignore[typeddict-unknown-key]


def not_modified(request: Request, etag: str) -> Answer | None:
    """The 304, where the browser still has this very page and no notice waits to be shown."""
    if not etag or notice_cookie() in request.cookies:
        return None
    if request.headers.get("if-none-match") != etag:
        return None
    return Answer(304, headers=[(b"etag", etag.encode()), PRIVATE, VARY])

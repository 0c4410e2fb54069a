"""Which addresses there are: those of the routes, filled with what a person comes across."""

import re
from collections.abc import Iterable
from html import unescape

from playwright.async_api import BrowserContext, Page

from web import routes

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LINK = re.compile(r'(?:href|action|hx-get|hx-post|data-live)="(/[^"#]*)')
NOT_READ = ("/static/", "/logout", "/mails", "/patterns", "/manifest", "/service-worker")
PAGES_MOST = 150
NO_PAGES = (
    "/static",
    "/metrics",
    "/health",
    "/notifications/stream",
    "/notifications/bell",
    "/push-subscriptions",
)
ROWS_MOST = 2
"""Of how many rows the same page is looked at."""


async def crawl(context: BrowserContext, start: str) -> set[str]:
    """Every address of ours that leads on from a page, forms' included, without their query."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < PAGES_MOST:
        answer = await context.request.get(waiting.pop())
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        for found in LINK.findall(await answer.text()):
            path = unescape(found).partition("?")[0]
            if path not in seen and not path.startswith(NOT_READ):
                seen.add(path)
                waiting.append(path)
    return seen


def ids(addresses: Iterable[str], noun: str) -> set[str]:
    """Of all rows of a collection, those that these addresses name."""
    found = (re.match(rf"/{noun}/({ID.pattern})", address) for address in addresses)
    return {match.group(1) for match in found if match}


def ways(method: str) -> list[str]:
    """Addresses that handlers answer. Shape: with `{name:type}` where a row is named."""
    return sorted(
        path
        for handler in routes.HANDLERS
        for path in handler.paths
        if method in handler.http_methods and "path:path" not in path
    )


def filled(way: str, found: set[str]) -> list[str]:
    """A way for each row of its collection that somebody came across."""
    if "{" not in way:
        return [way]
    noun, _, rest = way.removeprefix("/").partition("/{")
    tail = rest.partition("}")[2]
    if "{" in tail or not rest.partition("}")[0].endswith(":uuid"):
        return []
    return [f"/{noun}/{one}{tail}" for one in sorted(ids(found, noun))]


async def screens(page: Page) -> list[str]:
    """Every GET page that this person can open, some rows of each collection, and what is not."""
    found = await crawl(page.context, "/")
    found |= await crawl(page.context, "/settings")
    pages = ["/nowhere"]
    for way in ways("GET"):
        if way.startswith(NO_PAGES):
            continue
        there: list[str] = []
        for address in filled(way, found):
            if len(there) < ROWS_MOST and await is_page(page, address):
                there.append(address)
        pages += there
    assert len(pages) > 5
    return pages


async def is_page(page: Page, address: str) -> bool:
    answer = await page.context.request.get(address, max_redirects=0)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")

"""Which addresses there are: those of the routes, filled with what a person comes across."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from html import unescape

import httpx
from playwright.async_api import Page

from tests.browser.harness import SAME_ORIGIN, Instance
from tests.waiting import LONGEST_SECONDS
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


@asynccontextmanager
async def asking(instance: Instance, page: Page) -> AsyncIterator[httpx.AsyncClient]:
    """Asks as who is logged in in this window.

    Choice: not by its browser, in which each of some thousand answers took three times as long.
    """
    cookies = {one["name"]: one["value"] for one in await page.context.cookies()}
    async with httpx.AsyncClient(
        base_url=instance.address,
        headers=SAME_ORIGIN,
        cookies=cookies,
        verify=False,
        timeout=LONGEST_SECONDS,
    ) as client:
        yield client


async def crawl(client: httpx.AsyncClient, *starts: str) -> set[str]:
    """Every address of ours that leads on from a page, forms' included, without their query."""
    found = [await _from(client, start) for start in starts]
    return set().union(*found)


async def _from(client: httpx.AsyncClient, start: str) -> set[str]:
    waiting, seen = [start], {start}
    while waiting and len(seen) < PAGES_MOST:
        answer = await client.get(waiting.pop(), follow_redirects=True)
        if answer.status_code != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        for found in LINK.findall(answer.text):
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


async def screens(instance: Instance, page: Page) -> list[str]:
    """Every GET page that this person can open, some rows of each collection, and what is not."""
    pages = ["/nowhere"]
    async with asking(instance, page) as client:
        found = await crawl(client, "/", "/settings")
        for way in ways("GET"):
            if way.startswith(NO_PAGES):
                continue
            there: list[str] = []
            for address in filled(way, found):
                if len(there) < ROWS_MOST and await is_page(client, address):
                    there.append(address)
            pages += there
    assert len(pages) > 5
    return pages


async def is_page(client: httpx.AsyncClient, address: str) -> bool:
    answer = await client.get(address)
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")

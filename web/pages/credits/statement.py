"""The statement in words that a parent understands, as rows of a page. Rule: K5."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.credits import balance as balances
from domain.credits import package, statement
from domain.credits.package import Source
from domain.credits.statement import Line
from domain.profiles.actor import Actor, Staff
from domain.providers.connection import Connection
from web.access import Request
from web.pages.credits import entry
from web.words import formats, lacking, zones
from web.words.formats import Formats
from web.words.translations import N_, say

PAGE_ROWS = 30
LAST_PAGE = 1000


async def context(request: Request, shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/credits/statement.html shows of a connection."""
    at, address = _page(request), str(request.scope["path"]).rstrip("/")
    offset = (at - 1) * PAGE_ROWS
    matters = await statement.matters(shared.id, limit=PAGE_ROWS + 1, offset=offset)
    with zones.reading_in(reader.time_zone):
        shown = [_row(matter, reader.language) for matter in matters[:PAGE_ROWS]]
    return {
        **await balance(shared, reader),
        "ending": _ending(await package.sources([shared.id]), reader.language),
        "rows": shown,
        "csv_address": f"{address}.csv",
        "newer_address": f"{address}?page={at - 1}" if at > 1 else "",
        "older_address": f"{address}?page={at + 1}" if len(matters) > PAGE_ROWS else "",
    }


async def balance(shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """Units: whole credits. Rule: K6: is_low when those that are waited for cost more."""
    counts = await balances.of(shared.id)
    missing = lacking.credits(
        counts.lack, reader.language, is_staff=isinstance(reader.actor, Staff)
    )
    return {**counts._asdict(), "is_low": counts.is_low, "missing": missing}


def _row(matter: list[Line], language: str) -> dict[str, Any]:
    """What became of a session, with its movements, or one entry. Within zones.reading_in()."""
    said, newest = Formats(language), matter[0]
    return {
        "text": _text(matter, language),
        "details": _details(newest, said, language),
        "when": said.moment(newest.at),
        "when_iso": formats.iso(newest.at),
        "change": entry.signed(sum(line.free for line in matter)),
        "after": newest.free_after,
        "address": f"/sessions/{newest.session}" if newest.session else "",
        "movements": [_movement(line, said) for line in matter] if len(matter) > 1 else [],
    }


def _text(matter: list[Line], language: str) -> str:
    """What happened last, with the session where there is one."""
    newest = matter[0]
    alike = [line for line in matter if (line.kind, line.at) == (newest.kind, newest.at)]
    text = entry.of_several(alike, language)
    return f"{newest.service}, {newest.learner}: {text}" if newest.session else text


def _movement(line: Line, said: Formats) -> tuple[str, str, str, str]:
    """Shape: text, moment as read and as ISO, change."""
    moment = said.moment(line.at), formats.iso(line.at)
    return (entry.sentence(line, said.language), *moment, entry.signed(line.free))


def _details(line: Line, said: Formats, language: str) -> str:
    parts = []
    if line.starts_at:
        parts.append(said.moment(line.starts_at))
    parts.append(line.reason)
    if line.kind == "granted" and line.expires_on:
        parts.append(say(language, N_("gültig bis %(day)s"), day=said.day(line.expires_on)))
    return " · ".join(part for part in parts if part)


def _ending(packages: list[Source], language: str) -> list[tuple[int, str]]:
    """Free credits that end on a day, the first first: 3, "24.11.2026"."""
    said = Formats(language)
    return [
        (each.free, said.day(each.expires_on))
        for each in packages
        if each.free > 0 and each.expires_on
    ]


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    return min(max(number, 1), LAST_PAGE)
